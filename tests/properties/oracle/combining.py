"""Commands that bring in other rows.

Source: the page of each command in the Search Reference.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.properties.oracle.tables import Command, Program, Results, World
from tests.properties.oracle.values import Row, gathered, members, put


def joined_columns(results: Results, others: Results) -> tuple[str, ...]:
    """The columns of both."""
    return tuple(dict.fromkeys((*results.columns, *others.columns)))


@dataclass(frozen=True, slots=True)
class Append(Command):
    """The rows of another program behind the current ones."""

    program: Program

    def render(self) -> str:
        return f"append [ {self.program.render()} ]"

    def run(self, results: Results, world: World) -> Results:
        others = self.program.run(world)
        return Results(joined_columns(results, others), [*results.rows, *others.rows])


@dataclass(frozen=True, slots=True)
class AppendPipe(Command):
    """What a pipeline makes of a copy of the rows behind these."""

    program: Program

    def render(self) -> str:
        return f"appendpipe [ {self.program.render()} ]"

    def run(self, results: Results, world: World) -> Results:
        others = self.program.run(world, results)
        return Results(joined_columns(results, others), [*results.rows, *others.rows])


@dataclass(frozen=True, slots=True)
class Join(Command):
    """Each row with those of another program that have the same values."""

    fields: tuple[str, ...]
    program: Program
    left: bool = False
    most: int = 1
    overwrite: bool = True

    def render(self) -> str:
        options = [
            "type=left" if self.left else "",
            f"max={self.most}" if self.most != 1 else "",
            "" if self.overwrite else "overwrite=f",
        ]
        return " ".join(["join", *filter(None, options), *self.fields, f"[ {self.program.render()} ]"])

    def run(self, results: Results, world: World) -> Results:
        others = self.program.run(world)
        rows: list[Row] = []
        for row in results.rows:
            found = [other for other in others.rows if self._same(row, other)]
            rows.extend(self._merged(row, other) for other in found[: self.most or None])
            rows.extend([row] if self.left and not found else [])
        return Results(joined_columns(results, others), rows)

    def _same(self, row: Row, other: Row) -> bool:
        return all(field in row and row[field] == other.get(field) for field in self.fields)

    def _merged(self, row: Row, other: Row) -> Row:
        return {**row, **other} if self.overwrite else {**other, **row}


@dataclass(frozen=True, slots=True)
class Lookup(Command):
    """Fields of the rows of a table that have the same value; several rows give several members."""

    table: str
    key: str
    field: str
    outputs: tuple[tuple[str, str], ...]
    only_new: bool = False

    def render(self) -> str:
        outputs = ", ".join(old if old == new else f"{old} AS {new}" for old, new in self.outputs)
        key = self.key if self.key == self.field else f"{self.key} AS {self.field}"
        return f"lookup {self.table} {key} {'OUTPUTNEW' if self.only_new else 'OUTPUT'} {outputs}"

    def run(self, results: Results, world: World) -> Results:
        rows = [self._looked_up(row, world) for row in results.rows]
        return results.of(rows, *(new for _, new in self.outputs))

    def _looked_up(self, row: Row, world: World) -> Row:
        if self.field not in row:
            return row
        table = world.lookups[self.table]
        found = [other for key in members(row[self.field]) for other in table if other.get(self.key) == key]
        changed = row
        for old, new in self.outputs:
            if not (self.only_new and new in row):
                changed = put(changed, new, gathered(text for other in found for text in members(other.get(old))))
        return changed
