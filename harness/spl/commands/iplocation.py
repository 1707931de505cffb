"""`iplocation`: adds the place of an IP address."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

from harness.data import laid_over, map_records, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Record, Table
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

        Nulls: a private or reserved address is in no database, so it gives no fields; nor does what is no address.
        Raises: SplUnsupportedError without a database, once there is an address that one could hold.
        """
        if self.lang is not None:
            raise unsupported(context, self.span, "iplocation with lang")
        values = texts(rows.column(self.field.name))
        found = map_records(lambda value: self._fields(value, context), values)
        return laid_over(rows, found.columns())

    def _fields(self, value: str | list[str], context: Context) -> Record:
        if not isinstance(value, str):
            return {}
        places = context.sources.places
        if places is None:
            if not _is_public(value):
                return {}
            way_out = "give the engine a database of places (--places FILE), or run this search on a real Splunk"
            raise unsupported(context, self.span, "iplocation without a database of places", way_out)
        found = places.find_place(value)
        names = (*FIELDS, *MORE_FIELDS) if self.allfields else FIELDS
        return {f"{self.prefix}{name}": found[name] for name in names if name in found} if found else {}


FIELDS = ("City", "Country", "Region", "lat", "lon")
MORE_FIELDS = ("Continent", "MetroCode", "Timezone")


def _is_public(text: str) -> bool:
    try:
        return ip_address(text).is_global
    except ValueError:
        return False
