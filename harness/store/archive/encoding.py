"""The points of a block as columns that become small: differences of times, and of values where that is shorter.

A block holds points in the order of series and time.  Regular times have the same difference from point to point, and
counters small ones; Parquet keeps few different whole numbers in a few bits each.

Invariants
- What is decoded is what was encoded, to the last bit.
- The first row of a block holds time and value themselves, so that a block is decoded without any other.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from harness.store.archive.files import parquet_bytes
from harness.store.archive.manifest import Encoding
from harness.store.chunks import SERIES, TIME, VALUE

MOST_DECIMALS = 6
_EXACT = 2.0**53


def decimals_of(values: pl.Series) -> int | None:
    """The least number of decimals with which doubles are whole numbers, exactly; None where they are not."""
    is_negative_zero = (values == 0.0) & (1.0 / values < 0)
    if is_negative_zero.any():
        return None
    for decimals in range(MOST_DECIMALS + 1):
        scaled = (values * 10.0**decimals).round()
        if (scaled.abs() < _EXACT).all() and (scaled / 10.0**decimals == values).all():
            return decimals
    return None


def best_encoding(values: pl.Series, sample: pl.Series) -> Encoding:
    """How to store values; `sample` are some of them in the order of a block."""
    decimals = decimals_of(values)
    if decimals is None:
        return Encoding()
    plain, delta = Encoding(decimals), Encoding(decimals, is_delta=True)
    return min(plain, delta, key=lambda encoding: _size(_encoded_values(sample, encoding)))


def _size(column: pl.Series) -> int:
    return len(parquet_bytes(pl.DataFrame([column.shrink_dtype()]), column.len() or 1))


def encoded(block: pl.DataFrame, encoding: Encoding) -> pl.DataFrame:
    """The columns that are stored for the points of a block."""
    times = (block.get_column(TIME) * 1000).round().cast(pl.Int64)
    return pl.DataFrame(
        [_differences(times), _encoded_values(block.get_column(VALUE), encoding), block.get_column(SERIES)]
    )


def shrunk(blocks: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The columns of all blocks, in the smallest types that hold them."""
    whole = pl.concat(blocks, rechunk=True)
    return whole.with_columns(
        column.shrink_dtype() for column in whole.get_columns() if column.dtype in (pl.Int64, pl.UInt32)
    )


def _encoded_values(values: pl.Series, encoding: Encoding) -> pl.Series:
    if encoding.decimals is None:
        return values
    whole = (values * 10.0**encoding.decimals).round().cast(pl.Int64)
    return _differences(whole) if encoding.is_delta else whole


def _differences(values: pl.Series) -> pl.Series:
    return values.diff().fill_null(values.first()) if values.len() else values


def decoded(stored: pl.DataFrame, encoding: Encoding, block: int) -> pl.DataFrame:
    """The points of whole blocks, as `encoded` took them."""
    columns = [_decoded_times(), _decoded_values(encoding), pl.col(SERIES).cast(pl.UInt32)]
    blocks = [part.lazy().select(columns) for part in stored.iter_slices(block)]
    return pl.concat(pl.collect_all(blocks, engine="in-memory"))


def _decoded_times() -> pl.Expr:
    return pl.col(TIME).cast(pl.Int64).cum_sum().cast(pl.Float64) / 1000.0


def _decoded_values(encoding: Encoding) -> pl.Expr:
    if encoding.decimals is None:
        return pl.col(VALUE)
    whole = pl.col(VALUE).cast(pl.Int64)
    values = (whole.cum_sum() if encoding.is_delta else whole).cast(pl.Float64)
    return values / 10.0**encoding.decimals if encoding.decimals else values
