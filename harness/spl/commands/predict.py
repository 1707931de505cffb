"""`predict`: forecasts of numbers over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.ast import FieldName, Renaming
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_ALGORITHMS = ("llp", "llp5", "ll", "llt", "llb", "bill")


@dataclass(frozen=True, slots=True)
class PredictCommand(Command):
    """`predict <field> [AS <field>]... [<options>]`; `bounds` are `upper95=name` and `lower95=name`."""

    keyword = "predict"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "predict <field> [AS <field>]... [algorithm=<name>] [correlate=<field>] [future_timespan=<int>] "
        "[holdback=<int>] [period=<int>] [suppress=<field>] [upper<int>=<field>] [lower<int>=<field>]"
    )
    options = (
        Option("algorithm", "choice", default="llp5", choices=_ALGORITHMS, says="How it is predicted."),
        Option("correlate", "field", says="The field that helps."),
        Option("future_timespan", "integer", default=5, minimum=0, says="How many predictions."),
        Option("holdback", "integer", default=0, minimum=0, says="How many last values are not looked at."),
        Option("period", "integer", minimum=1, says="The length of a season."),
        Option("suppress", "field", says="The field whose prediction is not shown."),
        Option("nonnegative", "boolean", default=False, says="Predicts nothing below 0."),
    )
    documentation = Documentation(
        summary="Predicts the next values of a field over time.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Predict",
    )
    refusal = "its numbers cannot be had without its own implementation"

    fields: tuple[Renaming, ...]
    bounds: tuple[tuple[str, str], ...] = ()
    algorithm: str = "llp5"
    correlate: str | None = None
    future_timespan: int = 5
    holdback: int = 0
    period: int | None = None
    suppress: str | None = None
    nonnegative: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads fields, options and bounds in any order."""
        values = cursor.options(cls.options, others=True)
        fields: list[Renaming] = []
        bounds: list[tuple[str, str]] = []
        while not cursor.at_end():
            name = cursor.peek_option() or ""
            if name.startswith(("upper", "lower")):
                bounds.append((cursor.keyword_before_equals(), cursor.word()))
            elif name:
                cursor.next_option(cls.options, values)
            else:
                fields.append(_field(cursor))
                cursor.punctuation(",")
        if not fields:
            raise cursor.missing("a field to predict")
        return cls(cursor.command_span(), tuple(fields), tuple(bounds), **values)

    def render(self) -> str:
        """`predict`, its fields, options and bounds."""
        fields = ", ".join(_printed(field) for field in self.fields)
        bounds = "".join(f" {name}={value}" for name, value in self.bounds)
        return f"predict {fields}{print_options(self.options, option_values(self))}{bounds}"


def _field(cursor: Cursor) -> Renaming:
    start = cursor.mark()
    old: FieldName = cursor.field(wildcards=False)
    new = cursor.field(wildcards=False) if cursor.keyword("as") else old
    return Renaming(cursor.span_from(start), old, new)


def _printed(field: Renaming) -> str:
    name = print_field(field.old)
    return name if field.old == field.new else f"{name} AS {print_field(field.new)}"
