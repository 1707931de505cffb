"""What the commands that combine the results of several searches share: limits, order of time, streaming."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from harness.data import SortKey, Table, sort_rows
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import Pipeline

MAXOUT = 50_000
"""How many results of a subsearch Splunk combines unless told otherwise (limits.conf, searchresults and set)."""


def limited(found: Table, maxout: int, span: Span, context: Context) -> Table:
    """The first results of a subsearch, with a message where there were more.

    The documented default follows the setting `append_maxout`.  Undecided: a limit of 0; it is refused.
    """
    if maxout == 0:
        raise unsupported(context, span, "a subsearch with maxout=0")
    return first_rows(found, context.settings.limits.append_maxout if maxout == MAXOUT else maxout, span, context)


def first_rows(found: Table, limit: int, span: Span, context: Context) -> Table:
    """The first so many results of a subsearch, with a message where there were more."""
    if found.height <= limit:
        return found
    text = f"[subsearch]: the subsearch gave {found.height} results, only the first {limit} are used"
    context.say(Message("WARN", text, span))
    return found.slice(0, limit)


def first_not_streaming(pipeline: Pipeline) -> Command | None:
    """The first command of a pipeline that is not distributable streaming; None where all are."""
    commands = (cast("Command", node) for node in pipeline.commands)
    return next((c for c in commands if c.type is not CommandType.DISTRIBUTABLE_STREAMING), None)


def concatenated(tables: Sequence[Table]) -> Table:
    """The rows of all tables, one table behind the other."""
    whole = Table({})
    for table in tables:
        whole = whole.concat(table)
    return whole


def newest_first(tables: Sequence[Table]) -> Table:
    """The rows of all tables by descending time; rows of the same time in the order of the tables."""
    return sort_rows(concatenated(tables), [SortKey("_time", descending=True, mode="num")])
