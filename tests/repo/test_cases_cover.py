"""Every function and every command has text cases: normal, null, multivalue, type edge.

A case counts for each construct that stands anywhere in its search, in a subsearch too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.errors import SplError
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Command
from harness.spl.session import parse
from harness.spl.syntax.ast import Call
from harness.spl.syntax.stats_terms import StatsTerm
from tests.cases.spltest import read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "cases"
FOR_A_FUNCTION = 3
FOR_A_COMMAND = 4


def _nodes(value: Any) -> Iterator[Any]:
    """A tree with everything in it, whatever shape its parts have."""
    if isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, dict):
        yield from _nodes(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for part in fields(value):
            yield from _nodes(getattr(value, part.name))


def _used(spl: str) -> set[tuple[str, str]]:
    """The constructs of a search by kind and name; nothing for one that does not parse."""
    try:
        pipeline = parse(spl)
    except SplError:
        return set()
    found: set[tuple[str, str]] = set()
    for node in _nodes(pipeline):
        if isinstance(node, Command):
            found.add(("command", node.keyword))
        elif isinstance(node, Call):
            function = EVAL_FUNCTIONS.find(node.name)
            found.add(("function", function.name if function else node.name))
        elif isinstance(node, StatsTerm):
            statistic = STATS_FUNCTIONS.find(node.function)
            found.add(("statistic", statistic.name if statistic else node.function))
            if node.sparkline:
                found.add(("statistic", "sparkline"))
    return found


@cache
def _counts() -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted(CASES.rglob("*.spltest")):
        for case in read_cases(path):
            counts.update(_used(case.spl))
    return counts


def _short(kind: str, names: set[str], least: int) -> dict[str, int]:
    counts = _counts()
    return {name: counts[kind, name] for name in sorted(names) if counts[kind, name] < least}


def test_each_eval_function_has_cases() -> None:
    """At least three cases use each of them."""
    assert _short("function", {function.name for function in EVAL_FUNCTIONS.all()}, FOR_A_FUNCTION) == {}


def test_each_statistical_function_has_cases() -> None:
    """At least three cases use each of them."""
    assert _short("statistic", {function.name for function in STATS_FUNCTIONS.all()}, FOR_A_FUNCTION) == {}


def _executed() -> set[str]:
    """The commands that do not refuse everything: they override `execute` or `generate`."""
    own = (Command.execute, Command.generate)
    return {c.keyword for c in COMMANDS.all() if (c.execute, c.generate) != own and not c.refusal}


def test_each_executed_command_has_cases() -> None:
    """At least four cases use each of them."""
    assert _short("command", _executed(), FOR_A_COMMAND) == {}


def test_a_search_is_counted_with_everything_in_it() -> None:
    """Subsearches, aliases, patterns and expressions inside of aggregations."""
    found = _used("index=a [search index=b | eval x=ceil(y)] | stats p95(z) count(eval(len(q)>1)) by k | sort - k")
    assert {("command", "eval"), ("command", "stats"), ("command", "sort"), ("function", "ceiling")} <= found
    assert {("statistic", "perc"), ("statistic", "count"), ("function", "len")} <= found
