"""Sums of doubles that lose nothing: the same whatever the order, and whatever was summed before.

The idea: a double is a whole number of tiny units, so it can be cut into limbs, whole numbers below 2**32 that count
units of 2**(32 x place).  Limbs are summed as integers, by place; sums of parts are summed again without loss.  Only at
the end the whole is rounded, once.

Invariants
- A limb column is Int64 and named `prefix` + place.  A place that no value needs has no column; that means 0.
- Cutting is exact: scaling by a power of two and taking away leading digits round nothing.
- `carried` keeps limbs so small that a sum of 2**30 of them fits.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

BITS = 32
LOWEST, HIGHEST = -8, 8
"""The places that there are: units of 2**-256 up to 2**256."""
LARGEST = 2.0**120
"""The largest value that is summed; its square has a place too."""
SMALLEST_SQUARED = 2.0**-75
"""The smallest value with a fraction that is squared: the square of its last digit still has a place."""
_SPLITTER = 2.0**27 + 1
_SQUARED_EXACTLY = 2.0**26
_ROOM = 2**62
_EXACT = 2**53


def limbs(values: pl.Series, prefix: str) -> list[pl.Series] | None:
    """The limbs of finite doubles, or of integers that are doubles too.

    None where one is too large, or has digits below the lowest place.
    """
    most = _magnitude(values)
    if most == 0.0:
        return [pl.Series(f"{prefix}0", [0], dtype=pl.Int64).new_from_index(0, values.len())]
    if values.dtype == pl.Int64 and most < 2.0**BITS:
        return [values.alias(f"{prefix}0")]
    return None if most >= LARGEST else _limbs(values.cast(pl.Float64), most, prefix)


def _limbs(values: pl.Series, most: float, prefix: str) -> list[pl.Series] | None:
    found, rest = _cut(values, most, prefix)
    return None if _is_left(rest) else found


def square_limbs(values: pl.Series, prefix: str) -> list[pl.Series] | None:
    """The limbs of the squares, which are exact too: a square is the sum of three products of half as many digits."""
    most = _magnitude(values)
    if most >= LARGEST:
        return None
    x = values.cast(pl.Float64)
    if most < _SQUARED_EXACTLY and (x.floor() == x).all():
        return limbs(x * x, prefix)
    if _least_magnitude(x) < SMALLEST_SQUARED:
        return None
    scaled = x * _SPLITTER
    high = scaled - (scaled - x)
    low = x - high
    parts = [_limbs(x, _magnitude(x), prefix) for x in (high * high, high * low * 2.0, low * low)]
    return None if None in parts else _added([part for part in parts if part is not None])


def _magnitude(values: pl.Series) -> float:
    most, least = values.max(), values.min()
    if not isinstance(most, (int, float)) or not isinstance(least, (int, float)):
        return 0.0
    return float(max(most, -least))


def _least_magnitude(values: pl.Series) -> float:
    """The least magnitude of a value that is not zero."""
    least = values.abs().filter(values != 0).min()
    return least if isinstance(least, float) else LARGEST


def _cut(values: pl.Series, most: float, prefix: str) -> tuple[list[pl.Series], pl.Series]:
    """The limbs from the first place that a value reaches down to the last one, and what is left below that."""
    place = HIGHEST
    while place > LOWEST and 2.0 ** (BITS * place) > most:
        place -= 1
    found: list[pl.Series] = []
    while True:
        unit = 2.0 ** (BITS * place)
        whole = (values / unit).cast(pl.Int64)
        found.append(whole.alias(f"{prefix}{place}"))
        values = values - whole.cast(pl.Float64) * unit
        if place == LOWEST or not _is_left(values):
            return found, values
        place -= 1


def _is_left(values: pl.Series) -> bool:
    return bool((values != 0).any())


def _added(parts: Sequence[Sequence[pl.Series]]) -> list[pl.Series]:
    total: dict[str, pl.Series] = {}
    for part in parts:
        for column in part:
            known = total.get(column.name)
            total[column.name] = column if known is None else known + column
    return list(total.values())


def limb_names(frame: pl.DataFrame, prefix: str) -> list[str]:
    """The limb columns of a frame."""
    return [f"{prefix}{place}" for place in range(LOWEST, HIGHEST + 2) if f"{prefix}{place}" in frame.columns]


def carried(frame: pl.DataFrame, prefix: str, rows: int) -> pl.DataFrame:
    """The same sums in limbs of which `rows` can be added."""
    for place in range(LOWEST, HIGHEST + 1):
        name, above = f"{prefix}{place}", f"{prefix}{place + 1}"
        if name not in frame.columns or _magnitude(frame.get_column(name)) * max(rows, 1) < _ROOM:
            continue
        carry = pl.col(name).floordiv(2**BITS)
        higher = carry + pl.col(above) if above in frame.columns else carry
        frame = frame.with_columns((pl.col(name) - carry * 2**BITS).alias(name), higher.alias(above))
    return frame


def whole_sums(frame: pl.DataFrame, prefix: str) -> pl.Series | None:
    """The sums as integers that doubles hold, or None where one is not."""
    names = limb_names(frame, prefix)
    if not names:
        return pl.Series([0], dtype=pl.Int64).new_from_index(0, frame.height)
    if names != [f"{prefix}0"]:
        return None
    column = frame.get_column(names[0])
    return column if _magnitude(column) <= _EXACT else None


def unit_sums(frame: pl.DataFrame, prefix: str) -> list[int]:
    """Each sum as a number of units of `UNIT`."""
    totals = [0] * frame.height
    for place in range(LOWEST, HIGHEST + 2):
        if f"{prefix}{place}" in frame.columns:
            shift = BITS * (place - LOWEST)
            column = frame.get_column(f"{prefix}{place}").to_list()
            totals = [total + (limb << shift) for total, limb in zip(totals, column, strict=True)]
    return totals


UNIT = 1 << (-BITS * LOWEST)
"""So many units are 1."""
