"""`fillnull` between a baseline's lookup or join and the comparison with it.

Where the baseline has no row, its mean and its deviation are null, and a comparison with null is not true.  After
`fillnull` they are 0, and every value is greater than 0: what was never seen before is reported as abnormal at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule
from harness.spl.syntax.ast import Binary, FieldReference, Logical, NumberLiteral, walk_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.detections.fieldflow import Step
    from harness.detections.lint._search import Line, LintedSearch
    from harness.diagnostics import Diagnostic
    from harness.spl.syntax.ast import Expression


_GROUPING = frozenset({"stats", "chart", "timechart"})


class FilledBaselineRule(Rule):
    """Follows the fields of a lookup or a left join through `fillnull` to a comparison."""

    codes = ("L007",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each `fillnull` that gives a missing baseline a number which is then compared."""
        for line, index, command in search.steps("fillnull"):
            if not _is_number(command.value):
                continue
            origin, is_of_baseline = _baseline(line, index)
            filled = [field.name for field in command.fields]
            if origin is None or (filled and not any(map(is_of_baseline, filled))):
                continue
            compared = _comparison(search, line, index, is_of_baseline)
            if compared is not None:
                yield search.finding(
                    "L007",
                    f"a missing baseline becomes {command.value} here, and is compared as if it were one",
                    command.span,
                    f"fills what the {origin} did not find",
                    help="remove fillnull, or drop results without a baseline first: | where isnotnull(..)",
                    notes=(f"compared behind it with {_names(compared, is_of_baseline)}",),
                )


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).lstrip("-").isdigit()


def _baseline(line: Line, end: int) -> tuple[str | None, Callable[[str], bool]]:
    """What brought fields that may be missing, and which fields it brought."""
    for step in reversed(line.steps[:end]):
        command: Any = step.command
        if command.keyword == "lookup" or (command.keyword == "join" and command.type_ in ("left", "outer")):
            return command.keyword, _brought_by(step)
        if command.keyword in (*_GROUPING, "where"):
            return None, lambda _: False
    return None, lambda _: False


def _brought_by(step: Step) -> Callable[[str], bool]:
    command: Any = step.command
    named = frozenset(pair.new.name for pair in getattr(command, "outputs", ()))
    # Rows of a filled baseline were joined to rows whose fields are known, or nothing can be told apart.
    return named.__contains__ if named else lambda name: not step.before.may_have(name)


def _comparison(search: LintedSearch, line: Line, start: int, is_of_baseline: Callable[[str], bool]) -> Binary | None:
    """The first comparison behind a command, before the next grouping, that takes a value for more than a baseline."""
    made: set[str] = set()
    end = start + 1
    while end < len(line.steps) and line.steps[end].command.keyword not in _GROUPING:
        made |= {each.target.name for each in getattr(line.steps[end].command, "assignments", ())}
        end += 1
    for where, index, node in search.expressions():
        at = index if where is line else where.at if where.parent is line else -1
        if start < at < end and isinstance(node, Binary) and node.operator in ("<", "<=", ">", ">="):
            large, small = (node.left, node.right) if node.operator[0] == ">" else (node.right, node.left)
            if _is_baseline(small, is_of_baseline, made) and not isinstance(large, NumberLiteral):
                return None if _is_guarded(search, node, is_of_baseline) else node
    return None


def _is_baseline(expression: Expression, is_of_baseline: Callable[[str], bool], made: set[str]) -> bool:
    names = [field.name for field in walk_fields(expression)]
    return any(is_of_baseline(name) and name not in made for name in names)


def _names(comparison: Binary, is_of_baseline: Callable[[str], bool]) -> str:
    small = comparison.right if comparison.operator[0] == ">" else comparison.left
    return ", ".join(dict.fromkeys(field.name for field in walk_fields(small) if is_of_baseline(field.name)))


def _is_guarded(search: LintedSearch, node: Binary, is_of_baseline: Callable[[str], bool]) -> bool:
    """Whether the same AND asks that another field of the baseline is more than a number."""
    for _, _, other in search.expressions():
        if isinstance(other, Logical) and other.operator == "AND" and node in other.operands:
            return any(_asks_for_more(part, is_of_baseline) for part in other.operands if part is not node)
    return False


def _asks_for_more(expression: Expression, is_of_baseline: Callable[[str], bool]) -> bool:
    return (
        isinstance(expression, Binary)
        and expression.operator in (">", ">=", "!=")
        and isinstance(expression.left, FieldReference)
        and is_of_baseline(expression.left.name)
        and isinstance(expression.right, NumberLiteral)
    )
