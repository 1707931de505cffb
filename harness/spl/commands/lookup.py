"""`lookup`: adds fields from a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from harness.data import and_, choose, coalesce, map_records, numbers, texts
from harness.diagnostics import suggest
from harness.errors import SplNameError
from harness.spl.commands._declared import option_values
from harness.spl.commands._lookups import unknown_lookup
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.knowledge.lookups import Matcher, find_lookup
from harness.spl.syntax.ast import Renaming
from harness.spl.syntax.printer import print_field, print_options, print_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.data import Record, Records, Table
    from harness.spl.knowledge.lookups import Lookup
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
        examples=(Example("index=main | lookup codes.csv code AS status OUTPUT meaning"),),
        differs=("local and update say where Splunk looks values up and when it reads again; here it is the same.",),
        undecided=(
            "OUTPUT without a match: the field is gone, whatever it held before.  With OUTPUTNEW it stays.",
            "OUTPUTNEW looks at each field by itself; the page speaks of events in which the fields exist.",
            "A result that lacks a key: its fields stay as they are.",
        ),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with fields of the rows of the table that match; several give multivalues.

        Raises: SplNameError for a lookup or a field of it that does not exist.
        """
        found = find_lookup(self.table, context, self.span)
        if found is None:
            raise unknown_lookup(self.table, self, context)
        outputs = self._outputs(found, context)
        records = self._records(found, outputs, rows, context)
        known = [rows.column(pair.new.name).is_not_null() for pair in self.keys]
        for name in outputs.values():
            old, new = rows.column(name), records.column(name)
            values = coalesce([old, new]) if self.keeps_existing else choose([and_(*known)], [new], old)
            rows = rows.without([name]) if is_empty(values) else rows.with_column(name, values)
        return rows

    def _records(self, found: Lookup, outputs: dict[str, str], rows: Table, context: Context) -> Records:
        matcher = Matcher(found, [pair.old.name for pair in self.keys], context.settings.timezone)
        columns = [texts(rows.column(pair.new.name)) for pair in self.keys]
        if found.rules.time_field is None:
            if self.event_time_field is not None:
                raise unsupported(context, self.span, "event_time_field for a lookup without a time")
            return map_records(lambda *values: matcher.found(values, outputs), *columns)
        times = numbers(rows.column(self.event_time_field or "_time"))

        def at_time(*values: Any) -> Record:
            return matcher.found(values[:-1], outputs, values[-1])

        return map_records(at_time, *columns, times)

    def _outputs(self, found: Lookup, context: Context) -> dict[str, str]:
        """The fields that are added, by their names in the table."""
        names = found.table.names
        keys = [pair.old.name for pair in self.keys]
        if names:
            for pair in (*self.keys, *self.outputs):
                if pair.old.name not in names:
                    raise self._unknown_field(pair, names, context)
        if self.outputs:
            return {pair.old.name: pair.new.name for pair in self.outputs}
        return {name: name for name in names if name not in keys and not name.startswith("_")}

    def _unknown_field(self, pair: Renaming, names: list[str], context: Context) -> Exception:
        near = suggest(pair.old.name, names)
        way_out = f'did you mean "{near}"?' if near else f"its fields are: {', '.join(names)}"
        message = f'the lookup "{self.table}" has no field "{pair.old.name}"'
        return context.error(SplNameError, "SPL561", message, pair.span, label="no such field", help=way_out)


def _pairs(cursor: Cursor) -> tuple[Renaming, ...]:
    pairs = [_pair(cursor)]
    while cursor.punctuation(",") or not cursor.at_end():
        if cursor.peek_keyword("output", "outputnew"):  # published searches write a comma before it
            break
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
