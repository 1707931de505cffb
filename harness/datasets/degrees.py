"""How many others each workload of a random graph talks to, and whom: drawn with whole numbers only.

Few workloads of a real cluster talk to many others and most to few, and some (databases, queues, logging) are talked
to by many; so the number of edges follows a declared distribution, and popular destinations may be preferred.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Literal

from harness.datasets.hashing import pick
from harness.frozen import frozen

Distribution = Literal["power_law", "geometric", "uniform"]
DISTRIBUTIONS: tuple[Distribution, ...] = ("power_law", "geometric", "uniform")
ONE = 10**12


@frozen
class Degrees:
    """From `least` to `most` edges a workload.

    `power_law`: a number n is as likely as n to the power of minus `exponent`; `geometric`: each number half as likely
    as the one before; `uniform`: all of them alike.  `prefer_popular`: a few workloads are most of the destinations.
    """

    distribution: Distribution = "power_law"
    least: int = 1
    most: int = 20
    exponent: int = 2
    prefer_popular: bool = True


def draw_degree(degrees: Degrees, key: int, number: int) -> int:
    """How many others the `number`-th workload talks to."""
    sums = list(accumulate(_weight(degrees, degree) for degree in range(degrees.least, degrees.most + 1)))
    return degrees.least + bisect_right(sums, pick(key, number, sums[-1]))


def _weight(degrees: Degrees, degree: int) -> int:
    if degrees.distribution == "power_law":
        return ONE // max(1, degree) ** degrees.exponent or 1
    if degrees.distribution == "geometric":
        return ONE >> min(degree - degrees.least, 39)
    return 1


def draw_popular(key: int, number: int, size: int, each: int) -> list[int]:
    """`each` different numbers below `size` that are not `number`, small ones far more often."""
    found: dict[int, None] = {}
    counter = 0
    wanted = min(each, size - 1)
    while len(found) < wanted:
        drawn = pick(key, counter, size)
        other = drawn * drawn // size if counter < 20 * wanted else drawn
        counter += 1
        if other != number:
            found[other] = None
    return list(found)
