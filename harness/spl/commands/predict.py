"""`predict`: forecasts of numbers over time."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table, numbers
from harness.data.forecasting import LONGEST_PERIOD, Forecast, combined, found_period, local_level, seasonal_level
from harness.errors import SearchRuntimeError
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.ast import FieldName, Renaming
from harness.spl.syntax.printer import print_field, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_ALGORITHMS = ("llp", "llp5", "ll", "llt", "llb", "bill")
_BOUND = re.compile(r"(?:upper|lower)\d{1,3}")
_LEAST_POINTS = {"ll": 2, "llt": 3, "llp": 4, "llp5": 3}
_WAY_OUT = "use one field with the algorithm LL, LLT, LLP or LLP5, or run this search on a real Splunk"


@dataclass(frozen=True, slots=True)
class PredictCommand(Command):
    """`predict <field> [AS <field>]... [<options>]`; `bounds` are `upper95=name` and `lower95=name`."""

    keyword = "predict"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "predict <field> [AS <field>]... [algorithm=<name>] [correlate=<field>] [future_timespan=<int>] "
        "[holdback=<int>] [period=<int>] [suppress=<field>] [upper<int>=<field>] [lower<int>=<field>]"
    )
    options = (
        Option("algorithm", "choice", default="llp5", choices=_ALGORITHMS, says="How it is predicted."),
        Option("correlate", "field", says="The field that helps."),
        Option("future_timespan", "integer", default=5, minimum=0, says="How many predictions."),
        Option("holdback", "integer", default=0, minimum=0, says="How many last values are not looked at."),
        Option("period", "integer", minimum=2, says="The length of a season."),
        Option("suppress", "field", says="The field whose prediction is not shown."),
        Option("nonnegative", "boolean", default=False, says="Predicts nothing below 0."),
    )
    documentation = Documentation(
        summary="Predicts the next values of a field over time.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Predict",
        examples=(
            Example(
                '| makeresults format=csv data="_time,n\n60,5\n120,5\n180,5" '
                "| predict n algorithm=LL future_timespan=1 | eval p=round('prediction(n)', 3), t=_time | table t n p",
                rows=[
                    {"t": "60", "n": "5"},
                    {"t": "120", "n": "5", "p": "5.000"},
                    {"t": "180", "n": "5", "p": "5.000"},
                    {"t": "240", "p": "5.000"},
                ],
            ),
        ),
        differs=(
            "the figures are those of the models that the page describes; Splunk's own may differ in every digit",
            "LLB, BiLL, suppress= and nonnegative= are refused, and so are options of their own for several fields",
        ),
        undecided=(
            "how strong the noises of the models are, how a season is found, and how LLP5 weighs its two forecasts",
            "whether the first results have a forecast; they have none, here",
        ),
    )

    fields: tuple[Renaming, ...]
    bounds: tuple[tuple[str, str], ...] = ()
    algorithm: str = "llp5"
    correlate: str | None = None
    future_timespan: int = 5
    holdback: int = 0
    period: int | None = None
    suppress: str | None = None
    nonnegative: bool = False
    rest: PredictCommand | None = None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads fields, options and bounds in any order."""
        values = cursor.options(cls.options, others=True)
        fields: list[Renaming] = []
        bounds: list[tuple[str, str]] = []
        rest: Self | None = None
        behind = False
        while not cursor.at_end():
            name = cursor.peek_option() or ""
            if fields and behind and not name:
                rest = cls.parse(cursor)
                break
            behind = bool(fields and name)
            if _BOUND.fullmatch(name):
                bounds.append((cursor.keyword_before_equals(), cursor.word()))
            elif name:
                cursor.next_option(cls.options, values)
            else:
                fields.append(_field(cursor))
                cursor.punctuation(",")
        if not fields:
            raise cursor.missing("a field to predict")
        return cls(cursor.command_span(), tuple(fields), tuple(bounds), rest=rest, **values)

    def render(self) -> str:
        """`predict`, its fields, options and bounds."""
        fields = ", ".join(_printed(field) for field in self.fields)
        bounds = "".join(f" {name}={value}" for name, value in self.bounds)
        rest = "" if self.rest is None else self.rest.render().removeprefix("predict")
        return f"predict {fields}{print_options(self.options, option_values(self))}{bounds}{rest}"

    def execute(self, rows: Table, context: Context) -> Table:
        """The results with forecasts of their fields, and rows for the times behind them.

        Raises: SplUnsupportedError for what is not executed here, SearchRuntimeError for too few points.
        """
        self._refuse(context)
        say_undecided(self, context, "how the noises of its models are estimated")
        ahead = max(0, self.future_timespan - self.holdback)
        kept = max(0, rows.height - self.holdback)
        longer = _extended(rows, ahead)
        for field in self.fields:
            context.check()
            points = [
                float(value) if isinstance(value, (int, float)) else None
                for value in numbers(rows.column(field.old.name).slice(0, kept)).values()
            ]
            found = self._forecast(points, field, context)
            longer = longer.with_columns(self._columns(field, found, longer.height))
        return longer

    def _refuse(self, context: Context) -> None:
        for asked, what in (
            (self.algorithm in ("llb", "bill"), f"predict with algorithm={self.algorithm}"),
            (self.suppress is not None, "predict with suppress"),
            (self.nonnegative, "predict with nonnegative=true"),
            ((self.period or 0) > LONGEST_PERIOD, f"predict with a period above {LONGEST_PERIOD}"),
            (self.rest is not None, "predict with options of their own for several fields"),
        ):
            if asked:
                raise unsupported(context, self.span, what, _WAY_OUT)

    def _forecast(self, points: list[float | None], field: Renaming, context: Context) -> Forecast:
        period = self.period
        if period is None and self.algorithm in ("llp", "llp5"):
            period = found_period(points)
        known = sum(value is not None for value in points)
        if self.algorithm == "llp" and period is None:
            raise self._failed(f"the values of {field.old.name} have no season", field, context)
        if self.algorithm == "llp5" and self.period is None and period is not None and known < 2 * period:
            period = None
        least = max(_LEAST_POINTS[self.algorithm], 2 * (period or 0))
        if known < least:
            raise self._failed(f"{field.old.name} has {known} values, {least} are needed", field, context)
        if self.algorithm == "ll":
            return local_level(points, self.future_timespan)
        if self.algorithm == "llp" and period is not None:
            return seasonal_level(points, self.future_timespan, period)
        return combined(points, self.future_timespan, period if self.algorithm == "llp5" else None)

    def _failed(self, problem: str, field: Renaming, context: Context) -> Exception:
        return context.error(SearchRuntimeError, "SPL548", f"predict: {problem}", field.span, label="this field")

    def _columns(self, field: Renaming, found: Forecast, height: int) -> dict[str, Column]:
        name = field.new.name if field.new != field.old else f"prediction({field.old.name})"
        columns = {name: _padded(found.expected, height)}
        for bound in ("lower", "upper"):
            given = next((b for b in self.bounds if b[0].startswith(bound)), (f"{bound}95", f"{bound}95({name})"))
            reach = _reach(int(given[0].removeprefix(bound))) * (-1 if bound == "lower" else 1)
            values = [
                None if value is None or variance is None else value + reach * math.sqrt(variance)
                for value, variance in zip(found.expected, found.variances, strict=True)
            ]
            columns[given[1]] = _padded(values, height)
        return columns


def _reach(percent: int) -> float:
    """How many deviations to either side the given part of a normal distribution takes."""
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + min(max(percent, 0), 99.999) / 200)


def _padded(values: list[float | None], height: int) -> Column:
    return Column.of([*values[:height], *[None] * (height - len(values))])


def _extended(rows: Table, ahead: int) -> Table:
    """The rows and so many behind them, each later by the time between the last two."""
    times = [float(value) for value in numbers(rows.column("_time")).values() if isinstance(value, (int, float))]
    if not ahead or not rows.height:
        return rows
    new = Table({}, ahead)
    if len(times) > 1:
        step = times[-1] - times[-2]
        new = Table({"_time": Column.of(times[-1] + step * (number + 1) for number in range(ahead))})
    return rows.concat(new)


def _field(cursor: Cursor) -> Renaming:
    start = cursor.mark()
    old: FieldName = cursor.field(wildcards=False)
    new = cursor.field(wildcards=False) if cursor.keyword("as") else old
    return Renaming(cursor.span_from(start), old, new)


def _printed(field: Renaming) -> str:
    name = print_field(field.old)
    return name if field.old == field.new else f"{name} AS {print_field(field.new)}"
