"""Collections of the KV store as lookups: keys, updates, types."""

from __future__ import annotations

from typing import Any

import pytest

from harness.data import Column, Table
from harness.errors import SplError
from harness.spl.session import Results, run_search
from harness.spl.sources import LookupRules, LookupTable, Sources

NOW = 1700000000.0
TWO = [{"_key": "a", "host": "h1", "n": "1"}, {"_key": "b", "host": "h2", "n": "2"}]


def run(spl: str, rows: list[dict[str, Any]], **rules: Any) -> Results:
    table = Table.from_rows(rows) if rows else Table({name: Column.nulls(0) for name in ("_key", "host", "n")}, 0)
    lookups = {"c": LookupTable(table, LookupRules(is_collection=True, **rules))}
    return run_search(spl, now=NOW, sources=Sources(lookups=lookups))


def written(spl: str, rows: list[dict[str, Any]], **rules: Any) -> list[Any]:
    """The records after a search that starts with one result."""
    table = run(f"| makeresults | {spl}", rows, **rules).lookups["c"]
    assert table is not None
    return table.rows()


def test_one_without_records_is_there() -> None:
    """A search over it finds nothing, and is told nothing."""
    results = run('| makeresults | eval host="h1" | lookup c host OUTPUT n | table host n', [])
    assert results.rows == [{"host": "h1"}]
    assert run("| inputlookup c", []).messages == []


def test_records_get_keys_that_are_always_the_same() -> None:
    first = written('eval host="x" | outputlookup c', [])
    assert [(row["host"], len(row["_key"])) for row in first] == [("x", 24)]
    assert written('eval host="x" | outputlookup c', []) == first
    keys = [row["_key"] for row in written('eval host="x" | append [| makeresults] | outputlookup c', [])]
    assert len(set(keys)) == 2


def test_without_append_the_collection_is_the_results() -> None:
    assert [row["host"] for row in written('eval host="x" | outputlookup c', TWO)] == ["x"]


def test_appending_keeps_what_is_there() -> None:
    assert [row["host"] for row in written('eval host="x" | outputlookup append=t c', TWO)] == ["h1", "h2", "x"]


def test_a_key_field_replaces_the_record_of_its_key_and_appends() -> None:
    found = written('eval k="a", n=9 | outputlookup key_field=k c', TWO)
    assert found == [{"_key": "a", "k": "a", "n": "9"}, {"_key": "b", "host": "h2", "n": "2"}]


def test_append_may_be_turned_off_with_a_key_field() -> None:
    found = written('eval k="z" | outputlookup key_field=k append=f c', TWO)
    assert found == [{"_key": "z", "k": "z"}]


def test_the_keys_of_results_count_without_a_key_field() -> None:
    results = run('| inputlookup c where host=h2 | eval n="9" | outputlookup append=t c', TWO)
    table = results.lookups["c"]
    assert table is not None
    assert [(row["_key"], row["n"]) for row in table.rows()] == [("a", "1"), ("b", "9")]


def test_records_may_be_kept_from_updates() -> None:
    found = written('eval _key="a", n=9 | outputlookup append=t allow_updates=f c', TWO)
    assert [row["n"] for row in found] == ["1", "2"]


def test_the_last_of_two_results_with_one_key_counts() -> None:
    spl = 'append [| makeresults] | streamstats count as n | eval _key="k" | outputlookup c'
    assert written(spl, []) == [{"_key": "k", "n": "2"}]


def test_multivalues_stay() -> None:
    found = written('eval host=split("a,b", ",") | outputlookup c', [])
    assert [row["host"] for row in found] == [["a", "b"]]


def test_no_results_empty_it_unless_they_must_not() -> None:
    assert written("where 1=2 | outputlookup c", TWO) == []
    assert written("where 1=2 | outputlookup create_empty=f c", TWO) == []
    assert "c" not in run("| makeresults | where 1=2 | outputlookup override_if_empty=f c", TWO).lookups


def test_as_many_records_as_wanted_are_written() -> None:
    spl = 'append [| makeresults] | eval host="x" | outputlookup max=1 c'
    assert [row["host"] for row in written(spl, [])] == ["x"]


def test_values_of_another_type_are_left_out() -> None:
    types = {"n": "number", "ok": "bool", "net": "cidr", "at": "time"}
    good = written('eval n="5", ok="TRUE", net="10.0.0.0/8", at=_time | outputlookup c', [], field_types=types)
    assert [set(row) - {"_key"} for row in good] == [{"n", "ok", "net", "at"}]
    bad = written('eval n="five", ok="yes", net="x", at="noon" | outputlookup c', [], field_types=types)
    assert [set(row) - {"_key"} for row in bad] == [set()]


def test_or_fail_the_search_where_types_are_enforced() -> None:
    with pytest.raises(SplError) as caught:
        written('eval n="five" | outputlookup c', [], field_types={"n": "number"}, enforce_types=True)
    found: Any = caught.value.diagnostics[0]
    assert found.code == "SPL608"
    assert "'five'" in found.message


def test_what_was_written_is_read_later_in_the_search() -> None:
    results = run('| makeresults | eval host="x", n=7 | outputlookup c | lookup c host OUTPUT n AS m | table m', TWO)
    assert results.rows == [{"m": "7"}]


def test_a_file_has_no_keys() -> None:
    with pytest.raises(SplError, match="key_field"):
        run_search("| makeresults | outputlookup key_field=k t.csv", now=NOW)
