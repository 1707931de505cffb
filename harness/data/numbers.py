"""Numbers and their text: when a text is a number, and how a number is printed.

Rules
- N1  A text is a number when it is, from its first character to its last, an optional sign, ASCII digits with at most
  one point among or beside them, and an optional decimal exponent.  No blanks, no separators, no hexadecimal, no
  `inf` or `nan`.  (Spl 7.2 tonumber: the text must parse completely.)
  Undecided: `.5`, `5.`, `+5` and `1e3` as numbers; probes 22 and 26.
- N2  A number too large for a double is not a number.  Undecided.
- N3  Numbers are doubles (Search Reference, eval: 64-bit floating point).  A whole number beyond 2^53 that came as
  text prints as it came until somebody computes with it.  Undecided: probe 58.
- N4  A whole number prints without point; below 1e17 with all its digits, from there in exponent form (`1e+17`),
  since Splunk keeps at most 17 significant digits (eval).  Undecided: where the exponent form begins; probe 22.
- N5  Any other number prints with the fewest digits that give back the same double (`0.3333333333333333`); below
  1e-4 in exponent form (`1e-05`).  Undecided: probe 22.
- N6  Minus zero prints as `0`.  Undecided.
- N7  What is not a number prints `nan`, infinities `inf` and `-inf` (eval).  They are texts from there on: no operation
  takes them as numbers.  Undecided: whether Splunk computes on with them.
- N8  Truth values print `True` and `False` (tostring).
"""

from __future__ import annotations

import math
import re

import polars as pl

from harness.data.column import Column, Kind, Scalar

EXACT_INTEGER = 2**53
"""Whole numbers up to this magnitude are doubles without loss."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_EXPONENT_FROM = 1e17
_REPR_EXPONENT_FROM = 1e16
_SMALLEST_PLAIN = 1e-4


def parse_number(text: str) -> int | float | None:
    """The number that a text is (N1), or None."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def render_number(number: float) -> str:
    """The text of a number (N4 to N7)."""
    if isinstance(number, int):
        return str(int(number))
    if not math.isfinite(number):
        return "nan" if math.isnan(number) else "inf" if number > 0 else "-inf"
    if number.is_integer() and abs(number) < _EXPONENT_FROM:
        return str(int(number))
    return repr(number)


def render_scalar(value: Scalar) -> str:
    """The text of a scalar (N4 to N8)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    return render_number(value)


def numbers(column: Column) -> Column:
    """NUMBER: the numbers that the values are; null where one is not a number.

    Every number in the result is finite and, if whole and stored as integer, exact as a double, so that computing with
    it gives the same on every storage.  A multivalue is a number when its only member is one.
    """
    known = column.numeric_view
    if known is None:
        known = column.lifted(_numeric)
        column.remember_numbers(known)
        if known.kind is Kind.NUMBER:
            known.remember_numbers(known)
    return known


def _numeric(series: pl.Series) -> pl.Series:
    dtype = series.dtype
    if dtype == pl.Int64:
        from harness.data.building import is_exact

        return series if is_exact(series) else series.cast(pl.Float64)
    if dtype == pl.Float64:
        return _finite(series)
    if dtype == pl.String:
        return _finite(series.cast(pl.Float64, strict=False))
    if dtype == pl.List:
        only = series.list.first().set((series.list.len() != 1).fill_null(value=True), None)
        return _finite(only.cast(pl.Float64, strict=False))
    return pl.Series([None], dtype=pl.Float64).new_from_index(0, series.len())


def _finite(series: pl.Series) -> pl.Series:
    if math.isfinite(series.sum()):  # far cheaper than looking at each, and right unless the sum itself overflows
        return series
    finite = series.is_finite()
    return series if finite.all() else series.set(~finite, None)


def is_numeric(column: Column) -> Column:
    """BOOL: whether the value is a number; null where it is null."""
    found = numbers(column).is_not_null()
    if column.operand.null_count() == 0:
        return found
    return Column(found.series.set(column.series.is_null(), None))


def texts(column: Column) -> Column:
    """TEXT: the values as Splunk prints them (N4 to N8); MULTI stays MULTI."""
    if column.kind in (Kind.TEXT, Kind.MULTI):
        return column
    return column.lifted(_text)


def _text(series: pl.Series) -> pl.Series:
    if series.dtype == pl.Float64:
        return render_floats(series)
    if series.dtype == pl.Boolean:
        return series.replace_strict({True: "True", False: "False"}, return_dtype=pl.String)
    return series.cast(pl.String)


def render_floats(series: pl.Series) -> pl.Series:
    """The texts of doubles (N4 to N7), whole series at a time."""
    whole = series.cast(pl.Int64, strict=False)
    magnitude = series.abs()
    is_whole = whole == series
    if is_whole.all() and (magnitude < _EXPONENT_FROM).all():
        return whole.cast(pl.String)
    text = series.cast(pl.String)
    zero = series == 0
    if is_whole.any():
        text = text.str.strip_suffix(".0").set(zero, "0")
    plain = zero | ((magnitude >= _SMALLEST_PLAIN) & (magnitude < _REPR_EXPONENT_FROM))
    if plain.all():
        return text
    rows = (~plain).arg_true()
    return text.scatter(rows, [render_number(value) for value in series.gather(rows).to_list()])
