"""`outputlookup`: writes the results into a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.data import Column, Kind, Table, map_scalars
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.knowledge.collections import KEY, Writing, written_records
from harness.spl.knowledge.lookups import Lookup, find_lookup, write_lookup


@dataclass(frozen=True, slots=True)
class OutputlookupCommand(DeclaredCommand):
    """`outputlookup [append=<bool>] <table>`; the results go on unchanged."""

    keyword = "outputlookup"
    type = CommandType.ORCHESTRATING
    syntax = (
        "outputlookup [append=<bool>] [create_empty=<bool>] [override_if_empty=<bool>] [max=<int>] [key_field=<field>] "
        "[allow_updates=<bool>] [createinapp=<bool>] [create_context=<context>] [output_format=<format>] <table>"
    )
    options = (
        Option("append", "boolean", says="Adds to the table instead of replacing it; as a rule with key_field."),
        Option("create_empty", "boolean", says="Makes the table where there are no results."),
        Option("override_if_empty", "boolean", default=True, says="Empties the table where there are no results."),
        Option("max", "integer", minimum=0, says="How many results at most."),
        Option("key_field", "field", says="Of a KV store collection: the field whose value is the key of a record."),
        Option("allow_updates", "boolean", default=True, says="Of a collection: lets a record be replaced."),
        Option("createinapp", "boolean", default=True, says="Makes the table in the current app."),
        Option("create_context", "choice", choices=("app", "user", "system"), says="Where the table is made."),
        Option(
            "output_format",
            "choice",
            default="splunk_sv_csv",
            choices=("splunk_sv_csv", "splunk_mv_csv"),
            says="How multivalue fields are written.",
        ),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("table", "word"),)
    documentation = Documentation(
        summary="Writes the results into a table and lets them go on.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Outputlookup",
        examples=(
            Example(
                '| makeresults | eval k="a", v=1 | outputlookup t.csv | eval v=2 | lookup t.csv k | table v',
                rows=[{"v": "1"}],
                says="Later commands of the search see what was written.",
            ),
        ),
        differs=(
            "No file is written: the table lies over the one that the search was given, and its results hold it.",
            "createinapp and create_context say where a file goes, and there is none.",
            "The keys that a KV store collection gives are made from its name and their number, not by chance.",
        ),
        undecided=(
            "The members of a multivalue are joined by a space, as the page says; files seem to have newlines.",
            "create_empty is true unless given (10.0); another page says false.",
            "With allow_updates=false a record whose key is there already is left out.",
        ),
    )

    append: bool | None
    create_empty: bool | None
    override_if_empty: bool
    max: int | None
    key_field: str | None
    allow_updates: bool
    createinapp: bool
    create_context: str | None
    output_format: str
    table: str

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the lookup of this name holds them from here on, internal fields aside.

        Raises: SplUnsupportedError for key_field and allow_updates=false where the lookup is no KV store collection;
        SearchRuntimeError for a value of another type than its collection enforces.
        """
        found = find_lookup(self.table, context, self.span)
        if found is not None and found.rules.is_collection:
            self._write_records(rows, found, context)
            return rows
        if self.key_field is not None or not self.allow_updates:
            option = "key_field" if self.key_field is not None else "allow_updates=false"
            raise unsupported(context, self.span, f"outputlookup into a file with {option}")
        if rows.height or self.append:
            self._write(rows, context)
        elif self.override_if_empty:
            self._write_nothing(rows, context)
        return rows

    def _write_records(self, rows: Table, collection: Lookup, context: Context) -> None:
        """Puts the rows into a KV store collection, which is there even without records."""
        keeps = self.key_field is not None if self.append is None else self.append
        if not (rows.height or keeps or self.override_if_empty):
            return
        kept = rows.slice(0, self.max) if self.max is not None else rows
        key_field = self.key_field or KEY
        writing = Writing(key_field, keeps=keeps, updates=self.allow_updates, span=self.span)
        write_lookup(self.table, written_records(collection, kept, writing, context), context)

    def _write(self, rows: Table, context: Context) -> None:
        kept = rows.slice(0, self.max) if self.max is not None else rows
        kept = self._storable(kept.select([name for name in kept.names if not name.startswith("_")]))
        found = find_lookup(self.table, context) if self.append else None
        if found is not None and found.table.names:
            kept = found.table.concat(kept.select(found.table.names))
        write_lookup(self.table, kept, context)

    def _write_nothing(self, rows: Table, context: Context) -> None:
        """Empties the table; with `create_empty=false` it is gone."""
        if self.create_empty is False:
            write_lookup(self.table, None, context)
            return
        found = find_lookup(self.table, context)
        names = found.table.names if found else [name for name in rows.names if not name.startswith("_")]
        write_lookup(self.table, Table({name: Column.nulls(0) for name in names}, 0), context)

    def _storable(self, rows: Table) -> Table:
        if self.output_format == "splunk_mv_csv":
            return rows
        return rows.mapped(lambda column: map_scalars(_joined, column) if column.kind is Kind.MULTI else column)


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)
