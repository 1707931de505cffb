"""What `join` and `selfjoin` share: two tables of paired rows made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import coalesce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table


def merged(left: Table, right: Table, keys: Sequence[str], *, overwrite: bool) -> Table:
    """The rows of both tables side by side; of a field that both have, one value stays.

    With `overwrite` it is the right one, else the left one; the other one where that is null.
    """
    result = left
    for name, theirs in right.columns.items():
        if name in keys:
            continue
        if name in left:
            ours = left.column(name)
            theirs = coalesce([theirs, ours] if overwrite else [ours, theirs])
        result = result.with_column(name, theirs)
    return result
