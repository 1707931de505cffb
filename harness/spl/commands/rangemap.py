"""`rangemap`: names the range that a number falls into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import map_scalars, numbers, parse_number
from harness.errors import SplArgumentError
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table, Value
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class RangemapCommand(Command):
    """`rangemap field=<field> <name>=<low>-<high>... [default=<name>]`; `ranges` are names and bounds as written."""

    keyword = "rangemap"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "rangemap field=<field> <name>=<low>-<high>... [default=<name>]"
    documentation = Documentation(
        summary="Names the range that a number falls into.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rangemap",
        examples=(
            Example(
                "| makeresults | eval n=10 | rangemap field=n low=1-10 elevated=5-15 default=none | table range",
                rows=[{"range": ["low", "elevated"]}],
                says="Ranges that overlap: a multivalue.",
            ),
        ),
        undecided=("A result without the field, or with a text, gets the default.",),
    )

    field: str
    ranges: tuple[tuple[str, str], ...]
    default: str = "None"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads `name=value` pairs, of which `field` and `default` are no ranges."""
        values: dict[str, str] = {}
        while not cursor.at_end():
            start = cursor.mark()
            name = cursor.keyword_before_equals()
            written = name if name in ("field", "default") else cursor.text[start : start + len(name)]
            values[written] = cursor.word()
            cursor.punctuation(",")
        field = values.pop("field", None)
        default = values.pop("default", "None")
        if field is None:
            raise cursor.missing("field=<field>")
        return cls(cursor.command_span(), field, tuple(values.items()), default)

    def render(self) -> str:
        """`rangemap`, its field, ranges and default."""
        ranges = " ".join(f"{name}={print_word(bounds)}" for name, bounds in self.ranges)
        default = "" if self.default == "None" else f" default={print_word(self.default)}"
        return f"rangemap field={print_word(self.field)} {ranges}".rstrip() + default

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the names of every range that the number lies in, bounds included, in `range`.

        Raises: SplArgumentError for a range that is not two numbers with a hyphen.
        """
        ranges = [(name, *self._bounds(bounds, context)) for name, bounds in self.ranges]
        column = numbers(rows.column(self.field))
        return rows.with_column("range", map_scalars(lambda n: _named(n, ranges, self.default), column, nulls=True))

    def _bounds(self, written: str, context: Context) -> tuple[float, float]:
        match = _RANGE.fullmatch(written)
        low, high = (parse_number(text) for text in match.groups()) if match else (None, None)
        if low is None or high is None:
            message = f'"{written}" is no range of numbers such as 0-30'
            raise context.error(SplArgumentError, "SPL263", message, self.span)
        return low, high


_RANGE = re.compile(r"(-?[\d.]+)-(-?[\d.]+)")


def _named(number: float | None, ranges: Sequence[tuple[str, float, float]], default: str) -> Value:
    names = [name for name, low, high in ranges if number is not None and low <= number <= high]
    return names[0] if len(names) == 1 else names or default
