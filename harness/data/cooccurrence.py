"""Fields that are there together: in how many rows each pair of them has a value.

Rules (Search Reference, correlate)
- J1  Two fields occur together in a row if both have a value in it; the empty text is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.data.column import Column


def together(columns: Sequence[Column]) -> list[list[int]]:
    """For each pair of columns the number of rows in which both have a value (J1).

    Cost: the rows times the square of the columns, as one product of matrices.
    """
    import numpy as np

    if not columns:
        return []
    there = np.stack([column.is_not_null().series.to_numpy() for column in columns]).astype(np.float64)
    return [[round(count) for count in row] for row in (there @ there.T).tolist()]
