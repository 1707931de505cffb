"""`transaction`: joins events that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from harness.data import numbers, texts
from harness.errors import SplArgumentError
from harness.spl.commands._declared import option_values
from harness.spl.commands._event_filters import EventFilter, print_event_filter, read_event_filter, search_of
from harness.spl.commands._merging import Merger
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._transactions import Assembly, Key, TransactionRules
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation import condition, search_mask
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from typing import Any

    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

_MAXEVENTS, _MAXOPENTXN, _MAXOPENEVENTS = 1000, 5000, 100_000
"""Splunk's defaults (limits.conf, transactions)."""
_DURATION = re.compile(r"(-?\d{1,9})([smhd])?")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_FILTERS = ("startswith", "endswith")


@dataclass(frozen=True, slots=True)
class TransactionCommand(Command):
    """`transaction <fields> <options>`; `startswith` and `endswith` are filters of events."""

    keyword = "transaction"
    aliases = ("transam",)
    type = CommandType.CENTRALIZED_STREAMING
    syntax = (
        "transaction [<field>...] [name=<string>] [startswith=<filter>] [endswith=<filter>] [maxspan=<span>] "
        "[maxpause=<span>] [maxevents=<int>] [connected=<bool>] [unifyends=<bool>] [keeporphans=<bool>] "
        "[keepevicted=<bool>] [mvlist=<bool>|<fields>] [delim=<string>] [nullstr=<string>] [mvraw=<bool>] "
        "[maxopentxn=<int>] [maxopenevents=<int>]"
    )
    options = (
        Option("name", "string", says="The transaction type."),
        Option("maxspan", "string", default="-1", says="How much time it may cover."),
        Option("maxpause", "string", default="-1", says="How much time may lie between two of its events."),
        Option("maxevents", "integer", default=1000, says="How many events it may have."),
        Option("connected", "boolean", default=True, says="Wants one value in common with the open transaction."),
        Option("unifyends", "boolean", says="Wants one value in common with its ends; as connected unless given."),
        Option("keeporphans", "boolean", default=False, says="Keeps events that belong to none."),
        Option("keepevicted", "boolean", default=False, says="Keeps transactions that did not end."),
        Option("mvlist", "string", default="f", says="Keeps all values in their order, of all fields or of some."),
        Option("delim", "string", says="Stands between values in one text."),
        Option("nullstr", "string", default="NULL", says="Stands for a missing value in a list."),
        Option("mvraw", "boolean", default=False, says="Makes _raw multivalue."),
        Option("maxopentxn", "integer", says="How many may be open."),
        Option("maxopenevents", "integer", says="How many events may be in open ones."),
    )
    documentation = Documentation(
        summary="Joins events that share values of fields, or lie between two kinds of event, into one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Transaction",
        examples=(
            Example(
                '| makeresults format=csv data="_time,user,step\n30,ann,c\n20,bob,b\n10,ann,a" | transaction user '
                "| table user step duration eventcount",
                rows=[
                    {"user": "bob", "step": "b", "duration": "0", "eventcount": "1"},
                    {"user": "ann", "step": ["a", "c"], "duration": "20", "eventcount": "2"},
                ],
            ),
        ),
        differs=(
            "name= and multivalue fields to group by are refused",
            "the delimiter counts for a nomv that follows in the same pipeline",
            "events that are neither newest first nor oldest first are refused where their order matters",
            "the fields field_match_sum and linecount are not added",
        ),
        undecided=(
            "a transaction of exactly maxspan: one sentence says that it must be shorter, and so it is here",
            "a pause of exactly maxpause: it fits",
            "an event without any of the fields: it belongs to no transaction",
            "an event that ends one transaction and starts an open one: it starts it",
            "the order of transactions: by their first event, newest first",
            "events that are not newest first: an error, or taken as they come, as an example of the page has it",
        ),
    )

    fields: tuple[FieldName, ...]
    startswith: EventFilter | None = None
    endswith: EventFilter | None = None
    name: str | None = None
    maxspan: str = "-1"
    maxpause: str = "-1"
    maxevents: int = 1000
    connected: bool = True
    unifyends: bool | None = None
    keeporphans: bool = False
    keepevicted: bool = False
    mvlist: str = "f"
    delim: str | None = None
    nullstr: str = "NULL"
    mvraw: bool = False
    maxopentxn: int | None = None
    maxopenevents: int | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads fields, options and filters in any order."""
        fields: tuple[FieldName, ...] = ()
        values: dict[str, Any] = {option.name: option.default for option in cls.options}
        while not cursor.at_end():
            name = cursor.peek_option()
            if name in _FILTERS:
                cursor.keyword_before_equals()
                values[name] = read_event_filter(cursor)
            elif name:
                cursor.next_option(cls.options, values)
            else:
                fields += cursor.fields(wildcards=False)
        return cls(cursor.command_span(), fields, **values)

    def render(self) -> str:
        """`transaction`, its fields, options and filters."""
        text = f"transaction {print_fields(self.fields)}".rstrip() + print_options(self.options, option_values(self))
        for name, kept in (("startswith", self.startswith), ("endswith", self.endswith)):
            text += f" {name}={print_event_filter(kept)}" if kept else ""
        return text

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each transaction, newest first; see `_transactions` for what belongs together.

        Nulls: a field that no event of a transaction has is null.
        Raises: SplUnsupportedError for events in another order than newest first, where that matters.
        """
        if self.name is not None:
            raise unsupported(context, self.span, "transaction with name=", "write the options of the transaction type")
        if not rows.height:
            return rows
        times = self._times(rows, context)
        starts, ends = (_filtered(kept, rows, context) for kept in (self.startswith, self.endswith))
        assembly = Assembly(self._rules(context), starts, ends, is_keyed=bool(self.fields))
        found_keys = self._keys(rows, context)
        self._check_order(times, found_keys, context)
        self._check_ends(found_keys, starts, ends, context)
        for row, (time, keys) in enumerate(zip(times, found_keys, strict=True)):
            assembly.add(row, time, keys)
        found = assembly.finish()
        kept = [t for t in found if not t.is_evicted or self.keepevicted or not self._closes]
        if self.delim is not None:
            context.delimiters.update(dict.fromkeys(["_raw", *rows.names], self.delim))
        merger = Merger(rows, times, self.mvlist, self.nullstr, mvraw=self.mvraw)
        orphans = assembly.orphans if self.keeporphans else []
        return merger.table([(t, int(t.is_closed and not t.is_evicted)) for t in kept], orphans)

    def _check_ends(
        self, keys: list[list[Key]], starts: list[bool] | None, ends: list[bool] | None, context: Context
    ) -> None:
        """Makes sure that no end lacks the fields where it may: without `unifyends` no page says where it belongs.

        With `unifyends`, which is on unless `connected` or itself is off, such an event is in no transaction.
        """
        unifies = self.connected if self.unifyends is None else self.unifyends
        if unifies or not self.fields:
            return
        for marks in (starts, ends):
            if marks is not None and any(mark and not found for mark, found in zip(marks, keys, strict=True)):
                what = "unifyends=false with a start or an end that lacks the fields"
                raise unsupported(context, self.span, what, "keep events that have the fields: | where isnotnull(..)")

    def _rules(self, context: Context) -> TransactionRules:
        return TransactionRules(
            self._seconds("maxspan", context),
            self._seconds("maxpause", context),
            self.maxevents,
            _MAXOPENTXN if self.maxopentxn is None else self.maxopentxn,
            _MAXOPENEVENTS if self.maxopenevents is None else self.maxopenevents,
        )

    def _seconds(self, name: str, context: Context) -> float | None:
        match = _DURATION.fullmatch(getattr(self, name))
        if match is None:
            problem = f"{name} is a whole number and s, m, h or d"
            raise context.error(SplArgumentError, "SPL207", problem, self.span, help="write 30s or 5m; -1 is no limit")
        return None if int(match[1]) < 0 else float(int(match[1]) * _SECONDS[match[2] or "s"])

    @property
    def _closes(self) -> bool:
        """Whether anything closes a transaction before the events end."""
        limited = int(_digits(self.maxspan)) >= 0 or int(_digits(self.maxpause)) >= 0
        return limited or self.maxevents != _MAXEVENTS or self.startswith is not None

    def _times(self, rows: Table, context: Context) -> list[float]:
        found = [value for value in numbers(rows.column("_time")).values() if isinstance(value, (int, float))]
        if len(found) < rows.height:
            raise unsupported(context, self.span, "transaction of events without _time")
        return found

    def _check_order(self, times: list[float], keys: list[list[Key]], context: Context) -> None:
        """Makes sure that the events are newest first, or that their order cannot change what belongs together.

        By one field, and without a start or an end, only the order of events that share its value counts.
        Undecided: one sentence of the page says that another order is an error, an example shows its results.
        """
        if all(later >= earlier for later, earlier in pairwise(times)):
            return
        if len(self.fields) == 1 and self.startswith is None and self.endswith is None:
            shared: dict[Key, list[float]] = {}
            for time, found in zip(times, keys, strict=True):
                for key in found:
                    shared.setdefault(key, []).append(time)
            if all(self._is_clear(group, context) for group in shared.values()):
                return
        raise unsupported(
            context, self.span, "transaction of events that are not newest first", "write | sort 0 -_time before it"
        )

    def _is_clear(self, times: list[float], context: Context) -> bool:
        """Whether events of one value are newest first, oldest first, or within all limits in any order.

        Oldest first, none of them is too old for the one before it, and all are one transaction, however long.
        """
        if all(before >= after for before, after in pairwise(times)):
            return True
        if len(times) > self.maxevents:
            return False
        if all(before <= after for before, after in pairwise(times)):
            return True
        length = max(times) - min(times)
        span, pause = self._seconds("maxspan", context), self._seconds("maxpause", context)
        return (span is None or length < span) and (pause is None or length <= pause)

    def _keys(self, rows: Table, context: Context) -> list[list[Key]]:
        columns = [texts(rows.column(name.name)) for name in self.fields]
        for name, column in zip(self.fields, columns, strict=True):
            if any(isinstance(value, list) for value in column.values()):
                raise unsupported(context, name.span, "transaction by a multivalue field", "mvexpand it before")
        keys: list[list[Key]] = [[] for _ in range(rows.height)]
        for number, column in enumerate(columns):
            for row, value in enumerate(column.values()):
                if value is not None:
                    keys[row].append((number, str(value)))
        if not self.connected and any(0 < len(found) < len(columns) for found in keys):
            raise unsupported(context, self.span, "connected=false with events that have some of the fields only")
        return keys


def _digits(text: str) -> str:
    return text.rstrip("smhd") or "0"


def _filtered(kept: EventFilter | None, rows: Table, context: Context) -> list[bool] | None:
    """Which rows a filter describes; None without a filter."""
    if kept is None:
        return None
    if kept.condition is not None:
        found = condition(kept.condition, rows, context)
    else:
        expression = kept.search if kept.search is not None else search_of(kept.text or "", kept.span, context)
        if expression is None:
            return [True] * rows.height
        found = search_mask(expression, rows, context)
    return [value is True for value in found.values()]
