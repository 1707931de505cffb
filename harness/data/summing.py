"""How the sum of a group is formed so that no number is lost in it.

Rules
- Y1  Whole numbers are summed as integers only where every sum of them is exact both as an integer and as a double.
- Y2  A number that follows a far larger one counts in every window in which that one is not.  Over windows of values
  with gaps Polars (2.1) takes the sum of the window before and loses it; zeros in the gaps keep it from that.
"""

from __future__ import annotations

import polars as pl

from harness.data.building import ends
from harness.data.numbers import EXACT_INTEGER


def has_exact_sums(integers: pl.Series) -> bool:
    """Whether every sum of some of these is a whole number that a double holds (Y1)."""
    least, most = ends(integers)
    return max(-least, most) * integers.len() <= EXACT_INTEGER


def has_gaps(values: pl.Series) -> bool:
    """Whether these are doubles of which some are missing (Y2)."""
    return values.dtype == pl.Float64 and values.null_count() > 0


def group_sum(values: pl.Series, expression: pl.Expr) -> pl.Expr:
    """The sum of an expression over `values`, 0 without any (Y2)."""
    return expression.fill_null(0.0).sum() if has_gaps(values) else expression.sum()
