"""How points arrive: some of them twice, some of them late, after points that are younger.

Which ones is hashed from seed, series and time like values are, so that it depends on nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.hashing import fractions, key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from harness.datasets.traffic import Imperfections


def arrivals(
    seed: int, metric: str, flaws: Imperfections, times: NDArray[np.int64], ids: NDArray[np.uint32]
) -> NDArray[np.intp] | None:
    """The numbers of the points in the order of each series' arrival; None where that is the order of time."""
    import numpy as np

    if not flaws.late and not flaws.duplicates:
        return None
    order = np.arange(len(times), dtype=np.intp)
    if flaws.duplicates:
        order = order.repeat(1 + (_drawn(seed, "duplicate", metric, ids, times) < flaws.duplicates))
    arrived = times[order]
    if flaws.late:
        late = _drawn(seed, "late", metric, ids, times)[order] < flaws.late
        delay = _drawn(seed, "delay", metric, ids, times)[order] * flaws.late_by_ms
        arrived = arrived + np.where(late, np.floor(delay).astype(np.int64), 0)
    return order[np.lexsort((arrived, ids[order]))]


def _drawn(
    seed: int, purpose: str, metric: str, ids: NDArray[np.uint32], times: NDArray[np.int64]
) -> NDArray[np.float64]:
    import numpy as np

    key = np.uint64(key_of(seed, purpose, metric))
    return fractions(key ^ (ids.astype(np.uint64) << np.uint64(32)), times)
