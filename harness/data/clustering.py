"""Texts that are alike, and numbers that lie close to each other.

Rules (Search Reference, cluster and kmeans)
- T1  A text is taken apart into terms at its delimiters: every character but `0-9A-Za-z_` unless others are given.
- T2  Two texts are alike by the part of their terms that they share: for `termlist` those in the same place of both, of
  the longer list; for `termset` those that both have, of all that either has; for `ngramset` the same with all
  substrings of three characters in place of terms.  Undecided: the measure; the page speaks of a vector.
- T3  A text joins the group whose first text it is most alike, if at least by the threshold, and else begins a group.
  Undecided.
- M1  k-means: each point belongs to the nearest centre, each centre is the mean of its points; both are computed in
  turn until no point changes its centre or no centre moves farther than the tolerance.
- M2  The first centres are a point and then, again and again, the point that lies farthest from all centres so far.
  Of several starts, at points that stand evenly apart in their order, the one with the least sum of distances counts.
  Undecided: Splunk starts from random centres, so groups that are not well apart may come out otherwise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from harness.frozen import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points: TypeAlias = NDArray[np.float64]

TextMatch: TypeAlias = Literal["termlist", "termset", "ngramset"]
DistanceKind: TypeAlias = Literal["sqeuclidean", "cityblock", "cosine"]

_TERM = re.compile(r"[0-9A-Za-z_]+")
_NGRAM = 3
_HUGE = 1e100


@frozen
class Likeness:
    """How texts are compared (T1, T2), and how alike those of one group are."""

    match: TextMatch = "termlist"
    threshold: float = 0.8
    delimiters: str | None = None

    def parts(self, text: str) -> Sequence[Hashable]:
        """What a text is compared by: its terms in order, or the set of its parts in a fixed order."""
        if self.match == "ngramset":
            grams = [text[i : i + _NGRAM] for i in range(max(1, len(text) - _NGRAM + 1))]
            return list(dict.fromkeys(grams))
        terms = _TERM.findall(text) if self.delimiters is None else _split(text, self.delimiters)
        return terms if self.match == "termlist" else list(dict.fromkeys(terms))

    def of(self, one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
        """How alike two texts are by their parts, from 0 to 1."""
        if not one and not other:
            return 1.0
        if self.match == "termlist":
            return sum(a == b for a, b in zip(one, other, strict=False)) / max(len(one), len(other))
        common = len(set(one) & set(other))
        return common / (len(one) + len(other) - common)


def _split(text: str, delimiters: str) -> list[str]:
    return [term for term in re.split(f"[{re.escape(delimiters)}]", text) if term] if delimiters else [text]


def grouped_texts(texts: Sequence[str], likeness: Likeness, check: Callable[[], None]) -> list[int]:
    """The number of the group of each text, from 0 in the order of their first texts (T3).

    Cost: different texts times groups.
    """
    firsts: list[Sequence[Hashable]] = []
    known: dict[Sequence[Hashable], int] = {}
    found: list[int] = []
    for text in texts:
        check()
        parts = likeness.parts(text)
        key = tuple(parts)
        if key not in known:
            known[key] = _nearest_group(parts, firsts, likeness)
            if known[key] == len(firsts):
                firsts.append(parts)
        found.append(known[key])
    return found


def _nearest_group(parts: Sequence[Hashable], firsts: Sequence[Sequence[Hashable]], likeness: Likeness) -> int:
    """The group that these parts belong to; the number of groups for a new one."""
    best, best_at = likeness.threshold, len(firsts)
    for number, first in enumerate(firsts):
        if min(len(first), len(parts)) < best * max(len(first), len(parts)):
            continue  # they cannot share enough
        alike = likeness.of(parts, first)
        if alike > best or (alike == best and best_at == len(firsts)):
            best, best_at = alike, number
    return best_at


@frozen
class Partition:
    """Points in groups: the number of each point's group, and the centres."""

    groups: list[int]
    centres: list[list[float]]


@frozen
class KMeans:
    """How points are put into groups (M1, M2)."""

    groups: int
    starts: int = 10
    steps: int = 10_000
    tolerance: float = 0.0
    distance: DistanceKind = "sqeuclidean"


def partition(points: Sequence[Sequence[float]], how: KMeans, check: Callable[[], None]) -> Partition:
    """The best grouping of points; groups are numbered from 0 by the order of their first points."""
    import numpy as np

    unit = _unit(points)
    how = replace(how, tolerance=how.tolerance / unit)
    matrix = np.asarray(points, dtype=np.float64) / unit
    count = len(points)
    starts = sorted({number * count // how.starts for number in range(how.starts)})
    best: tuple[float, NDArray[np.int64], Points] | None = None
    for start in starts:
        check()
        found = _settled(matrix, _first_centres(matrix, start, how), how)
        if best is None or found[0] < best[0]:
            best = found
    assert best is not None, "there is a point to start from"
    order = list(dict.fromkeys([*best[1].tolist(), *range(how.groups)]))
    rank = {group: place for place, group in enumerate(order)}
    centres = best[2] * unit
    return Partition([rank[group] for group in best[1].tolist()], [centres[group].tolist() for group in order])


def _unit(points: Sequence[Sequence[float]]) -> float:
    """A power of two that keeps the squares of huge numbers finite; 1 for others, whose digits must not change."""
    greatest = max((abs(value) for point in points for value in point), default=0.0)
    return 2.0 ** (math.frexp(greatest)[1] - 1) if greatest > _HUGE else 1.0


def _first_centres(points: Points, start: int, how: KMeans) -> Points:
    import numpy as np

    chosen = [start]
    nearest = _distances(points, points[[start]], how)[:, 0]
    while len(chosen) < how.groups:
        chosen.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, _distances(points, points[[chosen[-1]]], how)[:, 0])
    return points[chosen]


def _settled(points: Points, centres: Points, how: KMeans) -> tuple[float, NDArray[np.int64], Points]:
    """The sum of distances, the groups and the centres that are reached from some centres."""
    import numpy as np

    groups = np.argmin(_distances(points, centres, how), axis=1)
    for _ in range(how.steps):
        moved = np.stack(
            [points[groups == g].mean(axis=0) if (groups == g).any() else c for g, c in enumerate(centres)]
        )
        shift = float(np.abs(moved - centres).max())
        centres = moved
        distances = _distances(points, centres, how)
        new = np.argmin(distances, axis=1)
        if (new == groups).all() or shift <= how.tolerance:
            groups = new
            break
        groups = new
    return float(_distances(points, centres, how).min(axis=1).sum()), groups, centres


def _distances(points: Points, centres: Points, how: KMeans) -> Points:
    """The distance of each point from each centre."""
    import numpy as np

    if how.distance == "cosine":
        lengths = np.linalg.norm(points, axis=1)[:, None] * np.linalg.norm(centres, axis=1)[None, :]
        cosines: Points = np.divide(points @ centres.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return 1 - cosines
    parts = [points - centre for centre in centres]
    sums = [np.abs(part).sum(axis=1) if how.distance == "cityblock" else (part * part).sum(axis=1) for part in parts]
    return np.stack(sums, axis=1)
