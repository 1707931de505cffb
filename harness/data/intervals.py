"""Stretches on a line of numbers, such as the time from the start of an event to its end.

Rules (Search Reference, concurrency)
- I1  X meets Y if the start of X lies between the start of Y and the start of Y plus the length of Y, both included;
  a stretch meets itself.  Undecided: whether the end of Y is included.
- I2  A row without a number for its start or its length, or with a length below 0, meets nothing and is met by
  nothing.  Undecided.
"""

from __future__ import annotations

import polars as pl

from harness.data.column import Column, Kind
from harness.data.numbers import numbers


def meeting(start: Column, length: Column) -> Column:
    """NUMBER: how many stretches the start of each one meets (I1), null for a row that is none (I2).

    Cost: n log n in the rows.
    """
    starts, lengths = numbers(start), numbers(length)
    if starts.kind is not Kind.NUMBER or lengths.kind is not Kind.NUMBER:
        return Column.nulls(len(start))
    frame = pl.DataFrame({"start": starts.series.cast(pl.Float64), "length": lengths.series.cast(pl.Float64)})
    frame = frame.with_row_index("row")
    kept = frame.drop_nulls().filter(pl.col("length") >= 0).with_columns(end=pl.col("start") + pl.col("length"))
    begun = kept["start"].sort().search_sorted(kept["start"], side="right").cast(pl.Int64)
    over = kept["end"].sort().search_sorted(kept["start"], side="left").cast(pl.Int64)
    found = kept.select("row").with_columns((begun - over).alias("count"))
    return Column(frame.select("row").join(found, on="row", how="left", maintain_order="left")["count"])
