"""Makes a disagreement small: fewer commands, fewer rows, fewer fields, simpler expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tests.properties.oracle.checking import Case
from tests.properties.oracle.expressions import Expression
from tests.properties.oracle.matching import Test
from tests.properties.oracle.streaming import Events
from tests.properties.oracle.tables import Program


def smallest(case: Case, fails: Callable[[Case], bool], attempts: int = 3_000) -> Case:
    """A case that still fails and of which nothing can be left out, or the best that was found."""
    tried = 0
    progress = True
    while progress:
        progress = False
        for smaller in _smaller_cases(case):
            tried += 1
            if tried > attempts:
                return case
            if fails(smaller):
                case, progress = smaller, True
                break
    return case


def _smaller_cases(case: Case) -> Iterator[Case]:
    first, *others = case.program.commands
    for commands in _shorter(tuple(others)):
        yield replace(case, program=Program((first, *commands)))
    for program in _simpler(case.program):
        yield replace(case, program=program)
    world = case.world
    for rows in _shorter(tuple(world.events)):
        yield replace(case, world=replace(world, events=rows))
    for name, table in world.lookups.items():
        for rows in _shorter(tuple(table)):
            yield replace(case, world=replace(world, lookups={**world.lookups, name: rows}))
    for points in _shorter(tuple(world.points)):
        yield replace(case, world=replace(world, points=points))
    for at, row in enumerate(world.events):
        for thinner in _thinner(row):
            rows = (*world.events[:at], thinner, *world.events[at + 1 :])
            yield replace(case, world=replace(world, events=rows))


def _shorter(items: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The items without half of them, then without one."""
    if len(items) > 3:
        half = len(items) // 2
        yield items[:half]
        yield items[half:]
    for at in range(len(items)):
        yield items[:at] + items[at + 1 :]


def _thinner(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in row.items():
        if name not in ("_time", "index"):
            yield {other: held for other, held in row.items() if other != name}
        if isinstance(value, list):
            yield {**row, name: value[0]}


def _simpler(node: Any) -> Iterator[Any]:
    """The node with one part of it simpler: a part in its own place, an expression by one of its operands."""
    for part in fields(node):
        value = getattr(node, part.name)
        for simpler in _simpler_values(value):
            yield replace(node, **{part.name: simpler})


def _simpler_values(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        if len(value) > 1 and not isinstance(value[0], str | Expression):
            kept = value[:1] if isinstance(value[0], Events) else ()
            yield from (kept + shorter for shorter in _shorter(value[len(kept) :]) if kept + shorter)
        for at, item in enumerate(value):
            for simpler in _simpler_values(item):
                yield (*value[:at], simpler, *value[at + 1 :])
    elif is_dataclass(value):
        yield from _operands(value)
        yield from _simpler(value)


def _operands(node: Any) -> Iterator[Any]:
    """The parts of a node that could stand in its place."""
    for part in fields(node):
        value = getattr(node, part.name)
        for item in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
            if _fits(item, node):
                yield item


def _fits(item: Any, node: Any) -> bool:
    """Whether one can stand where the other does: a condition for a condition, a value for a value."""
    if isinstance(node, Expression) and isinstance(item, Expression):
        return item.is_condition == node.is_condition
    return isinstance(node, Test) and isinstance(item, Test)
