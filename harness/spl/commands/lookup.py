"""`lookup`: adds fields from a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.ast import Renaming
from harness.spl.syntax.printer import print_field, print_options, print_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class LookupCommand(Command):
    """`lookup <table> <its field> [AS <field>]... [OUTPUT|OUTPUTNEW <its field> [AS <field>]...]`.

    `keeps_existing` is OUTPUTNEW: it does not touch a field that has a value.  Without outputs every other field of
    the table is added.
    """

    keyword = "lookup"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "lookup [local=<bool>] [update=<bool>] <table> <field> [AS <field>]... "
        "[OUTPUT|OUTPUTNEW <field> [AS <field>]...]"
    )
    options = (
        Option("local", "boolean", default=False, says="Looks up on the search head only."),
        Option("update", "boolean", default=False, says="Reads the table again while a search in real time runs."),
        Option("event_time_field", "field", says="The field that holds the time of the event."),
    )
    documentation = Documentation(
        summary="Adds to each result the fields of the rows of a table that match it.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Lookup",
    )

    table: str
    keys: tuple[Renaming, ...]
    outputs: tuple[Renaming, ...] = ()
    keeps_existing: bool = False
    local: bool = False
    update: bool = False
    event_time_field: str | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, the table, the keys and the outputs."""
        values = cursor.options(cls.options)
        table = cursor.word()
        cursor.options(cls.options, values)
        keys = _pairs(cursor)
        clause = cursor.keyword("output", "outputnew")
        outputs = _pairs(cursor) if clause else ()
        return cls(cursor.command_span(), table, keys, outputs, clause == "outputnew", **values)

    def render(self) -> str:
        """`lookup`, its options, table, keys and outputs."""
        text = (
            f"lookup{print_options(self.options, option_values(self))} {print_word(self.table)} {_printed(self.keys)}"
        )
        if not self.outputs:
            return text
        return f"{text} {'OUTPUTNEW' if self.keeps_existing else 'OUTPUT'} {_printed(self.outputs)}"


def _pairs(cursor: Cursor) -> tuple[Renaming, ...]:
    pairs = [_pair(cursor)]
    while cursor.punctuation(",") or not (cursor.at_end() or cursor.peek_keyword("output", "outputnew")):
        pairs.append(_pair(cursor))
    return tuple(pairs)


def _pair(cursor: Cursor) -> Renaming:
    """`table_field [AS event_field]`; without AS both have the same name."""
    start = cursor.mark()
    old = cursor.field(wildcards=False)
    new = cursor.field(wildcards=False) if cursor.keyword("as") else old
    return Renaming(cursor.span_from(start), old, new)


def _printed(pairs: Iterable[Renaming]) -> str:
    return ", ".join(
        print_field(pair.old) if pair.old == pair.new else f"{print_field(pair.old)} AS {print_field(pair.new)}"
        for pair in pairs
    )
