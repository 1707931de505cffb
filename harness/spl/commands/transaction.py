"""`transaction`: joins events that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.commands._event_filters import EventFilter, print_event_filter, read_event_filter
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from typing import Any

    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor

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
