"""`rangemap`: names the range that a number falls into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.contract import Command, CommandType, Documentation
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
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
    )

    field: str
    ranges: tuple[tuple[str, str], ...]
    default: str = "None"

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads `name=value` pairs, of which `field` and `default` are no ranges."""
        values: dict[str, str] = {}
        while not cursor.at_end():
            name = cursor.keyword_before_equals()
            values[name] = cursor.word()
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
