"""How rare values are among those of their field, and how improbable rows are for the values they hold.

Rules (Search Reference, anomalydetection and anomalousvalue)
- F1  The frequency of a value is how often it occurs, divided by the number of rows.  Null is a value like any other.
  Undecided: null.
- F2  A field all of whose values are numbers is numerical: the frequency of a number is that of the bin of a histogram
  that it falls into.  Bins start at the least number and are 3.49 s / n^(1/3) wide (Scott's rule), s being the sample
  deviation and n the number of values.  Undecided: the rule; the page says only that there is a histogram.
- F3  The probability of a row is the product of the frequencies of its values; its cause is the field of the least
  frequency, the first one of several.  Undecided: which one of several.
- F4  A number lies as far out as it is improbable that one of a normal distribution, of the mean and the deviation of
  its field, lies farther from the mean on either side.  Undecided: one side or both; the page says "Gaussian".
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from harness.data.column import Column, Kind
from harness.data.mapping import map_scalars
from harness.data.numbers import numbers
from harness.data.rows import identity
from harness.frozen import frozen

_SCOTT = 3.49


@frozen
class Improbability:
    """How improbable rows are (F3): logarithms of it, the fields at fault, their frequencies and the greatest ones."""

    log_probability: Column
    cause: Column
    least: Column
    greatest: Column


def is_numerical(column: Column) -> bool:
    """Whether a field has values and all of them are numbers."""
    found = numbers(column)
    if found.kind is not Kind.NUMBER:
        return False
    missing = found.series.null_count()
    return missing == column.series.null_count() and missing < len(column)


def frequencies(column: Column) -> Column:
    """NUMBER: the frequency of each value (F1, F2)."""
    return Column(_shares(_histogram(column) if is_numerical(column) else identity(column)))


def text_frequencies(column: Column) -> Column:
    """NUMBER: the frequency of each value among those of its field, numbers as they are; null for null."""
    keys = identity(column)
    shares = _shares(keys) * (len(column) / max(1, len(column) - keys.null_count()))
    return Column(shares.set(keys.is_null(), None))


def _shares(keys: pl.Series) -> pl.Series:
    """For each key the number of rows that have it, divided by that of all rows."""
    frame = pl.DataFrame({"key": keys, "row": pl.int_range(keys.len(), eager=True)})
    counts = frame.select(pl.len().over("key").cast(pl.Float64)).to_series()
    return counts / pl.Series([float(max(1, keys.len()))]).new_from_index(0, keys.len())


def _histogram(column: Column) -> pl.Series:
    """The number of the bin that each number falls into (F2)."""
    found = numbers(column).series.cast(pl.Float64)
    values = found.drop_nulls()
    spread, least = values.std(ddof=1), values.min()
    if not isinstance(spread, float) or not isinstance(least, float) or spread == 0:
        return found.is_null()
    width = _SCOTT * spread / values.len() ** (1 / 3)
    places: pl.Series = ((found - least) / width).floor()
    return places


def improbability(fields: Mapping[str, Column]) -> Improbability:
    """How improbable each row is for its values in some fields; there must be one."""
    names = list(fields)
    shares = pl.DataFrame([frequencies(column).series.alias(str(i)) for i, column in enumerate(fields.values())])
    found = shares.select(
        pl.sum_horizontal(pl.all().log()).alias("log"),
        pl.min_horizontal(pl.all()).alias("least"),
        pl.max_horizontal(pl.all()).alias("greatest"),
        pl.concat_list(pl.all()).list.arg_min().alias("cause"),
    )
    cause = pl.Series(names).gather(found["cause"])
    return Improbability(Column(found["log"]), Column(cause), Column(found["least"]), Column(found["greatest"]))


def quartiles(column: Column) -> tuple[float, float] | None:
    """The first and the third quartile of numbers, interpolated; None without any."""
    found = numbers(column)
    ordered = found.series.cast(pl.Float64).drop_nulls().sort() if found.kind is Kind.NUMBER else pl.Series([])
    if not ordered.len():
        return None
    return _at(ordered, 0.25), _at(ordered, 0.75)


def _at(ordered: pl.Series, part: float) -> float:
    """The value at a part of the way; between equal values it is exactly their own, so that nothing lies below it."""
    rank = (ordered.len() - 1) * part
    low, high = float(ordered[math.floor(rank)]), float(ordered[math.ceil(rank)])
    return low + (high - low) * (rank - math.floor(rank))


def tail_probabilities(column: Column) -> Column:
    """NUMBER: how improbable it is to lie as far out as each number does (F4); null for what is no number."""
    found = numbers(column)
    if found.kind is not Kind.NUMBER:
        return Column.nulls(len(column))
    values = found.series.cast(pl.Float64)
    mean, deviation = values.mean(), values.std(ddof=1)
    if not isinstance(mean, float) or not isinstance(deviation, float) or deviation == 0:
        return map_scalars(lambda _: 1.0, found)
    return map_scalars(lambda value: math.erfc(abs(float(value) - mean) / deviation / math.sqrt(2)), found)
