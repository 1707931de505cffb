"""Values of several rows made one multivalue: all of them, or the different ones.

Rules (Search Reference, transaction)
- J1  The different values of some rows, members of multivalues among them, come in code-point order of their texts.
- J2  All values of some rows come in the order of the rows, members in theirs; a text may stand in for a missing value.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from harness.data.column import Column
from harness.data.multivalue import flattened, regrouped
from harness.data.numbers import texts


def collected(column: Column, rows: Sequence[int], owners: Sequence[int], height: int) -> Column:
    """The different values of the rows of each owner (J1); owners are numbered from 0 and stand in ascending order."""
    frame = _members(column, rows, owners).drop_nulls("member").unique().sort("owner", "member")
    return regrouped(frame["owner"], Column(frame["member"]), height)


def collected_in_order(
    column: Column, rows: Sequence[int], owners: Sequence[int], height: int, missing: str | None = None
) -> Column:
    """All values of the rows of each owner (J2); owners are numbered from 0 and stand in ascending order."""
    frame = _members(column, rows, owners)
    if missing is not None:
        frame = frame.with_columns(pl.col("member").fill_null(missing))
    return regrouped(frame["owner"], Column(frame["member"]), height)


def _members(column: Column, rows: Sequence[int], owners: Sequence[int]) -> pl.DataFrame:
    places, members = flattened(column.take(rows))
    owner = pl.Series(owners, dtype=pl.UInt32).gather(places)
    return pl.DataFrame({"owner": owner, "member": texts(members).series.cast(pl.String)})
