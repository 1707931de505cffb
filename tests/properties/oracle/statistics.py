"""Aggregations over the rows of a group.

Source: Search Reference, statistical and charting functions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.properties.oracle.expressions import Expression
from tests.properties.oracle.values import Row, Value, gathered, members, number, numbers_in, numeric, shown


@dataclass(frozen=True, slots=True)
class Aggregation:
    """`function(field) AS name`; of `eval(..)` where there is an expression, of rows where there is nothing."""

    function: str
    field: str = ""
    name: str = ""
    expression: Expression | None = None

    def render(self) -> str:
        """The aggregation as SPL."""
        return f"{self._call} AS {self.name}" if self.name else self._call

    @property
    def _call(self) -> str:
        if self.expression is not None:
            return f"{self.function}(eval({self.expression.render()}))"
        return f"{self.function}({self.field})" if self.field else self.function

    @property
    def column(self) -> str:
        """The name of its result."""
        return self.name or self._call

    def over(self, rows: Sequence[Row]) -> Value:
        """What it gives for the rows of a group."""
        if self.expression is not None and self.function == "count":
            return str(sum(self.expression.value(row) is True for row in rows))
        if not self.field and self.expression is None:
            return str(len(rows))
        values = [self._value(row) for row in rows]
        if self.function in _BY_TIME:
            return _BY_TIME[self.function](values, rows)
        return _FUNCTIONS[_family(self.function)](values, self.function)

    def _value(self, row: Row) -> Value:
        if self.expression is None:
            return row.get(self.field)
        found = self.expression.value(row)
        return None if isinstance(found, bool) else found


def _family(function: str) -> str:
    return function.rstrip("0123456789")


Aggregator = Callable[[Sequence[Value], str], Value]


def _over_numbers(function: Callable[[list[float]], float]) -> Aggregator:
    def aggregated(values: Sequence[Value], _: str) -> Value:
        found = [each for value in values for each in numbers_in(value)]
        return shown(function(found)) if found else None

    return aggregated


def _over_texts(function: Callable[[list[str]], Value]) -> Aggregator:
    return lambda values, _: function([text for value in values for text in members(value)])


def _variance(found: list[float], less: int) -> float:
    if len(found) <= less:
        return 0.0
    mean = math.fsum(found) / len(found)
    return math.fsum((each - mean) ** 2 for each in found) / (len(found) - less)


def _median(found: list[float]) -> float:
    """The middle value, or the higher of the two in the middle."""
    return sorted(found)[len(found) // 2]


def _percentile(values: Sequence[Value], function: str) -> Value:
    """Between two values in proportion."""
    found = sorted(each for value in values for each in numbers_in(value))
    if not found:
        return None
    place = float(function[len(_family(function)) :]) / 100 * (len(found) - 1)
    low = math.floor(place)
    high = min(low + 1, len(found) - 1)
    return shown(found[low] + (found[high] - found[low]) * (place - low))


def _maximum(texts: list[str]) -> Value:
    """Texts before numbers."""
    words = [text for text in texts if number(text) is None]
    return max(words) if words else _best(max, texts)


def _minimum(texts: list[str]) -> Value:
    """Numbers before texts."""
    words = [text for text in texts if number(text) is None]
    return _best(min, texts) or (min(words) if words else None)


def _best(best: Callable[[list[float]], float], texts: list[str]) -> Value:
    found = [each for text in texts if (each := number(text)) is not None]
    return shown(best(found)) if found else None


def _mode(texts: list[str]) -> Value:
    """The most frequent value, the one that comes first where there are several."""
    return Counter(texts).most_common(1)[0][0] if texts else None


def _first(values: Sequence[Value], _: str) -> Value:
    return next((value for value in values if value is not None), None)


def _last(values: Sequence[Value], _: str) -> Value:
    return _first(values[::-1], _)


_FUNCTIONS: dict[str, Aggregator] = {
    "count": _over_texts(lambda texts: str(len(texts))),
    "c": _over_texts(lambda texts: str(len(texts))),
    "dc": _over_texts(lambda texts: str(len(set(texts)))),
    "sum": _over_numbers(math.fsum),
    "sumsq": _over_numbers(lambda found: math.fsum(each * each for each in found)),
    "avg": _over_numbers(lambda found: math.fsum(found) / len(found)),
    "mean": _over_numbers(lambda found: math.fsum(found) / len(found)),
    "range": _over_numbers(lambda found: max(found) - min(found)),
    "stdev": _over_numbers(lambda found: math.sqrt(_variance(found, 1))),
    "stdevp": _over_numbers(lambda found: math.sqrt(_variance(found, 0))),
    "var": _over_numbers(lambda found: _variance(found, 1)),
    "varp": _over_numbers(lambda found: _variance(found, 0)),
    "median": _over_numbers(_median),
    "perc": _percentile,
    "p": _percentile,
    "exactperc": _percentile,
    "max": _over_texts(_maximum),
    "min": _over_texts(_minimum),
    "mode": _over_texts(_mode),
    "values": _over_texts(lambda texts: gathered(sorted(set(texts)))),
    "list": _over_texts(lambda texts: gathered(texts[:100])),
    "first": _first,
    "last": _last,
}


def _in_time(values: Sequence[Value], rows: Sequence[Row], newest: bool) -> tuple[float, Value] | None:
    """The value of the row with the least or the greatest time; of several the first."""
    found = [
        (time, value)
        for value, row in zip(values, rows, strict=True)
        if value is not None and (time := numeric(row.get("_time"))) is not None
    ]
    if not found:
        return None
    best = (max if newest else min)(time for time, _ in found)
    return next(pair for pair in found if pair[0] == best)


def _time_of(values: Sequence[Value], rows: Sequence[Row], newest: bool) -> Value:
    found = _in_time(values, rows, newest)
    return None if found is None else shown(found[0])


def _value_of(values: Sequence[Value], rows: Sequence[Row], newest: bool) -> Value:
    found = _in_time(values, rows, newest)
    return None if found is None else found[1]


_BY_TIME: dict[str, Callable[[Sequence[Value], Sequence[Row]], Value]] = {
    "earliest": lambda values, rows: _value_of(values, rows, newest=False),
    "latest": lambda values, rows: _value_of(values, rows, newest=True),
    "earliest_time": lambda values, rows: _time_of(values, rows, newest=False),
    "latest_time": lambda values, rows: _time_of(values, rows, newest=True),
}
