"""The results that pass from one command to the next, and what a program may read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.properties.oracle.values import Row, Value, put


@dataclass(frozen=True, slots=True)
class Results:
    """Rows, and the names of their columns in order."""

    columns: tuple[str, ...] = ()
    rows: Sequence[Row] = ()

    def of(self, rows: Sequence[Row], *added: str) -> Results:
        """Other rows with the same columns and some more."""
        return Results(tuple(dict.fromkeys((*self.columns, *added))), rows)

    def with_field(self, name: str, compute: Callable[[Row], Value]) -> Results:
        """A field computed for each row."""
        return self.of([put(row, name, compute(row)) for row in self.rows], name)

    def only(self, columns: Sequence[str]) -> Results:
        """These columns and no others."""
        rows = [{name: row[name] for name in columns if name in row} for row in self.rows]
        return Results(tuple(columns), rows)


class Undecided(Exception):  # noqa: N818
    """What a program gives hangs on a point that no page decides and that values cannot tell."""


@dataclass(frozen=True, slots=True)
class World:
    """What a program may read: events, newest first, lookups, data points, and the time of the search."""

    events: Sequence[Row] = ()
    lookups: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    points: Sequence[Mapping[str, object]] = ()
    now: float = 0.0


class Command(ABC):
    """One command of a program."""

    @abstractmethod
    def render(self) -> str:
        """The command as SPL."""

    @abstractmethod
    def run(self, results: Results, world: World) -> Results:
        """What it makes of the results before it."""


@dataclass(frozen=True, slots=True)
class Pair(Command):
    """Two commands that belong together."""

    first: Command
    second: Command

    def render(self) -> str:
        return f"{self.first.render()} | {self.second.render()}"

    def run(self, results: Results, world: World) -> Results:
        return self.second.run(self.first.run(results, world), world)


@dataclass(frozen=True, slots=True)
class Program:
    """Commands in a row, the first of which reads the world."""

    commands: tuple[Command, ...]

    def render(self) -> str:
        """The program as SPL."""
        return " | ".join(command.render() for command in self.commands)

    def run(self, world: World, results: Results | None = None) -> Results:
        """What the program gives."""
        current = Results() if results is None else results
        for command in self.commands:
            current = command.run(current, world)
        return current
