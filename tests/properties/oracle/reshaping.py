"""Commands that join, split, compare or total what rows hold.

Source: the page of each command in the Search Reference.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.properties.oracle.combining import joined_columns
from tests.properties.oracle.expressions import quoted
from tests.properties.oracle.tables import Command, Program, Results, World
from tests.properties.oracle.values import Row, Value, gathered, joined, members, numeric, put, shown


@dataclass(frozen=True, slots=True)
class StrCat(Command):
    """Fields and texts joined into a field; what is missing is empty, or stops it where all are required."""

    parts: tuple[str, ...]
    name: str
    all_required: bool = False

    def render(self) -> str:
        option = "allrequired=t " if self.all_required else ""
        return f"strcat {option}{' '.join(self.parts)} {self.name}"

    def run(self, results: Results, world: World) -> Results:
        def joined_parts(row: Row) -> Value:
            found = [part[1:-1] if part.startswith('"') else joined(row.get(part)) for part in self.parts]
            if self.all_required and None in found:
                return row.get(self.name)
            return "".join(part or "" for part in found)

        return results.with_field(self.name, joined_parts)


@dataclass(frozen=True, slots=True)
class NoMv(Command):
    """The members of a field as one text, one below the other."""

    field: str

    def render(self) -> str:
        return f"nomv {self.field}"

    def run(self, results: Results, world: World) -> Results:
        return results.with_field(self.field, lambda row: joined(row.get(self.field)))


@dataclass(frozen=True, slots=True)
class MvCombine(Command):
    """Rows that are equal but for one field made one."""

    field: str

    def render(self) -> str:
        return f"mvcombine {self.field}"

    def run(self, results: Results, world: World) -> Results:
        groups: dict[object, list[Row]] = {}
        for at, row in enumerate(results.rows):
            others = {name: tuple(members(value)) for name, value in row.items() if name != self.field}
            key: object = frozenset(others.items()) if self.field in row else at
            groups.setdefault(key, []).append(row)
        rows = [
            put(group[0], self.field, gathered(text for row in group for text in members(row.get(self.field))))
            for group in groups.values()
        ]
        return results.of(rows)


@dataclass(frozen=True, slots=True)
class Replace(Command):
    """Whole values exchanged; a star in the old one stands for what the star in the new one becomes."""

    old: str
    new: str
    field: str

    def render(self) -> str:
        return f"replace {quoted(self.old)} WITH {quoted(self.new)} IN {self.field}"

    def run(self, results: Results, world: World) -> Results:
        pattern = re.compile("(.*)".join(map(re.escape, self.old.split("*"))), re.DOTALL)

        def exchanged(text: str) -> str:
            found = pattern.fullmatch(text)
            if found is None:
                return text
            return self.new.replace("*", found[1]) if "*" in self.new else self.new

        return results.with_field(self.field, lambda row: gathered(map(exchanged, members(row.get(self.field)))))


@dataclass(frozen=True, slots=True)
class Delta(Command):
    """The difference to the value some rows before."""

    field: str
    name: str
    back: int = 1

    def render(self) -> str:
        return f"delta {self.field} AS {self.name} p={self.back}"

    def run(self, results: Results, world: World) -> Results:
        found = [numeric(row.get(self.field)) for row in results.rows]
        rows = []
        for row, here, there in zip(results.rows, found, [*[None] * self.back, *found], strict=False):
            rows.append(put(row, self.name, None if here is None or there is None else shown(here - there)))
        return results.of(rows, self.name)


@dataclass(frozen=True, slots=True)
class AddTotals(Command):
    """The sum of those fields of a row that are numbers."""

    fields: tuple[str, ...]
    name: str

    def render(self) -> str:
        return f"addtotals fieldname={self.name} {' '.join(self.fields)}"

    def run(self, results: Results, world: World) -> Results:
        def total(row: Row) -> Value:
            found = [numeric(row.get(field)) for field in dict.fromkeys(self.fields)]
            return shown(math.fsum(each for each in found if each is not None))

        return results.with_field(self.name, total)


@dataclass(frozen=True, slots=True)
class Uniq(Command):
    """Drops a row that equals the one before it."""

    def render(self) -> str:
        return "uniq"

    def run(self, results: Results, world: World) -> Results:
        before: Sequence[Row | None] = [None, *results.rows]
        return results.of([row for row, other in zip(results.rows, before, strict=False) if row != other])


@dataclass(frozen=True, slots=True)
class AppendCols(Command):
    """The fields of another program's rows beside the current ones, row by row."""

    program: Program
    override: bool = False

    def render(self) -> str:
        return f"appendcols {'override=t ' if self.override else ''}[ {self.program.render()} ]"

    def run(self, results: Results, world: World) -> Results:
        others = self.program.run(world)
        rows: list[Row] = []
        for at in range(max(len(results.rows), len(others.rows))):
            row = results.rows[at] if at < len(results.rows) else {}
            other = others.rows[at] if at < len(others.rows) else {}
            new = {name: value for name, value in other.items() if not name.startswith("_")}
            rows.append({**row, **new} if self.override else {**new, **row})
        return Results(joined_columns(results, others), rows)


@dataclass(frozen=True, slots=True)
class Accum(Command):
    """The running total of the numbers of a field."""

    field: str
    name: str

    def render(self) -> str:
        return f"accum {self.field} AS {self.name}"

    def run(self, results: Results, world: World) -> Results:
        total = 0.0
        rows = []
        for row in results.rows:
            found = numeric(row.get(self.field))
            total += found or 0.0
            rows.append(put(row, self.name, None if found is None else shown(total)))
        return results.of(rows, self.name)
