"""`!=` on a multivalue field: when a search says that its rows depend on the reading, and what it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.data import Table
from harness.diagnostics import SourceText
from harness.spl.contract import Context
from harness.spl.evaluation import condition, search_mask
from harness.spl.parsing import GRAMMAR
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import Sources
from harness.spl.syntax.cursor import Cursor
from harness.timerange import ALL_TIME

NOW = 1700000000.0
BOTH = '| makeresults | eval f=mvappend("x","y"), g="1" '


def run(spl: str, reading: str = "any") -> Results:
    return run_search(spl, now=NOW, settings={"mv_not_equal": reading})


@pytest.mark.parametrize("command", ["search", "where"])
@pytest.mark.parametrize(("reading", "count"), [("any", 1), ("none", 0)])
def test_the_setting_chooses_and_the_search_says_so(command: str, reading: str, count: int) -> None:
    """A row with an equal and a differing member goes as the setting says, with one message."""
    results = run(f'{BOTH}| {command} f!="x"', reading)
    assert len(results) == count
    assert [m.setting for m in results.messages] == ["mv_not_equal"]


def test_the_message_points_at_the_comparison_and_offers_a_form_that_holds() -> None:
    """The span covers `f!="x"` and nothing else; the help negates an equality."""
    results = run(f'{BOTH}| search g=1 f!="x"')
    (message,) = results.messages
    assert message.span is not None
    assert results.source.text[slice(*message.span)] == 'f!="x"'
    assert message.help is not None
    assert 'NOT f="x"' in message.help


@pytest.mark.parametrize(
    "filter_",
    [
        'search g=2 f!="x"',
        'search g=1 OR f!="x"',
        'where g="2" AND f!="x"',
        'where g="1" OR f!="x"',
        'search f!="z"',
        'search NOT f="x"',
        'search f="x"',
        'search g!="x"',
    ],
)
def test_no_message_where_the_fate_of_the_row_is_the_same(filter_: str) -> None:
    """Only the fate of the whole row counts, not what one comparison gives."""
    assert run(f"{BOTH}| {filter_}").messages == []


def test_only_the_comparison_that_decides_is_named() -> None:
    """Of two comparisons that differ between the readings, the one that another term overrules is not named."""
    results = run(f'{BOTH}| eval h=mvappend("x","y") | search f!="x" (g=1 OR h!="x")')
    assert [results.source.text[slice(*m.span)] for m in results.messages if m.span] == ['f!="x"']


def test_two_comparisons_that_decide_together_are_both_named() -> None:
    """Where either alone changes nothing, both are named."""
    results = run(f'{BOTH}| eval h=mvappend("x","y") | search f!="x" OR h!="x"')
    assert len(results.messages) == 2


def test_a_condition_inside_eval_says_so_too() -> None:
    """`if(f!="x", ..)` gives a value that depends on the reading."""
    results = run(f'{BOTH}| eval r=if(f!="x","kept","dropped")', "none")
    assert results.rows[0]["r"] == "dropped"
    assert [m.setting for m in results.messages] == ["mv_not_equal"]


@pytest.mark.parametrize("command", ["search", "where"])
def test_the_settings_of_search_and_where_are_separate(command: str) -> None:
    """Each command follows its own setting."""
    results = run_search(f'{BOTH}| {command} f!="x"', now=NOW, settings={f"mv_not_equal_{command}": "none"})
    assert len(results) == 0
    other = "where" if command == "search" else "search"
    results = run_search(f'{BOTH}| {command} f!="x"', now=NOW, settings={f"mv_not_equal_{other}": "none"})
    assert len(results) == 1


VALUES = st.sampled_from(["a", "b", "c"])
FIELDS = st.one_of(st.none(), VALUES, st.lists(VALUES, min_size=2, max_size=3))
ROWS = st.lists(st.fixed_dictionaries({"f": FIELDS, "g": FIELDS}), min_size=1, max_size=5)
COMPARISONS = st.builds(lambda f, op, v: f'{f}{op}"{v}"', st.sampled_from("fg"), st.sampled_from(["=", "!="]), VALUES)
PREDICATES = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        inner.map(lambda p: f"NOT ({p})"),
        st.builds(lambda a, op, b: f"({a} {op} {b})", inner, st.sampled_from(["AND", "OR"]), inner),
    ),
    max_leaves=5,
)


def mask(predicate: str, table: Table, language: str, reading: str) -> tuple[list[bool], bool]:
    source = SourceText("predicate", predicate)
    chosen = Settings.of({"mv_not_equal": reading})
    context = Context(NOW, ALL_TIME, chosen, Sources(), source, run=lambda _: Table({}), continue_=lambda _, rows: rows)
    cursor = Cursor(source, GRAMMAR)
    if language == "where":
        column = condition(cursor.expression(), table, context)
    else:
        expression = cursor.search_expression()
        assert expression is not None
        column = search_mask(expression, table, context)
    return [value is True for value in column.values()], bool(context.messages)


@settings(max_examples=150, deadline=None)
@given(ROWS, PREDICATES, st.sampled_from(["search", "where"]))
def test_a_message_is_said_exactly_where_the_readings_differ(
    rows: list[dict[str, str | list[str] | None]], predicate: str, language: str
) -> None:
    """For any predicate and rows: messages, if and only if some row's fate differs between the readings."""
    table = Table.from_rows(rows)
    any_, said_any = mask(predicate, table, language, "any")
    none, said_none = mask(predicate, table, language, "none")
    assert said_any == said_none == (any_ != none)
