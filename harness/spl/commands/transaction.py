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
from harness.spl.commands._transactions import Assembly, Key, Transaction, TransactionRules
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
        Option("unifyends", "boolean", default=False, says="Wants one value in common with its ends."),
        Option("keeporphans", "boolean", default=False, says="Keeps events that belong to none."),
        Option("keepevicted", "boolean", default=False, says="Keeps transactions that did not end."),
        Option("mvlist", "string", default="f", says="Keeps all values in their order, of all fields or of some."),
        Option("delim", "string", default=" ", says="Stands between values in one text."),
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
            "name=, unifyends=true, delim= and multivalue fields to group by are refused",
            "events that are not newest first are refused where their order matters",
            "the fields field_match_sum and linecount are not added",
        ),
        undecided=(
            "a transaction of exactly maxspan: it fits",
            "an event without any of the fields: it belongs to no transaction",
            "an event that ends one transaction and starts an open one: it starts it",
            "the order of transactions: by their first event, newest first",
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
    unifyends: bool = False
    keeporphans: bool = False
    keepevicted: bool = False
    mvlist: str = "f"
    delim: str = " "
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
        self._refuse(context)
        if not rows.height:
            return rows
        times = self._times(rows, context)
        starts, ends = (_filtered(kept, rows, context) for kept in (self.startswith, self.endswith))
        assembly = Assembly(self._rules(context), starts, ends, is_keyed=bool(self.fields))
        for row, (time, keys) in enumerate(zip(times, self._keys(rows, context), strict=True)):
            assembly.add(row, time, keys)
        found = assembly.finish()
        kept = [t for t in found if not t.is_evicted or self.keepevicted or not self._closes]
        merger = Merger(rows, times, self.mvlist, self.nullstr, mvraw=self.mvraw)
        orphans = assembly.orphans if self.keeporphans else []
        return merger.table([(t, int(self._is_closed(t))) for t in kept], orphans)

    def _refuse(self, context: Context) -> None:
        for name, default in (("name", None), ("unifyends", False), ("delim", " ")):
            if getattr(self, name) != default:
                raise unsupported(context, self.span, f"transaction with {name}=")

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

    def _is_closed(self, transaction: Transaction) -> bool:
        return not transaction.is_evicted and (self._closes or transaction.is_full)

    def _times(self, rows: Table, context: Context) -> list[float]:
        found = [value for value in numbers(rows.column("_time")).values() if isinstance(value, (int, float))]
        if len(found) < rows.height:
            raise unsupported(context, self.span, "transaction of events without _time")
        simple = len(self.fields) == 1 and not self._closes and self.endswith is None
        if not simple and any(earlier < later for earlier, later in pairwise(found)):
            raise unsupported(
                context, self.span, "transaction of events that are not newest first", "write | sort 0 -_time before it"
            )
        return found

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
        if not self.connected and any(len(found) < len(columns) for found in keys):
            raise unsupported(context, self.span, "connected=false with events that lack one of the fields")
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
