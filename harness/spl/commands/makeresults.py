"""`makeresults`: results from nothing."""

from __future__ import annotations

from dataclasses import dataclass

from harness.data import Column, Table
from harness.errors import SearchRuntimeError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._inline_data import csv_rows, json_rows
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class MakeresultsCommand(DeclaredCommand):
    """`makeresults [count=<int>]` or `makeresults format=csv data="..."`."""

    keyword = "makeresults"
    type = CommandType.GENERATING
    syntax = (
        "makeresults [count=<int>] [annotate=<bool>] [splunk_server=<string>] [splunk_server_group=<string>] "
        "[format=csv|json data=<string>]"
    )
    options = (
        Option("count", "integer", default=1, minimum=0, says="How many results to make."),
        Option("annotate", "boolean", default=False, says="Adds the fields that events have, mostly null."),
        Option("splunk_server", "string", says="The server that makes them."),
        Option("splunk_server_group", "string", says="The server group that makes them."),
        Option("format", "choice", choices=("csv", "json"), says="How `data` is written."),
        Option("data", "string", says="The results themselves, as CSV or JSON."),
    )
    documentation = Documentation(
        summary="Makes results that hold only the time of the search, or the ones given as data.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Makeresults",
        examples=(
            Example("| makeresults count=2 | stats count", rows=[{"count": "2"}]),
            Example('| makeresults format=json data="[{\\"a\\": 1}]" | table a', rows=[{"a": "1"}]),
        ),
    )

    count: int
    annotate: bool
    splunk_server: str | None
    splunk_server_group: str | None
    format: str | None
    data: str | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The results: `_time` is the start of the search, CSV data has none of its own.

        Nulls: an empty cell of CSV data and a JSON null.
        """
        if self.splunk_server_group or self.splunk_server not in (None, "local"):
            raise unsupported(context, self.span, "makeresults on a named server")
        if self.format is not None or self.data is not None:
            return self._inline(context)
        made = Table({"_time": Column.constant(int(context.now // 1), self.count)}, self.count)
        if not self.annotate:
            return made
        absent = Column.nulls(self.count)
        columns = dict.fromkeys(("_raw", "host", "source", "sourcetype", "splunk_server_group"), absent)
        return made.with_columns({**columns, "splunk_server": Column.constant("embedded", self.count)})

    def _inline(self, context: Context) -> Table:
        if self.format is None or self.data is None:
            raise self._unreadable(context, "format and data go together")
        if self.count != 1 or self.annotate:
            raise self._unreadable(context, "count and annotate do not go with data")
        limit = context.settings.limits.makeresults_data_chars
        if len(self.data) > limit:
            raise self._unreadable(context, f"the data has {len(self.data)} characters, more than {limit}")
        if self.format == "csv":
            return csv_rows(self.data)
        try:
            return json_rows(self.data, int(context.now // 1))
        except ValueError as problem:
            raise self._unreadable(context, str(problem)) from problem

    def _unreadable(self, context: Context, problem: str) -> Exception:
        return context.error(SearchRuntimeError, "SPL507", f"the inline data cannot be read: {problem}", self.span)
