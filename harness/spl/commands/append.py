"""`append`: the results of a subsearch behind the current ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.commands.search import SearchCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Message, Option
from harness.spl.evaluation import resolve_subsearches
from harness.spl.evaluation.bounds import scan_window
from harness.timerange import TimeRange

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Pipeline

_MAXOUT = 50_000
_WITHOUT_WINDOW = ("makeresults", "inputlookup", "inputcsv", "gentimes")
"""Generating commands that read no index."""


@dataclass(frozen=True, slots=True)
class AppendCommand(DeclaredCommand):
    """`append [ <subsearch> ]`."""

    keyword = "append"
    type = CommandType.DATASET_PROCESSING
    syntax = "append [extendtimerange=<bool>] [maxtime=<int>] [maxout=<int>] [timeout=<int>] [ <subsearch> ]"
    options = (
        Option("extendtimerange", "boolean", default=False, says="Widens the search's time range to the subsearch's."),
        Option("maxtime", "integer", default=60, minimum=0, says="Seconds that the subsearch may take."),
        Option("maxout", "integer", default=_MAXOUT, minimum=0, says="How many results the subsearch may give."),
        Option("timeout", "integer", default=60, minimum=0, says="Seconds to wait for the subsearch."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("subsearch", "subsearch"),)
    documentation = Documentation(
        summary="Puts the results of a subsearch behind the current ones.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Append",
        examples=(
            Example(
                "| makeresults | eval a=1 | append [makeresults | eval a=2] | table a", rows=[{"a": "1"}, {"a": "2"}]
            ),
        ),
    )

    extendtimerange: bool
    maxtime: int
    maxout: int
    timeout: int
    subsearch: Pipeline

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows, then those of the subsearch, at most `maxout` of them.

        Differs: an error in the subsearch fails the search, and no time limit ends it early.
        """
        if self.maxout == 0:
            raise unsupported(context, self.span, "append with maxout=0")
        if self.extendtimerange:
            context.searched = _widened(context.searched_range, self._window(context))
        found = context.run(self.subsearch)
        limit = context.settings.limits.append_maxout if self.maxout == _MAXOUT else self.maxout
        if found.height > limit:
            text = f"[subsearch]: the subsearch gave {found.height} results, only the first {limit} are appended"
            context.say(Message("WARN", text, self.span))
            found = found.slice(0, limit)
        return rows.concat(found)

    def _window(self, context: Context) -> TimeRange:
        """The window that the subsearch reads.

        Raises: SplUnsupportedError where its first command says that in a way of its own.
        """
        first = self.subsearch.commands[0]
        if isinstance(first, SearchCommand):
            expression = first.expression and resolve_subsearches(first.expression, context)
            return scan_window(expression, context)
        if first.keyword not in _WITHOUT_WINDOW:
            raise unsupported(context, self.span, f"append with extendtimerange over {first.keyword}")
        return context.time_range


def _widened(one: TimeRange, other: TimeRange) -> TimeRange:
    """The least window that holds both."""
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    return TimeRange(
        None if None in starts else min(bound for bound in starts if bound is not None),
        None if None in ends else max(bound for bound in ends if bound is not None),
    )
