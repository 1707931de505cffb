"""`set`: union, difference or intersection of two searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_subsearch

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SetCommand(Command):
    """`set union|diff|intersect [ <search> ] [ <search> ]`."""

    keyword = "set"
    type = CommandType.GENERATING
    syntax = "set union|diff|intersect [ <subsearch> ] [ <subsearch> ]"
    documentation = Documentation(
        summary="Gives the union, difference or intersection of two searches.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Set",
    )

    operation: str
    left: Pipeline
    right: Pipeline

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the operation and the two subsearches."""
        operation = cursor.expect_keyword("union", "diff", "intersect")
        left, right = cursor.subsearch(), cursor.subsearch()
        return cls(cursor.command_span(), operation, left, right)

    def render(self) -> str:
        """`set`, the operation and the subsearches."""
        return f"set {self.operation} {print_subsearch(self.left)} {print_subsearch(self.right)}"
