"""Lookups with rules of their own, and what a search leaves behind."""

from __future__ import annotations

from typing import Any

from harness.data import Table
from harness.spl.session import Results, run_search
from harness.spl.sources import LookupRules, LookupTable, Sources

NOW = 1700000000.0


def looked_up(table: list[dict[str, Any]], rules: LookupRules, spl: str) -> list[dict[str, Any]]:
    """The rows of a search over one result and one lookup `t`."""
    return [dict(row) for row in searched(table, rules, f"| makeresults | {spl} | fields - _time").rows]


def searched(table: list[dict[str, Any]], rules: LookupRules, spl: str) -> Results:
    lookups = {"t": LookupTable(Table.from_rows(table), rules)}
    return run_search(spl, now=NOW, sources=Sources(lookups=lookups))


def test_a_pattern_in_the_table_matches_with_its_wildcards() -> None:
    rules = LookupRules(match_types={"domain": "WILDCARD"}, case_sensitive=False)
    rows = [{"domain": "*.evil.com", "bad": "yes"}, {"domain": "good.com", "bad": "no"}]
    found = looked_up(rows, rules, 'eval d="WWW.Evil.com" | lookup t domain AS d OUTPUT bad | table bad')
    assert found == [{"bad": "yes"}]


def test_a_star_in_an_exact_field_is_a_character() -> None:
    rows = [{"domain": "*", "bad": "yes"}]
    assert looked_up(rows, LookupRules(), 'eval a=1, domain="x" | lookup t domain | table a bad') == [{"a": "1"}]


def test_a_network_in_the_table_matches_its_addresses_of_both_kinds() -> None:
    rules = LookupRules(match_types={"ip": "CIDR"})
    rows = [{"ip": "10.0.0.0/8", "zone": "inside"}, {"ip": "2001:db8::/32", "zone": "six"}, {"ip": "none", "zone": "n"}]
    spl = 'eval a="10.1.2.3", b="2001:db8::7", c="8.8.8.8" | lookup t ip AS a OUTPUT zone AS za'
    found = looked_up(rows, rules, f"{spl} | lookup t ip AS b OUTPUT zone AS zb | lookup t ip AS c OUTPUT zone AS zc")
    assert {name: value for name, value in found[0].items() if name[0] == "z"} == {"za": "inside", "zb": "six"}


def test_the_first_rows_in_file_order_count() -> None:
    rows = [{"k": "a", "v": str(number)} for number in range(5)]
    assert looked_up(rows, LookupRules(max_matches=2), 'eval k="a" | lookup t k | table v') == [{"v": ["0", "1"]}]


def test_at_most_a_hundred_rows_count_unless_the_rules_say_otherwise() -> None:
    rows = [{"k": "a", "v": str(number)} for number in range(150)]
    found = looked_up(rows, LookupRules(), 'eval k="a" | lookup t k | eval n=mvcount(v) | table n')
    assert found == [{"n": "100"}]


def test_the_default_stands_in_for_rows_that_are_missing() -> None:
    rules = LookupRules(min_matches=1, default_match="false")
    assert looked_up([{"k": "a", "v": "x"}], rules, 'eval k="b" | lookup t k | table v') == [{"v": "false"}]
    assert looked_up([{"k": "a", "v": "x"}], rules, 'eval k="a" | lookup t k | table v') == [{"v": "x"}]


def test_letter_case_is_left_out_where_the_rules_say_so() -> None:
    rules = LookupRules(case_sensitive=False)
    assert looked_up([{"k": "Ann", "v": "x"}], rules, 'eval k="aNN" | lookup t k | table v') == [{"v": "x"}]


def test_of_a_lookup_in_time_the_row_nearest_before_the_event_counts() -> None:
    rules = LookupRules(time_field="at", max_offset_s=100)
    rows = [{"k": "a", "at": str(at), "v": str(at)} for at in (1699999800, 1699999950, 1699999990, 1700000050)]
    assert looked_up(rows, rules, 'eval k="a" | lookup t k OUTPUT v | table v') == [{"v": "1699999990"}]
    late = 'eval k="a", _time=_time-60 | lookup t k OUTPUT v | table k v'
    assert looked_up(rows, rules, late) == [{"k": "a"}]


def test_a_key_with_rules_and_an_exact_one_go_together() -> None:
    rules = LookupRules(match_types={"path": "WILDCARD"})
    rows = [{"os": "w", "path": "c:*", "v": "1"}, {"os": "l", "path": "c:*", "v": "2"}]
    found = looked_up(rows, rules, 'eval os="l", path="c:x" | lookup t os path OUTPUT v | table v')
    assert found == [{"v": "2"}]


def test_what_a_search_wrote_is_in_its_results_and_the_sources_stay() -> None:
    given = Table.from_rows([{"a": "old"}])
    results = run_search(
        '| makeresults | eval a="new" | outputlookup t.csv', now=NOW, sources=Sources(lookups={"t": given})
    )
    written = results.lookups["t"]
    assert written is not None
    assert written.rows() == [{"a": "new"}]
    assert given.rows() == [{"a": "old"}]


def test_a_table_that_must_not_be_empty_is_deleted() -> None:
    spl = "| makeresults | where 1=2 | outputlookup create_empty=f t.csv | append [| inputlookup t.csv]"
    results = run_search(spl, now=NOW, sources=Sources(lookups={"t.csv": Table.from_rows([{"a": "1"}])}))
    assert results.lookups == {"t": None}
    assert len(results) == 0


def test_a_lookup_and_its_file_are_one_table() -> None:
    rules = LookupRules(file="hosts.csv")
    lookups = {"seen": LookupTable(Table.from_rows([{"h": "a"}]), rules)}
    spl = '| makeresults | eval h="b" | outputlookup append=t seen | append [| inputlookup hosts.csv] | table h'
    assert [row["h"] for row in run_search(spl, now=NOW, sources=Sources(lookups=lookups)).rows] == ["b", "a", "b"]


def test_appending_to_a_collection_adds_its_new_fields() -> None:
    rules = LookupRules(is_collection=True)
    results = searched(
        [{"a": "1"}], rules, "| makeresults | eval b=2 | outputlookup append=t t | inputlookup append=t t"
    )
    written = results.lookups["t"]
    assert written is not None
    assert [{name: value for name, value in row.items() if name != "_key"} for row in written.rows()] == [
        {"a": "1"},
        {"b": "2"},
    ]


def test_a_lookup_that_is_missing_is_told_to_whoever_reads_it() -> None:
    results = run_search("| inputlookup nosuch.csv", now=NOW)
    assert [message.severity for message in results.messages] == ["WARN"]
    assert "nosuch.csv" in results.messages[0].text


def test_subsearches_see_what_was_written_before_them() -> None:
    inner = '| makeresults | eval a="x" | lookup t a OUTPUT a AS b'
    results = run_search(
        f'| makeresults | eval a="x" | outputlookup t | append [{inner}] | stats count(b) as n', now=NOW
    )
    assert results.rows == [{"n": "1"}]
