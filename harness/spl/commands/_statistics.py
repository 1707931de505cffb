"""What `stats`, `eventstats` and `streamstats` share: options, aggregations and a BY clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Kind, map_scalars
from harness.spl.commands._declared import attribute, option_values
from harness.spl.contract import Command
from harness.spl.syntax.printer import print_fields, print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.data import Column, Value
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm


@dataclass(frozen=True, slots=True)
class StatisticsCommand(Command):
    """`<options> <aggregations> [BY <fields>]`, options in front or behind."""

    terms: tuple[StatsTerm, ...]
    by_fields: tuple[FieldName, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations, the BY clause and options again."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms()
        cursor.options(cls.options, values)
        by_fields = cursor.by_fields()
        cursor.options(cls.options, values)
        options = {attribute(name): value for name, value in values.items()}
        return cls(cursor.command_span(), terms, by_fields, **options)

    def render(self) -> str:
        """The options that differ from their defaults, the aggregations and the BY clause."""
        text = f"{self.keyword}{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        return f"{text} BY {print_fields(self.by_fields)}" if self.by_fields else text


def distinct_members(column: Column) -> Column:
    """A column whose multivalues hold each member once, where it first came."""
    return map_scalars(_distinct, column) if column.kind is Kind.MULTI else column


def _distinct(value: Value) -> Value:
    return list(dict.fromkeys(value)) if isinstance(value, list) else value
