"""Commands that look at groups of rows.

A row without a BY field is in no group; a row with several members is in the group of each.

Source: the page of each command in the Search Reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from tests.properties.oracle.expressions import Expression
from tests.properties.oracle.statistics import Aggregation
from tests.properties.oracle.tables import Command, Results, World
from tests.properties.oracle.values import Row, key_order, members, numeric, put

Key = tuple[str, ...]


def keys_of(row: Row, fields: Sequence[str]) -> list[Key]:
    """The groups that a row is in."""
    return list(product(*(members(row.get(field)) for field in fields)))


def grouped(rows: Iterable[Row], fields: Sequence[str]) -> dict[Key, list[Row]]:
    """The rows of each group, groups in ascending order."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        for key in keys_of(row, fields):
            groups.setdefault(key, []).append(row)
    orders = [key_order([key[at] for key in groups]) for at in range(len(fields))]
    return dict(
        sorted(groups.items(), key=lambda item: [order[part] for order, part in zip(orders, item[0], strict=True)])
    )


def _terms(aggregations: Sequence[Aggregation], by: Sequence[str]) -> str:
    terms = ", ".join(each.render() for each in aggregations)
    return f"{terms} BY {', '.join(by)}" if by else terms


def filled(row: Row, aggregations: Sequence[Aggregation], rows: Sequence[Row]) -> Row:
    """The row with what the aggregations give for some rows."""
    for each in aggregations:
        row = put(row, each.column, each.over(rows))
    return row


@dataclass(frozen=True, slots=True)
class Stats(Command):
    """One row for each group."""

    aggregations: tuple[Aggregation, ...]
    by: tuple[str, ...] = ()

    def render(self) -> str:
        return f"stats {_terms(self.aggregations, self.by)}"

    def run(self, results: Results, world: World) -> Results:
        groups = grouped(results.rows, self.by) or ({} if self.by else {(): []})
        rows = [filled(dict(zip(self.by, key, strict=True)), self.aggregations, group) for key, group in groups.items()]
        columns = (*self.by, *(each.column for each in self.aggregations))
        return Results(columns, rows if self.by or rows[0] else [])


@dataclass(frozen=True, slots=True)
class EventStats(Command):
    """The aggregates of its group beside every row; a row in no group stays as it is."""

    aggregations: tuple[Aggregation, ...]
    by: tuple[str, ...] = ()

    def render(self) -> str:
        return f"eventstats {_terms(self.aggregations, self.by)}"

    def run(self, results: Results, world: World) -> Results:
        groups = grouped(results.rows, self.by) or ({} if self.by else {(): []})
        rows = [self._with_group(row, groups) for row in results.rows]
        return results.of(rows, *(each.column for each in self.aggregations))

    def _with_group(self, row: Row, groups: dict[Key, list[Row]]) -> Row:
        keys = keys_of(row, self.by)
        return filled(row, self.aggregations, groups[keys[0]]) if keys else row


@dataclass(frozen=True, slots=True)
class StreamStats(Command):
    """The aggregates of the rows up to each row."""

    aggregations: tuple[Aggregation, ...]
    by: tuple[str, ...] = ()
    current: bool = True
    window: int = 0
    global_: bool = True
    time_window: int = 0
    reset_before: Expression | None = None
    reset_after: Expression | None = None
    reset_on_change: bool = False

    def render(self) -> str:
        options = [
            "" if self.current else "current=f",
            f"window={self.window}" if self.window else "",
            "" if self.global_ else "global=f",
            f"time_window={self.time_window}s" if self.time_window else "",
            "reset_on_change=t" if self.reset_on_change else "",
            f"reset_before=({self.reset_before.render()})" if self.reset_before else "",
            f"reset_after=({self.reset_after.render()})" if self.reset_after else "",
        ]
        return " ".join(["streamstats", *filter(None, options), _terms(self.aggregations, self.by)])

    def run(self, results: Results, world: World) -> Results:
        seen: list[Row] = []
        rows = []
        previous: Row | None = None
        for row in results.rows:
            if self._starts_again(row, previous):
                seen.clear()
            seen.append(row)
            rows.append(self._with_seen(row, seen))
            if self.reset_after is not None and self.reset_after.truth(rows[-1]) is True:
                seen.clear()
            previous = row if all(field in row for field in self.by) else previous
        return results.of(rows, *(each.column for each in self.aggregations))

    def _starts_again(self, row: Row, previous: Row | None) -> bool:
        if self.reset_before is not None and self.reset_before.truth(row) is True:
            return True
        if previous is None or any(field not in row for field in self.by):
            return False
        return self.reset_on_change and any(row[field] != previous[field] for field in self.by)

    def _with_seen(self, row: Row, seen: Sequence[Row]) -> Row:
        if any(field not in row for field in self.by):
            return row
        return filled(row, self.aggregations, self._visible(row, seen))

    def _visible(self, row: Row, seen: Sequence[Row]) -> Sequence[Row]:
        visible = seen if self.current else seen[:-1]
        if self.window and self.global_:
            visible = visible[-self.window :]
        visible = [each for each in visible if all(each.get(field) == row[field] for field in self.by)]
        if self.time_window:
            visible = [each for each in visible if self._near(each, row)]
        return visible[-self.window :] if self.window else visible

    def _near(self, other: Row, row: Row) -> bool:
        there, here = numeric(other.get("_time")), numeric(row.get("_time"))
        return there is not None and here is not None and abs(there - here) < self.time_window


@dataclass(frozen=True, slots=True)
class Frequent(Command):
    """`top` and `rare`: the combinations of values that are there most and least often."""

    name: str
    fields: tuple[str, ...]
    by: tuple[str, ...] = ()
    limit: int = 10

    def render(self) -> str:
        by = f" BY {', '.join(self.by)}" if self.by else ""
        return f"{self.name} limit={self.limit} {', '.join(self.fields)}{by}"

    def run(self, results: Results, world: World) -> Results:
        names = (*self.by, *self.fields)
        rows: list[Row] = []
        for outer, inside in self._parts(results).items():
            total = sum(map(len, inside.values()))
            ordered = sorted(inside.items(), key=lambda item: (len(item[1]), item[0]), reverse=self.name == "top")
            for key, group in ordered[: self.limit or None]:
                found: Row = dict(zip(names, outer + key, strict=True))
                share = f"{len(group) / total * 100:.6f}"
                rows.append({**found, "count": str(len(group)), "percent": share, "_tc": str(total)})
        return Results((*names, "count", "percent", "_tc"), rows)

    def _parts(self, results: Results) -> dict[Key, dict[Key, list[Row]]]:
        parts: dict[Key, dict[Key, list[Row]]] = {}
        for key, group in grouped(results.rows, (*self.by, *self.fields)).items():
            parts.setdefault(key[: len(self.by)], {})[key[len(self.by) :]] = group
        return parts
