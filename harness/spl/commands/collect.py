"""`collect`: writes results into a summary index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._summary_events import TIME_FORMAT, SummaryForm, as_events, summary_events
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor

DEFAULT_INDEX = "summary"
_INDEX = re.compile(r"\w[\w-]*", re.ASCII)
_NOT_WITH_HEC = ("addtime", "host", "marker", "source", "sourcetype", "uselb", "timeformat")


@dataclass(frozen=True, slots=True)
class CollectCommand(DeclaredCommand):
    """`collect index=<name> [<options>]`; the results go on unchanged."""

    keyword = "collect"
    aliases = ("stash", "summaryindex", "sumindex")
    type = CommandType.ORCHESTRATING
    syntax = (
        "collect [index=<name>] [file=<string>] [host=<string>] [source=<string>] [sourcetype=<string>] "
        "[marker=<string>] [addtime=<bool>] [addinfo=<bool>] [spool=<bool>] [testmode=<bool>] "
        "[run_in_preview=<bool>] [output_format=raw|hec] [uselb=<bool>] [timeformat=<string>] [name=<string>]"
    )
    options = (
        Option("index", "string", says="Into which index; the index `summary` where none is named."),
        Option("file", "string", says="The name of the file that is written."),
        Option("host", "string", says="The host of the events."),
        Option("source", "string", says="The source of the events."),
        Option("sourcetype", "string", says="The source type of the events; `stash` unless given."),
        Option("marker", "string", says="A text added to each event."),
        Option("addtime", "boolean", says="Puts the time in front of each event; true unless given."),
        Option("addinfo", "boolean", default=True, says="Adds the time range of the search."),
        Option("spool", "boolean", default=True, says="Has the file indexed; else it is only written."),
        Option("testmode", "boolean", default=False, says="Writes nothing, and shows what would be written."),
        Option("run_in_preview", "boolean", default=False, says="Runs for previews too."),
        Option("output_format", "choice", default="raw", choices=("raw", "hec"), says="How events are written."),
        Option("uselb", "boolean", says="Splits the file into events as the source type `stash_new` does."),
        Option("timeformat", "string", says=f"How the time is written; {TIME_FORMAT} unless given."),
        Option("name", "string", says="The name of the summary."),
    )
    documentation = Documentation(
        summary="Writes the results as events into a summary index and lets them go on.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Collect",
        examples=(
            Example(
                '| makeresults | eval application="buttercupgames.com", n=5 | collect index=s testmode=true '
                "| table _raw",
                rows=[
                    {
                        "_raw": "11/14/2023 22:13:20 +0000, info_search_time=1700000000.000, "
                        'application="buttercupgames.com", n=5'
                    }
                ],
                says="The event that a result becomes.",
            ),
        ),
        differs=(
            "Nothing is written: the events are in the results of the search, for whoever ran it.",
            "addtime=false is refused, because Splunk guesses the time then, and so are metric indexes and name=..",
        ),
        undecided=(
            "The order of the fields of an event: that of their names.",
            "Without options events have no host and no source; a Splunk has names of its own for them.",
            "With testmode results keep their fields and have _raw, _time, index, host, source and sourcetype.",
        ),
    )

    index: str | None
    file: str | None
    host: str | None
    source: str | None
    sourcetype: str | None
    marker: str | None
    addtime: bool | None
    addinfo: bool
    spool: bool
    testmode: bool
    run_in_preview: bool
    output_format: str
    uselb: bool | None
    timeformat: str | None
    name: str | None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the options; some of them cannot go with output_format=hec, and an index has a name of its own kind."""
        command = super(CollectCommand, cls).parse(cursor)
        if command.index is not None and not _INDEX.fullmatch(command.index):
            message = f'no index is called "{command.index}": a name has letters, digits, _ and -, and no - in front'
            cursor.report(cursor.error("SPL205", message, cursor.command_span(), label="no name of an index"))
        wrong = [name for name in _NOT_WITH_HEC if getattr(command, name) is not None]
        if command.output_format == "hec" and wrong:
            message = f"collect takes no {wrong[0]} with output_format=hec"
            cursor.report(cursor.error("SPL605", message, cursor.command_span(), label="leave it out"))
        return command

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; with `testmode` what they would be in the index."""
        target = self.index or DEFAULT_INDEX
        self._refuse(target, context)
        events = self._structured(rows, context) if self.output_format == "hec" else self._lines(rows, context)
        if self.testmode:
            return rows.with_columns({**events.columns, "index": Column.constant(target, rows.height)})
        kind, where = ("events", target) if self.spool else ("file", self.file or f"{target}_events.stash")
        record(kind, where, events, written_options(self), context)
        return rows

    def _refuse(self, target: str, context: Context) -> None:
        if target in context.sources.metrics.metric_indexes():
            raise unsupported(context, self.span, "collect into a metric index", "write | mcollect index=..")
        if self.addtime is False:
            raise unsupported(context, self.span, "collect with addtime=false", "leave it out")
        if self.name is not None:
            raise unsupported(context, self.span, "collect with name=..", "leave it out")

    def _lines(self, rows: Table, context: Context) -> Table:
        form = SummaryForm(self.marker or "", self.timeformat or TIME_FORMAT, self.addinfo)
        times, raw = summary_events(rows, form, context)
        sourcetype = self.sourcetype or "stash"
        return as_events(times, raw, {"host": self.host, "source": self.source, "sourcetype": sourcetype})

    def _structured(self, rows: Table, context: Context) -> Table:
        """Results with all their fields as fields of events.

        Undecided: the text of a result without `_raw`; it is refused.
        """
        if rows.height and ("_raw" not in rows or rows.column("_raw").has_nulls):
            what = "collect with output_format=hec for results without _raw"
            raise unsupported(context, self.span, what, 'make one: | eval _raw=".."')
        times, raw = summary_events(rows.select(["_time", "_raw"]), SummaryForm(), context)
        fields = {name: texts(rows.column(name)) for name in rows.names if _is_kept(name)}
        given = {"sourcetype": None if "sourcetype" in fields else "stash_hec"}
        return as_events(times, raw, given).with_columns(fields)


def _is_kept(name: str) -> bool:
    return name in ("host", "source", "sourcetype") or not (name.startswith("_") or name in ("index", "splunk_server"))
