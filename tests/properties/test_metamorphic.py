"""Relations between searches that must hold whatever the data is, without an oracle for either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from harness import search
from tests.properties.oracle.grouping import Stats
from tests.properties.oracle.making_data import events
from tests.properties.oracle.making_expressions import Expressions
from tests.properties.oracle.making_programs import Programs
from tests.properties.oracle.streaming import Eval, Where
from tests.properties.oracle.values import Row

NOW = 100_000
EXAMPLES = 40
SEEDS = st.integers(0, 2**32).map(Random)
UNORDERED = ("count", "sum", "min", "max", "dc", "values", "range", "median", "c", "sumsq")
"""Statistics that do not depend on the order of rows."""


def rows_of(spl: str, data: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a search gives over events, which it reads newest first."""
    return search(spl, events=list(reversed(data)), now=NOW).rows


def as_set(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Rows whatever their order."""
    return sorted(repr(sorted(row.items())) for row in rows)


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_a_predicate_its_opposite_and_the_unknown_make_the_whole(rng: Random) -> None:
    """Each row is in exactly one of: the condition is true, it is false, it is not known."""
    data, predicate = events(rng), Expressions(rng).condition(2).within(3)
    parts = (
        f"where {predicate}",
        f"where NOT {predicate}",
        f'where isnull(if({predicate}, "t", if(NOT {predicate}, "f", null())))',
    )
    found = [row for part in parts for row in rows_of(f"index=* | {part}", data)]
    assert as_set(found) == as_set(rows_of("index=*", data))


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_a_search_expression_and_its_opposite_make_the_whole(rng: Random) -> None:
    """In `search` nothing is unknown: NOT keeps what the expression drops; and first or later makes no difference."""
    data, test = events(rng), Expressions(rng).test(2).within(8)
    kept, dropped = rows_of(f"index=* | search {test}", data), rows_of(f"index=* | search NOT {test}", data)
    assert as_set([*kept, *dropped]) == as_set(rows_of("index=*", data))
    assert kept == rows_of(f"index=* {test}", data)


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_a_streaming_command_before_or_after_append(rng: Random) -> None:
    """What looks at one row at a time may look before or after others come in."""
    data, made = events(rng), Expressions(rng)
    command = rng.choice((Where(made.condition(2)), Eval((("x", made.any_value(2)),)))).render()
    after = rows_of(f"index=main | append [ search index=other ] | {command}", data)
    before = rows_of(f"index=main | {command} | append [ search index=other | {command} ]", data)
    assert after == before


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_the_same_events_in_two_indexes(rng: Random) -> None:
    """Statistics do not ask in which index an event lies."""
    data, stats = events(rng), unordered_stats(rng)
    moved: list[Row] = [{**row, "index": rng.choice(("main", "other"))} for row in data]
    together: list[Row] = [{**row, "index": "main"} for row in data]
    assert rows_of(f"index=* | {stats}", moved) == rows_of(f"index=main | {stats}", together)


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_statistics_do_not_ask_for_the_order_of_rows(rng: Random) -> None:
    """`reverse` and `sort` before them change nothing."""
    data, stats = events(rng), unordered_stats(rng)
    wanted = rows_of(f"index=* | {stats}", data)
    for order in ("reverse", "sort 0 a, -n", "sort 0 -_time, b"):
        assert rows_of(f"index=* | {order} | {stats}", data) == wanted


def unordered_stats(rng: Random) -> str:
    """A `stats` whose aggregations do not depend on the order of rows; sums of few digits are exact."""
    while True:
        found = Programs(rng).command(nested=False)
        if not isinstance(found, Stats):
            continue
        plain = tuple(
            each
            for each in found.aggregations
            if each.function in UNORDERED and each.expression is None and each.field not in ("a", "m", "x", "n")
        )
        if plain:
            return Stats(plain, tuple(name for name in found.by if name != "x")).render()


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS, spans=st.integers(-5, 5))
def test_all_times_moved_by_whole_spans(rng: Random, spans: int) -> None:
    """A chart over time moves with its events."""
    data, moved_by = events(rng), spans * 3600 + 36_000
    moved: list[Row] = [{**row, "_time": repr(float(str(row["_time"])) + moved_by)} for row in data]
    chart = "timechart span=1h count, dc(a) AS x, earliest(b) AS y"
    wanted = [{**row, "_time": str(int(row["_time"]) + moved_by)} for row in rows_of(f"index=* | {chart}", data)]
    assert rows_of(f"index=* | {chart}", moved) == wanted


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_a_field_renamed_there_and_back(rng: Random) -> None:
    """What ran under another name in between gives what it gives under its own."""
    data, field = events(rng), rng.choice(("a", "b", "n", "m", "k.x"))
    state = rng.getstate()
    plain = Expressions(rng).member_condition(field).render()
    rng.setstate(state)
    renamed = Expressions(rng).member_condition("zz").render()
    assert rows_of(f'index=* | rename {field} AS "o t" | rename "o t" AS {field}', data) == rows_of("index=*", data)
    wanted = rows_of(f"index=* | where {plain}", data)
    assert rows_of(f"index=* | rename {field} AS zz | where {renamed} | rename zz AS {field}", data) == wanted


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_a_condition_on_groups_before_or_after_stats(rng: Random) -> None:
    """A condition on a BY field with one value in each row drops rows or the groups that they make."""
    data = [
        {name: value for name, value in row.items() if name != "b" or isinstance(value, str)} for row in events(rng)
    ]
    condition = Expressions(rng, ("b",)).member_condition("b").render()
    after = rows_of(f"index=* | stats count, values(a) AS v BY b | where {condition}", data)
    assert after == rows_of(f"index=* | where {condition} | stats count, values(a) AS v BY b", data)


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_expanded_members_are_the_members(rng: Random) -> None:
    """Rows made of members are as many as the members, and listing them gives them back."""
    data = [{**row, "id": str(at)} for at, row in enumerate(events(rng))]
    whole = rows_of("index=* m=* | table id, m | sort 0 num(id)", data)
    again = rows_of("index=* m=* | mvexpand m | stats list(m) AS m BY id | table id, m | sort 0 num(id)", data)
    assert again == whole


@settings(max_examples=EXAMPLES)
@given(rng=SEEDS)
def test_two_ways_to_say_the_same(rng: Random) -> None:
    """`eventstats` with one row of each group is `stats`; `streamstats` in its last row is `stats` too."""
    data = [
        {name: value for name, value in row.items() if name != "b" or isinstance(value, str)} for row in events(rng)
    ]
    wanted = rows_of("index=* | stats count AS c, dc(a) AS d, max(n) AS e BY b", data)
    tail = "dedup b | table b, c, d, e | sort 0 str(b)"
    beside = f"index=* | eventstats count AS c, dc(a) AS d, max(n) AS e BY b | {tail}"
    running = f"index=* | streamstats count AS c, dc(a) AS d, max(n) AS e BY b | reverse | {tail}"
    in_order = sorted(wanted, key=lambda row: str(row["b"]))
    assert rows_of(beside, data) == in_order
    assert rows_of(running, data) == in_order
