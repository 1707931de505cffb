"""`geostats`: aggregations for each bin of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_field, print_options, print_stats_terms

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm


@dataclass(frozen=True, slots=True)
class GeostatsCommand(Command):
    """`geostats [<options>] <aggregations> [BY <field>]`."""

    keyword = "geostats"
    type = CommandType.TRANSFORMING
    syntax = (
        "geostats [latfield=<field>] [longfield=<field>] [outputlatfield=<field>] [outputlongfield=<field>] "
        "[globallimit=<int>] [locallimit=<int>] [translatetoxy=<bool>] [binspanlat=<number>] [binspanlong=<number>] "
        "[maxzoomlevel=<int>] <aggregation>... [BY <field>]"
    )
    options = (
        Option("latfield", "field", default="lat", says="The field of the latitude."),
        Option("longfield", "field", default="lon", says="The field of the longitude."),
        Option("outputlatfield", "field", default="latitude", says="The field for the latitude of the bin."),
        Option("outputlongfield", "field", default="longitude", says="The field for the longitude of the bin."),
        Option("globallimit", "integer", default=10, minimum=0, says="How many values of the BY field; 0: all."),
        Option("locallimit", "integer", default=10, minimum=0, says="How many values in each bin; 0: all."),
        Option("translatetoxy", "boolean", default=True, says="Maps bins to the plane."),
        Option("binspanlat", "number", default=22.5, says="The height of a bin at the lowest zoom."),
        Option("binspanlong", "number", default=45.0, says="The width of a bin at the lowest zoom."),
        Option("maxzoomlevel", "integer", default=9, minimum=0, maximum=9, says="The highest zoom."),
    )
    documentation = Documentation(
        summary="Computes aggregations for each bin of a map.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Geostats",
    )

    terms: tuple[StatsTerm, ...]
    by_field: FieldName | None = None
    latfield: str = "lat"
    longfield: str = "lon"
    outputlatfield: str = "latitude"
    outputlongfield: str = "longitude"
    globallimit: int = 10
    locallimit: int = 10
    translatetoxy: bool = True
    binspanlat: float = 22.5
    binspanlong: float = 45.0
    maxzoomlevel: int = 9

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, aggregations and the BY clause."""
        values = cursor.options(cls.options)
        terms = cursor.stats_terms()
        cursor.options(cls.options, values)
        by_field = cursor.field(wildcards=False) if cursor.keyword("by") else None
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), terms, by_field, **values)

    def render(self) -> str:
        """`geostats`, its options, aggregations and BY clause."""
        text = f"geostats{print_options(self.options, option_values(self))} {print_stats_terms(self.terms)}"
        return f"{text} BY {print_field(self.by_field)}" if self.by_field else text
