"""`geostats`: aggregations for each bin of a map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table, add, aggregate, and_, choose, compare, map_scalars, mean, multiply, numbers
from harness.data.binning import LinearScale
from harness.data.pairing import positions, taken
from harness.errors import SplArgumentError
from harness.spl.commands._charts import SplitField
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._series import AXIS, column_name, columns_of
from harness.spl.commands._undecided import say_undecided
from harness.spl.commands.chart import ChartCommand
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import outputs
from harness.spl.syntax.printer import print_field, print_options, print_stats_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.stats_terms import StatsTerm

_BOUNDS = (90.0, 180.0)
"""The greatest latitude and longitude."""
_Y, _X = "\0y", "\0x"
_STRIDE = 2**26
_LATITUDE, _LONGITUDE = "\0latitude", "\0longitude"


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
        examples=(
            Example(
                '| makeresults format=csv data="lat,lon\n10,10\n12,14\n-40,100" | geostats maxzoomlevel=0 count',
                rows=[
                    {"geobin": "bin_id_zl_0_y_2_x_6", "latitude": "-40", "longitude": "100", "count": "1"},
                    {"geobin": "bin_id_zl_0_y_4_x_4", "latitude": "11", "longitude": "12", "count": "2"},
                ],
            ),
        ),
        undecided=(
            "where a bin is: at the mean of the latitudes and longitudes of its results, here",
            "how a bin is named: by zoom level, row and column, counted from the south-west, here",
            "locallimit other than 10 and 0, which is refused; globallimit chooses the columns by their sums",
        ),
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

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each bin of each zoom level, with the aggregations over its results.

        Nulls: results without a latitude and a longitude are in no bin.
        """
        self._refuse(context)
        fields = zip((self.latfield, self.longfield), _BOUNDS, strict=True)
        kept = rows.filter(and_(*(_within(numbers(rows.column(name)), bound) for name, bound in fields)))
        say_undecided(self, context, "where a bin is and how it is named")
        result = Table({})
        for zoom in range(self.maxzoomlevel + 1):
            context.check()
            result = result.concat(self._level(kept, zoom, context))
        return result

    def _refuse(self, context: Context) -> None:
        if any(term.sparkline for term in self.terms):
            raise unsupported(context, self.span, "sparkline() in geostats")
        if self.locallimit not in (0, 10):
            raise unsupported(context, self.span, f"geostats with locallimit={self.locallimit}", "leave locallimit out")
        if self.binspanlat <= 0 or self.binspanlong <= 0:
            raise context.error(SplArgumentError, "SPL205", "the size of a bin is more than 0", self.span)

    def _level(self, rows: Table, zoom: int, context: Context) -> Table:
        """The bins of one zoom level: each level doubles their number in both directions."""
        spans = (float(self.binspanlat) / 2**zoom, float(self.binspanlong) / 2**zoom)
        fields = (self.latfield, self.longfield)
        y, x = (
            _places(numbers(rows.column(name)), bound, span)
            for name, bound, span in zip(fields, _BOUNDS, spans, strict=True)
        )
        table = rows.with_columns({_Y: y, _X: x})
        centre = {n: mean(numbers(table.column(f))) for n, f in zip((_LATITUDE, _LONGITUDE), fields, strict=True)}
        bins = aggregate(table, [_Y, _X], centre)
        where = Table(
            {
                "geobin": map_scalars(_name(zoom), bins.column(_Y), bins.column(_X)),
                self.outputlatfield: bins.column(_LATITUDE),
                self.outputlongfield: bins.column(_LONGITUDE),
            },
            bins.height,
        )
        keys = _key(bins.column(_Y), bins.column(_X))
        return self._aggregated(table.without([_Y, _X]).with_column(AXIS, _key(y, x)), keys, where, context)

    def _aggregated(self, table: Table, keys: Column, where: Table, context: Context) -> Table:
        """The bins with their aggregations, one column for each value of the BY field, or one row for each."""
        if self.by_field is not None and not self.translatetoxy:
            by = self.by_field.name
            found = aggregate(table, [AXIS, by], outputs(self.terms, (AXIS, by), table, context))
            place = positions(found.column(AXIS), keys)
            spread = Table({n: taken(column, place) for n, column in where.columns.items()}, found.height)
            order = sorted(range(found.height), key=lambda row: place.values()[row] or 0)
            return spread.with_columns(found.without([AXIS]).columns).take(order)
        chart = ChartCommand(
            self.span,
            self.terms,
            None if self.by_field is None else SplitField(self.span, self.by_field),
            limit=str(self.globallimit),
        )
        cells = columns_of(table, keys, chart, context)
        named = {column_name(cell, chart, len(self.terms)): column for cell, column in cells.items()}
        return where.with_columns(named)


def _within(column: Column, bound: float) -> Column:
    """BOOL: whether a number lies between -bound and bound."""
    limits = [Column.constant(limit, len(column)) for limit in (-bound, bound)]
    return and_(compare(column, ">=", limits[0]), compare(column, "<=", limits[1]))


def _places(column: Column, bound: float, span: float) -> Column:
    """The number of the bin of each coordinate, from 0 on; the very last coordinate is in the last bin."""
    height = len(column)
    places = LinearScale(span).places(add(column, Column.constant(bound, height)))
    last = Column.constant(math.ceil(2 * bound / span) - 1, height)
    return choose([compare(places, ">", last)], [last], places)


def _key(y: Column, x: Column) -> Column:
    """One number for each bin."""
    return add(multiply(y, Column.constant(_STRIDE, len(y))), x)


def _name(zoom: int) -> Callable[[float, float], str]:
    return lambda y, x: f"bin_id_zl_{zoom}_y_{int(y)}_x_{int(x)}"
