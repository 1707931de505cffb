"""`eval`: computes fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Kind, Table, choose, texts
from harness.errors import SplArgumentError
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation import evaluate
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.syntax.printer import print_assignment

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Assignment
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class EvalCommand(Command):
    """`eval a=.., b=..`: assignments from left to right, later ones see earlier ones."""

    keyword = "eval"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "eval <field>=<eval expression> [, <field>=<eval expression>]..."
    documentation = Documentation(
        summary="Computes fields; a result that is null removes the field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Eval",
        examples=(
            Example(
                "| makeresults | eval a=2, b=a*3 | table a b",
                rows=[{"a": "2", "b": "6"}],
                says="Later assignments see earlier ones.",
            ),
            Example(
                '| makeresults | eval name="x", {name}=1 | table x',
                rows=[{"x": "1"}],
                says="A target named by a value.",
            ),
        ),
    )

    assignments: tuple[Assignment, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the assignments."""
        assignments = [cursor.assignment()]
        while cursor.punctuation(","):
            assignments.append(cursor.assignment())
        return cls(cursor.command_span(), tuple(assignments))

    def render(self) -> str:
        """`eval` and its assignments."""
        return "eval " + ", ".join(map(print_assignment, self.assignments))

    def generate(self, context: Context) -> Table:
        """Refused: one page says that `eval` in front makes a result by itself, none says which."""
        raise unsupported(context, self.span, "eval as the first command", "write | makeresults | eval ..")

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the assigned fields; a field without any value is not there."""
        for assignment in self.assignments:
            values = evaluate(assignment.expression, rows, context)
            if values.kind is Kind.BOOL:
                raise _truth_value(assignment, context)
            rows = _assigned(rows, assignment.target.name, values)
        return rows


_REFERENCE = re.compile(r"\{([^{}]+)\}")
"""A part of a target that another field's value names."""


def _assigned(rows: Table, target: str, values: Column) -> Table:
    if "{" in target and _REFERENCE.search(target):
        return _assigned_by_value(rows, target, values)
    if is_empty(values):
        return rows.without([target])
    return rows.with_column(target, values)


def _assigned_by_value(rows: Table, target: str, values: Column) -> Table:
    """Each row assigns to the field that its own values name.

    Undecided: a part whose field is null, or holds several values, is empty; a row whose target is empty assigns none.
    """
    names = _target_names(rows, target)
    for name in dict.fromkeys(name for name in names if name):
        chosen = Column.of([other == name for other in names])
        rows = rows.with_column(name, choose([chosen], [values], rows.column(name)))
    return rows


def _target_names(rows: Table, target: str) -> list[str]:
    parts = _REFERENCE.split(target)
    columns = [texts(rows.column(part)).values() if i % 2 else [part] * rows.height for i, part in enumerate(parts)]
    return ["".join(part if isinstance(part, str) else "" for part in row) for row in zip(*columns, strict=True)]


def _truth_value(assignment: Assignment, context: Context) -> Exception:
    return context.error(
        SplArgumentError,
        "SPL401",
        "a truth value cannot be assigned to a field",
        assignment.expression.span,
        label="true or false",
        help='make it a value: if(.., "yes", "no") or tostring(..)',
    )
