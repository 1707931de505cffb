"""`typer`: adds the event types of each event."""

from __future__ import annotations

from dataclasses import dataclass
from re import IGNORECASE
from re import compile as plain
from typing import TYPE_CHECKING

from harness.data import map_scalars, texts, wildcard_regex
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Option
from harness.spl.extraction.event_types import with_event_types

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class TyperCommand(DeclaredCommand):
    """Adds the event types of each event."""

    keyword = "typer"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "typer [eventtypes=<string>] [maxlen=<int>]"
    options = (
        Option("eventtypes", "string", says="Which event types are tried, with commas between them and wildcards."),
        Option("maxlen", "integer", default=10_000, minimum=0, says="How many characters are looked at."),
    )
    documentation = Documentation(
        summary="Adds the event types of each event.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Typer",
        undecided=("Event types that a result has already stay in front.",),
    )

    eventtypes: str | None
    maxlen: int

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the field `eventtype`; nothing changes where no event type is declared."""
        names = self._names(context)
        if not names or not rows.height:
            return rows
        typed = with_event_types(self._shortened(rows), context, names)
        return rows.with_column("eventtype", typed.column("eventtype"))

    def _shortened(self, rows: Table) -> Table:
        if "_raw" not in rows:
            return rows
        raw = texts(rows.column("_raw"))
        return rows.with_column("_raw", map_scalars(lambda text: str(text)[: self.maxlen], raw, members=True))

    def _names(self, context: Context) -> list[str]:
        known = list(context.sources.knowledge.event_types)
        if self.eventtypes is None:
            return known
        patterns = [plain(wildcard_regex(part.strip()), IGNORECASE) for part in self.eventtypes.split(",")]
        return [name for name in known if any(pattern.fullmatch(name) for pattern in patterns)]
