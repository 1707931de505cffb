"""Fields of search time are made when they are asked for, once, and only for events that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.data import Column, DeferredTable, Table, same_values
from harness.data.partitions import joined_rows, partitions, reassembled
from harness.diagnostics import SourceText
from harness.errors import SplError
from harness.spl import key_values
from harness.spl.extraction import automatic
from harness.spl.objects import Knowledge, SourceRules
from harness.spl.session import Results, run_search
from harness.spl.sources import Sources
from harness.store import EventStore

if TYPE_CHECKING:
    from collections.abc import Sequence

EVENTS = [{"_time": float(n), "host": f"h{n % 2}", "_raw": f"user=u{n} n={n}"} for n in range(6)]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The raw texts that automatic extraction has read."""
    seen: list[str] = []
    pairs = key_values.automatic_pairs

    def noted(text: str) -> object:
        seen.append(text)
        return pairs(text)

    monkeypatch.setattr(automatic, "automatic_pairs", noted)
    return seen


def searched(spl: str, store: EventStore, knowledge: Knowledge | None = None) -> Results:
    """The results of a search over a store."""
    return run_search(spl, now=0, sources=Sources(events=store, knowledge=knowledge or Knowledge()))


@pytest.mark.parametrize("spl", ["index=main | stats count", "index=main host=h1 u3 | stats count by host"])
def test_a_search_that_needs_no_field_extracts_nothing(spl: str, read: Sequence[str]) -> None:
    """Counting events, and testing fields that they were given, reads no text."""
    assert searched(spl, EventStore().add_events(EVENTS)).rows
    assert read == []


def test_only_events_that_are_left_are_read(read: Sequence[str]) -> None:
    """A test of indexed fields comes before extraction."""
    found = searched("index=main host=h1 | stats values(user) AS user", EventStore().add_events(EVENTS))
    assert found.rows == [{"user": ["u1", "u3", "u5"]}]
    assert sorted(read) == ["user=u1 n=1", "user=u3 n=3", "user=u5 n=5"]


def test_the_next_search_over_a_store_reads_nothing_again(read: list[str]) -> None:
    """What was extracted is kept with the store, and forgotten where the store or the rules change."""
    store = EventStore().add_events(EVENTS)
    first = searched("index=main | stats sum(n) AS n", store).rows
    assert len(read) == len(EVENTS)
    assert searched("index=main | stats sum(n) AS n", store).rows == first == [{"n": "15"}]
    assert len(read) == len(EVENTS)
    without = Knowledge(source_rules=(SourceRules("default", {"KV_MODE": SourceText("p", "none")}),))
    assert searched("index=main | stats count(n) AS n", store, without).rows == [{"n": "0"}]
    store.add_events([{"_time": 9.0, "_raw": "n=100"}])
    assert searched("index=main | stats sum(n) AS n", store).rows == [{"n": "115"}]


def test_an_error_of_a_rule_points_into_the_rule() -> None:
    """A search fails with the place of the rule that is to blame, not with its own."""
    rule = SourceText("props.conf", 'substr(n, "x", 1, 2, 3)')
    knowledge = Knowledge(source_rules=(SourceRules("default", {"EVAL-x": rule}),))
    with pytest.raises(SplError) as raised:
        searched("index=main | table x", EventStore().add_events(EVENTS), knowledge)
    assert {each.location.source.name for each in raised.value.diagnostics} == {"props.conf"}  # type: ignore[attr-defined]


def test_a_deferred_table_is_its_complete_table() -> None:
    """Whatever is asked first, the answer is that of the complete table; settled columns compute nothing."""
    base = Table.from_rows([{"a": "1", "b": None}, {"a": "2", "b": "x"}])
    made: list[int] = []

    def complete(rows: Table) -> Table:
        made.append(rows.height)
        return rows.with_columns({"b": Column.of(["y"] * rows.height), "c": rows.column("a")})

    table = DeferredTable(base, complete)
    assert table.column("a").values() == ["1", "2"]
    assert "a" in table
    assert not table.is_complete
    kept = table.filter(Column.of([False, True])).slice(0, 1).take([0])
    assert kept.height == 1
    assert made == []
    assert kept.rows() == [{"a": "2", "b": "y", "c": "2"}]
    assert table.column("b").values() == ["y", "y"]
    assert "d" not in table
    assert table.filter(Column.of([True, False])).names == ["a", "b", "c"]
    assert made == [1, 2]


def test_groups_come_back_in_the_order_of_the_rows() -> None:
    """Partitions hold every row once, and put together they are the table."""
    rows = [{"k": "a", "v": "1"}, {"v": "2"}, {"k": "a", "v": "3"}, {"k": "", "v": "4"}]
    table = Table.from_rows(rows)
    found = partitions(table, ["k"])
    assert [(key, numbers.to_list()) for key, numbers in found] == [(("a",), [0, 2]), (("",), [1, 3])]
    assert joined_rows([numbers for _, numbers in found]).to_list() == [0, 1, 2, 3]
    whole = reassembled([(numbers, table.take(numbers)) for _, numbers in found])
    assert whole.rows() == table.rows()
    assert same_values(table, Table.from_rows(rows))
    assert not same_values(table, Table.from_rows(rows[:3]))
    assert not same_values(table, Table.from_rows([*rows[:3], {"k": "", "v": "5"}]))
