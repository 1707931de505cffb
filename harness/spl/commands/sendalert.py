"""`sendalert`: runs an alert action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._recording import record
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SendalertCommand(Command):
    """`sendalert <action> [results_link=<url>] [results_path=<path>] [param.<name>=<value>]...`, pairs as written."""

    keyword = "sendalert"
    type = CommandType.ORCHESTRATING
    syntax = "sendalert <action> [results_link=<url>] [results_path=<path>] [param.<name>=<value>]..."
    documentation = Documentation(
        summary="Runs an alert action on the results.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sendalert",
        examples=(
            Example('| makeresults | eval a=1 | sendalert notable param.rule_title="x" | table a', rows=[{"a": "1"}]),
        ),
        differs=("Nothing is sent: the action is in the results of the search, for whoever ran it.",),
    )

    action: str
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the action and the pairs of name and value."""
        action = cursor.word()
        parameters: list[tuple[str, str]] = []
        while not cursor.at_end():
            parameters.append((cursor.keyword_before_equals(), cursor.word()))
        return cls(cursor.command_span(), action, tuple(parameters))

    def render(self) -> str:
        """`sendalert`, the action and the pairs."""
        pairs = [f"{name}={print_word(value)}" for name, value in self.parameters]
        return " ".join(["sendalert", print_word(self.action), *pairs])

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the action, its parameters and the rows are recorded."""
        record("alert", self.action, rows, dict(self.parameters), context)
        return rows
