"""Commands that make columns of values, or values of columns.

Source: the page of each command in the Search Reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.properties.oracle.grouping import grouped
from tests.properties.oracle.statistics import Aggregation
from tests.properties.oracle.tables import Command, Results, World
from tests.properties.oracle.values import Row, members, numeric, put, ranks, shown

_COLUMN = "\x00column"
_OTHER = "\x00other"
_ABSENT = "\x00absent"
_START = "\x00start"


@dataclass(frozen=True, slots=True)
class Series:
    """What `chart` and `timechart` share: aggregations in cells, one column for each value of a field."""

    aggregations: tuple[Aggregation, ...]
    column: str
    limit: int = 10
    use_other: bool = True
    use_null: bool = True

    def options(self) -> str:
        """The options as SPL."""
        if not self.column:
            return ""
        found = [f"limit={self.limit}", "" if self.use_other else "useother=f", "" if self.use_null else "usenull=f"]
        return " ".join(filter(None, found)) + " "

    def terms(self) -> str:
        """The aggregations as SPL."""
        return ", ".join(each.render() for each in self.aggregations)

    def placed(self, rows: Sequence[Row], row_field: str) -> list[Row]:
        """Each row with the name of its series; the worst series become one, rows without the field another one."""
        split = [put(row, _COLUMN, row.get(self.column, _ABSENT)) for row in rows]
        kept = self._kept(split, row_field) | {_ABSENT}
        return [put(row, _COLUMN, name if name in kept else _OTHER) for row in split for name in members(row[_COLUMN])]

    def _kept(self, rows: Sequence[Row], row_field: str) -> set[str]:
        scores: dict[str, float] = {}
        groups = grouped([row for row in rows if row_field in row], [_COLUMN, row_field])
        for (name, _), group in groups.items():
            if name != _ABSENT:
                several = len(self.aggregations) > 1
                cell = float(len(group)) if several else numeric(self.aggregations[0].over(group))
                scores[name] = scores.get(name, 0.0) + (cell or 0.0)
        best = sorted(scores, key=lambda name: (-scores[name], name))
        return set(best[: self.limit or None])

    def cells(self, row: Row, rows: Sequence[Row], names: Sequence[str]) -> Row:
        """The row with its cells."""
        for name in names:
            found = [each for each in rows if each[_COLUMN] == name]
            for each in self.aggregations:
                row = put(row, self._title(each, name), each.over(found))
        return row

    def _title(self, aggregation: Aggregation, name: str) -> str:
        shown_name = {_OTHER: "OTHER", _ABSENT: "NULL"}.get(name, f"VALUE{name}" if name.startswith("_") else name)
        return shown_name if len(self.aggregations) == 1 else f"{aggregation.column}: {shown_name}"

    def names(self, rows: Sequence[Row]) -> list[str]:
        """The series in order: by name, then those of no value and of all others."""
        hidden = [name for name, wanted in ((_OTHER, self.use_other), (_ABSENT, self.use_null)) if not wanted]
        found = {str(row[_COLUMN]) for row in rows} - set(hidden)
        return sorted(found, key=lambda name: (name == _OTHER, name == _ABSENT, name))


@dataclass(frozen=True, slots=True)
class Chart(Command):
    """One row for each value of a field, and one column for each of another if there is one."""

    series: Series
    row: str

    def render(self) -> str:
        columns = f" {self.series.column}" if self.series.column else ""
        return f"chart {self.series.options()}{self.series.terms()} BY {self.row}{columns}"

    def run(self, results: Results, world: World) -> Results:
        if not self.series.column:
            groups = grouped(results.rows, [self.row])
            rows = [_with_all({self.row: key[0]}, self.series.aggregations, group) for key, group in groups.items()]
            return Results((self.row, *(each.column for each in self.series.aggregations)), rows)
        placed = self.series.placed([row for row in results.rows if self.row in row], self.row)
        names = self.series.names(placed)
        rows = [
            self.series.cells({self.row: key[0]}, group, names) for key, group in grouped(placed, [self.row]).items()
        ]
        return Results((self.row, *dict.fromkeys(name for row in rows for name in row if name != self.row)), rows)


def _with_all(row: Row, aggregations: Sequence[Aggregation], rows: Sequence[Row]) -> Row:
    for each in aggregations:
        row = put(row, each.column, each.over(rows))
    return row


@dataclass(frozen=True, slots=True)
class TimeChart(Command):
    """One row for each span of time between the first and the last."""

    series: Series
    span: int

    def render(self) -> str:
        by = f" BY {self.series.column}" if self.series.column else ""
        return f"timechart span={self.span}s {self.series.options()}{self.series.terms()}{by}"

    def run(self, results: Results, world: World) -> Results:
        timed = [put(row, _START, shown(start)) for row in results.rows if (start := self._start(row)) is not None]
        rows = self.series.placed(timed, _START) if self.series.column else timed
        if not rows:
            return Results(("_time",), [])
        names = self.series.names(rows) if self.series.column else []
        starts = [float(str(row[_START])) for row in rows]
        found: list[Row] = []
        for at in range(int((max(starts) - min(starts)) // self.span) + 1):
            begin = shown(min(starts) + at * self.span)
            group = [row for row in rows if row[_START] == begin]
            first: Row = {"_time": begin, "_span": str(self.span)}
            if self.series.column:
                found.append(self.series.cells(first, group, names))
            else:
                found.append(_with_all(first, self.series.aggregations, group))
        return Results(("_time", "_span", *dict.fromkeys(name for row in found for name in row)), found)

    def _start(self, row: Row) -> float | None:
        time = numeric(row.get("_time"))
        return None if time is None else time // self.span * self.span


@dataclass(frozen=True, slots=True)
class XySeries(Command):
    """One row for each value of a field, columns named by another, cells by a third; the last value stays."""

    row: str
    name: str
    cell: str

    def render(self) -> str:
        return f"xyseries {self.row} {self.name} {self.cell}"

    def run(self, results: Results, world: World) -> Results:
        found: dict[str, Row] = {}
        names = set()
        for row in results.rows:
            if self.row not in row or self.name not in row:
                continue
            key, name = str(row[self.row]), " ".join(members(row[self.name]))
            names.add(name)
            line = found.setdefault(key, {self.row: row[self.row]})
            line.pop(name, None)
            line.update({name: row[self.cell]} if self.cell in row else {})
        keys = sorted(found)
        places = dict(zip(keys, ranks(keys, "auto"), strict=True))
        return Results((self.row, *sorted(names)), [found[key] for key in sorted(keys, key=places.__getitem__)])


@dataclass(frozen=True, slots=True)
class Untable(Command):
    """One row for each cell of a row but the one that names it."""

    row: str
    name: str
    cell: str

    def render(self) -> str:
        return f"untable {self.row} {self.name} {self.cell}"

    def run(self, results: Results, world: World) -> Results:
        rows: list[Row] = []
        for row in results.rows:
            there = [name for name in results.columns if name in row and name != self.row and not name.startswith("_")]
            rows.extend(put({self.name: name, self.cell: row[name]}, self.row, row.get(self.row)) for name in there)
        return Results((self.row, self.name, self.cell), rows)


@dataclass(frozen=True, slots=True)
class Transpose(Command):
    """One row for each column that has some value, with those of the first rows."""

    count: int = 5

    def render(self) -> str:
        return f"transpose include_empty=f {self.count}"

    def run(self, results: Results, world: World) -> Results:
        lines = results.rows[: self.count or None]
        rows: list[Row] = []
        for column in results.columns:
            cells: Row = {f"row {at}": line[column] for at, line in enumerate(lines, 1) if column in line}
            if cells and not column.startswith("_"):
                rows.append({"column": column, **cells})
        return Results(("column", *(f"row {at}" for at in range(1, len(lines) + 1))), rows)
