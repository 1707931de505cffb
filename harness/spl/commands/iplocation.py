"""`iplocation`: adds the place of an IP address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import laid_over, map_records, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Record, Table
    from harness.spl.sources import PlaceSource
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class IplocationCommand(DeclaredCommand):
    """Adds the place of an IP address."""

    keyword = "iplocation"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "iplocation [prefix=<string>] [allfields=<bool>] [lang=<string>] <field>"
    options = (
        Option("prefix", "string", default="", says="Stands before the names of the new fields."),
        Option("allfields", "boolean", default=False, says="Adds every field that the database has."),
        Option("lang", "string", says="The language of the names."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Adds the place of an IP address.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Iplocation",
        examples=(Example('| makeresults | eval ip="8.8.8.8" | iplocation ip | table City Country'),),
        undecided=("An address that the database does not know gives no fields.",),
    )

    prefix: str
    allfields: bool
    lang: str | None
    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with what the database of places says of the address.

        Raises: SplUnsupportedError without a database.
        """
        places = context.sources.places
        if places is None:
            way_out = "give the engine a database of places, or run this search on a real Splunk"
            raise unsupported(context, self.span, "iplocation without a database of places", way_out)
        if self.lang is not None:
            raise unsupported(context, self.span, "iplocation with lang")
        values = texts(rows.column(self.field.name))
        return laid_over(rows, map_records(lambda value: self._fields(value, places), values).columns())

    def _fields(self, value: str | list[str], places: PlaceSource) -> Record:
        found = places.find_place(value) if isinstance(value, str) else None
        names = (*FIELDS, *MORE_FIELDS) if self.allfields else FIELDS
        return {f"{self.prefix}{name}": found[name] for name in names if name in found} if found else {}


FIELDS = ("City", "Country", "Region", "lat", "lon")
MORE_FIELDS = ("Continent", "MetroCode", "Timezone")
