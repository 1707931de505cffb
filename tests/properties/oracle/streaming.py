"""Commands that look at one row after the other.

Source: the page of each command in the Search Reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.properties.oracle.expressions import Expression, named, quoted
from tests.properties.oracle.matching import Test
from tests.properties.oracle.tables import Command, Results, Undecided, World
from tests.properties.oracle.values import Row, Value, gathered, members, numeric, put, ranks, shown


def matching_columns(columns: Sequence[str], patterns: Sequence[str]) -> list[str]:
    """The columns that names and patterns mean, in the order of those; internal ones only where they are named."""
    found: dict[str, None] = {}
    for pattern in patterns:
        if "*" not in pattern:
            found[pattern] = None
            continue
        form = re.compile(".*".join(map(re.escape, pattern.split("*"))))
        internal = pattern.startswith("_")
        found.update(
            dict.fromkeys(name for name in columns if form.fullmatch(name) and name.startswith("_") == internal)
        )
    return list(found)


@dataclass(frozen=True, slots=True)
class Events(Command):
    """`search` as the first command: the events of an index."""

    index: str = "main"
    test: Test | None = None

    def render(self) -> str:
        return f"search index={self.index}" + (f" {self.test.within(7)}" if self.test else "")

    def run(self, results: Results, world: World) -> Results:
        test = self.test
        rows = [row for row in world.events if row["index"] == self.index]
        if self.index == "*":
            rows = sorted(world.events, key=lambda row: (-float(str(row["_time"])), row["index"]))
        columns = dict.fromkeys(name for row in rows for name in row)
        return Results(tuple(columns), [row for row in rows if test is None or test.matches(row)])


@dataclass(frozen=True, slots=True)
class Search(Command):
    """Keeps what matches."""

    test: Test

    def render(self) -> str:
        return f"search {self.test.render()}"

    def run(self, results: Results, world: World) -> Results:
        return results.of([row for row in results.rows if self.test.matches(row)])


@dataclass(frozen=True, slots=True)
class Where(Command):
    """Keeps the rows for which a condition is true."""

    condition: Expression

    def render(self) -> str:
        return f"where {self.condition.render()}"

    def run(self, results: Results, world: World) -> Results:
        return results.of([row for row in results.rows if self.condition.truth(row) is True])


@dataclass(frozen=True, slots=True)
class Eval(Command):
    """Computes fields one after the other; a result that is nothing removes the field."""

    assignments: tuple[tuple[str, Expression], ...]

    def render(self) -> str:
        return "eval " + ", ".join(f"{named(field)}={body.render()}" for field, body in self.assignments)

    def run(self, results: Results, world: World) -> Results:
        for field, body in self.assignments:
            results = results.with_field(field, lambda row, body=body: _no_truth(body.value(row)))  # type: ignore[misc]
        return results


def _no_truth(found: Value | bool) -> Value:
    return None if isinstance(found, bool) else found


@dataclass(frozen=True, slots=True)
class Fields(Command):
    """Keeps the named fields and the internal ones, or removes the named ones."""

    patterns: tuple[str, ...]
    removes: bool = False

    def render(self) -> str:
        return f"fields {'- ' if self.removes else ''}{', '.join(self.patterns)}"

    def run(self, results: Results, world: World) -> Results:
        found = matching_columns(results.columns, self.patterns)
        if self.removes:
            return results.only([name for name in results.columns if name not in found])
        internal = [name for name in results.columns if name.startswith("_") and name not in found]
        return results.only([*found, *internal])


@dataclass(frozen=True, slots=True)
class TableOf(Command):
    """Exactly these fields."""

    patterns: tuple[str, ...]

    def render(self) -> str:
        return f"table {', '.join(self.patterns)}"

    def run(self, results: Results, world: World) -> Results:
        found = results.only(matching_columns(results.columns, self.patterns))
        if any(found.rows) or not found.rows:
            return found
        raise Undecided("fields that no row has a value for may make rows or not; it depends on who made them")


@dataclass(frozen=True, slots=True)
class Rename(Command):
    """One field, or all that a pattern with one star matches, under another name."""

    old: str
    new: str

    def render(self) -> str:
        return f"rename {_as_argument(self.old)} AS {_as_argument(self.new)}"

    def run(self, results: Results, world: World) -> Results:
        if "*" not in self.old:
            return _renamed(results, self.old, self.new)
        start, _, end = self.old.partition("*")
        found = matching_columns(results.columns, [self.old])
        names = {name: self.new.replace("*", name[len(start) : len(name) - len(end)]) for name in found}
        lost = {new for old, new in names.items() if old != new} - names.keys()
        rows: list[Row] = [
            {names.get(name, name): value for name, value in row.items() if name not in lost} for row in results.rows
        ]
        return Results(tuple(names.get(name, name) for name in results.columns if name not in lost), rows)


def _as_argument(field: str) -> str:
    return f'"{field}"' if " " in field else field


def _renamed(results: Results, old: str, new: str) -> Results:
    if old == new:
        return results
    if all(old not in row for row in results.rows):
        return results.only([name for name in results.columns if name != new])
    rows = [put(put(row, new, row.get(old)), old, None) for row in results.rows]
    columns = [new if name == old else name for name in results.columns if name != new]
    return Results(tuple(columns), rows)


@dataclass(frozen=True, slots=True)
class FillNull(Command):
    """A value where there is none: in the named fields, or in all that there are."""

    text: str | None
    fields: tuple[str, ...]

    def render(self) -> str:
        value = "" if self.text is None else f" value={quoted(self.text)}"
        return f"fillnull{value} {' '.join(self.fields)}".rstrip()

    def run(self, results: Results, world: World) -> Results:
        text = "0" if self.text is None else self.text
        for name in self.fields or results.columns:
            results = results.with_field(name, lambda row, name=name: row.get(name, text))  # type: ignore[misc]
        return results


@dataclass(frozen=True, slots=True)
class FillDown(Command):
    """The last value above where there is none."""

    fields: tuple[str, ...]

    def render(self) -> str:
        return f"filldown {' '.join(self.fields)}".rstrip()

    def run(self, results: Results, world: World) -> Results:
        held: Row = {}
        rows = []
        wanted = self.fields or [name for name in results.columns if not name.startswith("_")]
        for row in results.rows:
            held = {**held, **{name: row[name] for name in wanted if name in row}}
            rows.append({**held, **row})
        return results.of(rows)


@dataclass(frozen=True, slots=True)
class MvExpand(Command):
    """One row for each member; a row without the field stays."""

    field: str
    limit: int = 0

    def render(self) -> str:
        return f"mvexpand {self.field}" + (f" limit={self.limit}" if self.limit else "")

    def run(self, results: Results, world: World) -> Results:
        rows: list[Row] = []
        for row in results.rows:
            found = members(row.get(self.field))[: self.limit or None]
            rows.extend([put(row, self.field, member) for member in found] or [row])
        return results.of(rows)


@dataclass(frozen=True, slots=True)
class MakeMv(Command):
    """A text split at a delimiter; pieces without text only where they are allowed."""

    field: str
    delimiter: str
    allow_empty: bool = False

    def render(self) -> str:
        allow = "allowempty=t " if self.allow_empty else ""
        return f"makemv delim={quoted(self.delimiter)} {allow}{self.field}"

    def run(self, results: Results, world: World) -> Results:
        def pieces(row: Row) -> Value:
            split = [piece for text in members(row.get(self.field)) for piece in text.split(self.delimiter)]
            return gathered(piece for piece in split if piece or self.allow_empty)

        return results.with_field(self.field, pieces) if self.field in results.columns else results


@dataclass(frozen=True, slots=True)
class Head(Command):
    """The first rows, or those before a condition becomes false."""

    count: int = 10
    condition: Expression | None = None
    null: bool = False
    keep_last: bool = False

    def render(self) -> str:
        if self.condition is None:
            return f"head {self.count}"
        options = f"{' null=t' if self.null else ''}{' keeplast=t' if self.keep_last else ''}"
        return f"head ({self.condition.render()}){options}"

    def run(self, results: Results, world: World) -> Results:
        if self.condition is None:
            return results.of(results.rows[: self.count])
        kept: list[Row] = []
        for row in results.rows:
            truth = self.condition.truth(row)
            if not (truth or (truth is None and self.null)):
                return results.of([*kept, row] if self.keep_last else kept)
            kept.append(row)
        return results


@dataclass(frozen=True, slots=True)
class Tail(Command):
    """The last rows, the last one first."""

    count: int = 10

    def render(self) -> str:
        return f"tail {self.count}"

    def run(self, results: Results, world: World) -> Results:
        return results.of(list(results.rows)[::-1][: self.count])


@dataclass(frozen=True, slots=True)
class Reverse(Command):
    """The last row first."""

    def render(self) -> str:
        return "reverse"

    def run(self, results: Results, world: World) -> Results:
        return results.of(list(results.rows)[::-1])


@dataclass(frozen=True, slots=True)
class Sort(Command):
    """Rows by keys; what has no value comes last, equal rows keep their order."""

    keys: tuple[tuple[str, str, bool], ...]
    count: int | None = None

    def render(self) -> str:
        count = "" if self.count is None else f"{self.count} "
        return f"sort {count}" + ", ".join(map(_sort_key, self.keys))

    def run(self, results: Results, world: World) -> Results:
        rows = list(results.rows)
        for field, how, descending in reversed(self.keys):
            places = ranks([row.get(field) for row in rows], how)
            order = sorted(range(len(rows)), key=lambda at: _place(places[at], descending))
            rows = [rows[at] for at in order]
        return results.of(rows[: self.count or None])


def _sort_key(key: tuple[str, str, bool]) -> str:
    field, how, descending = key
    return f"{'-' if descending else '+'}{f'{how}({field})' if how != 'auto' else field}"


def _place(place: int, descending: bool) -> tuple[bool, int]:
    return place < 0, -place if descending else place


@dataclass(frozen=True, slots=True)
class Dedup(Command):
    """The first rows of each combination of values."""

    fields: tuple[str, ...]
    count: int = 1
    keep_events: bool = False
    keep_empty: bool = False
    consecutive: bool = False

    def render(self) -> str:
        count = f"{self.count} " if self.count != 1 else ""
        options = [
            (self.keep_events, "keepevents=t"),
            (self.keep_empty, "keepempty=t"),
            (self.consecutive, "consecutive=t"),
        ]
        return " ".join([f"dedup {count}{' '.join(self.fields)}", *(text for given, text in options if given)])

    def run(self, results: Results, world: World) -> Results:
        seen: dict[tuple[str, ...], int] = {}
        previous: tuple[str, ...] | None = None
        rows: list[Row] = []
        for row in results.rows:
            if any(field not in row for field in self.fields):
                rows.extend([row] if self.keep_empty or self.keep_events else [])
                previous = None
                continue
            key = tuple("\x00".join(members(row[field])) for field in self.fields)
            if self.consecutive and key != previous:
                seen[key] = 0
            previous, seen[key] = key, seen.get(key, 0) + 1
            if seen[key] <= self.count:
                rows.append(row)
            elif self.keep_events:
                rows.append({name: held for name, held in row.items() if name not in self.fields})
        return results.of(rows)


@dataclass(frozen=True, slots=True)
class Bin(Command):
    """Numbers by the range, times by the start of the span that they fall into."""

    field: str
    span: int
    name: str = ""

    def render(self) -> str:
        unit = "s" if self.field == "_time" else ""
        return f"bin span={self.span}{unit} {self.field}" + (f" AS {self.name}" if self.name else "")

    def run(self, results: Results, world: World) -> Results:
        return results.with_field(self.name or self.field, lambda row: self._bin(row.get(self.field)))

    def _bin(self, value: Value) -> Value:
        found = numeric(value)
        if found is None:
            return value
        start = found // self.span * self.span
        return shown(start) if self.field == "_time" else f"{start + 0.0:.0f}-{start + self.span:.0f}"
