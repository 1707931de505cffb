"""`mpreview`: shows raw metric data points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.commands._metric_previews import Preview, filter_clauses, previewed
from harness.spl.commands._metric_scans import query
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_options, print_word

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor

_REPEATED = ("index", "splunk_server", "splunk_server_group")


@dataclass(frozen=True, slots=True)
class MpreviewCommand(Command):
    """`mpreview <options>`; `places` are the options that may be repeated, as pairs of name and value."""

    keyword = "mpreview"
    aliases = ("msearch",)
    type = CommandType.GENERATING
    syntax = (
        "mpreview [filter=<string>] [index=<name>]... [splunk_server=<name>]... [splunk_server_group=<name>]... "
        "[earliest=<time>] [latest=<time>] [chunk_size=<int>] [target_per_timeseries=<int>]"
    )
    options = (
        Option("filter", "string", says="A search expression over dimensions that points must match."),
        Option("earliest", "time", says="From when."),
        Option("latest", "time", says="Until when."),
        Option("chunk_size", "integer", default=1000, minimum=10, says="How many time series are read at a time."),
        Option("target_per_timeseries", "integer", default=5, minimum=0, says="How many points of a time series."),
    )
    documentation = Documentation(
        summary="Shows raw data points of metric indexes as events whose text is JSON.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mpreview",
        examples=(Example('| mpreview index=m filter="host=web* metric_name=cpu.*" target_per_timeseries=0'),),
        differs=(
            "a time series of more points than target_per_timeseries is refused: which ones Splunk takes is open",
            "named servers are refused",
        ),
        undecided=(
            "The order of the names in the JSON text: dimensions, then measurements, each by name.",
            "Measurements of one time and one set of dimensions are one event, as they are when written together.",
        ),
    )

    places: tuple[tuple[str, str], ...] = ()
    filter: str | None = None
    earliest: str | None = None
    latest: str | None = None
    chunk_size: int = 1000
    target_per_timeseries: int = 5

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options in any order."""
        values = cursor.options(cls.options, others=True)
        places: list[tuple[str, str]] = []
        while not cursor.at_end():
            if cursor.peek_option() in _REPEATED:
                places.append((cursor.keyword_before_equals(), cursor.word()))
            else:
                cursor.next_option(cls.options, values)
        return cls(cursor.command_span(), tuple(places), **values)

    def render(self) -> str:
        """`mpreview` and its options."""
        places = "".join(f" {name}={print_word(value)}" for name, value in self.places)
        return f"mpreview{print_options(self.options, option_values(self))}{places}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One event for each data point, newest first: `_time`, `_raw`, `index`, dimensions and measurements.

        Raises: SplUnsupportedError for a time series of more points than are wanted of one.
        """
        if any(name != "index" for name, _ in self.places):
            raise unsupported(context, self.span, "mpreview of a named server", "leave the server out")
        preview = self._read(context)
        if self.target_per_timeseries and preview.longest > self.target_per_timeseries:
            what = f"mpreview of a time series with {preview.longest} data points"
            way_out = "write target_per_timeseries=0 for all of them, or a narrower window"
            raise unsupported(context, self.span, what, way_out)
        return preview.table

    def _read(self, context: Context) -> Preview:
        indexes = [value for _, value in self.places]
        clauses = filter_clauses(indexes, self.filter, self.earliest, self.latest, context)
        return previewed(query(clauses, context, "mpreview"))
