"""`noop`: does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor

_HARMLESS = ("search_optimization", "search_optimization.", "log_", "set_ttl", "remote_log_")


@dataclass(frozen=True, slots=True)
class NoopCommand(Command):
    """`noop [<option>=<value>]...`; its options steer the optimizer, logs and how long a job is kept."""

    keyword = "noop"
    type = CommandType.ORCHESTRATING
    syntax = "noop [search_optimization[.<rule>]=<bool>] [log_<level>=<channels>] [set_ttl=<timespan>]"
    documentation = Documentation(
        summary="Gives results on as they are; its options steer the optimizer, logs and the life of the job.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Noop",
        examples=(Example("| makeresults | eval a=1 | noop search_optimization=false | table a", rows=[{"a": "1"}]),),
        differs=("options that would change results, such as sample_ratio, are refused",),
    )

    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the pairs."""
        given: list[tuple[str, str]] = []
        while not cursor.at_end():
            given.append((cursor.keyword_before_equals(), cursor.word()))
        return cls(cursor.command_span(), tuple(given))

    def render(self) -> str:
        """`noop` and the pairs."""
        return " ".join(["noop", *(f"{name}={print_word(value)}" for name, value in self.given)])

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are.

        Raises: SplUnsupportedError for an option that is none of the optimizer, of logs or of the life of the job.
        """
        for name, _ in self.given:
            if not name.startswith(_HARMLESS):
                raise unsupported(context, self.span, f"noop with {name}", "leave it out")
        return rows
