"""`append`: the results of a subsearch behind the current ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Message, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Pipeline

_MAXOUT = 50_000


@dataclass(frozen=True, slots=True)
class AppendCommand(DeclaredCommand):
    """`append [ <subsearch> ]`."""

    keyword = "append"
    type = CommandType.DATASET_PROCESSING
    syntax = "append [extendtimerange=<bool>] [maxtime=<int>] [maxout=<int>] [timeout=<int>] [ <subsearch> ]"
    options = (
        Option("extendtimerange", "boolean", default=False, says="Widens the reported time range to the subsearch's."),
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
        if self.extendtimerange or self.maxout == 0:
            option = "extendtimerange" if self.extendtimerange else "maxout=0"
            raise unsupported(context, self.span, f"append with {option}")
        found = context.run(self.subsearch)
        limit = context.settings.limits.append_maxout if self.maxout == _MAXOUT else self.maxout
        if found.height > limit:
            text = f"[subsearch]: the subsearch gave {found.height} results, only the first {limit} are appended"
            context.say(Message("WARN", text, self.span))
            found = found.slice(0, limit)
        return rows.concat(found)
