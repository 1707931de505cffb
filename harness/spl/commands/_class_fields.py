"""How well the numbers of a field tell which class a result is of.

The numbers of each class are taken to be normally distributed.  A number is guessed to be of the class in which it is
least improbable to lie as far out as it does; the guess is right if the result is of that class.

Source: Search Reference, "analyzefields".
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from harness.data import aggregate, count_rows, numbers, render_scalar
from harness.data.rarity import is_numerical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harness.data import Table, Value

_COUNT = "\0count"
Counts = dict[float, int]


def analysis(rows: Table, names: Sequence[str], classfield: str) -> Iterator[dict[str, Value]]:
    """A row for each numerical field."""
    classes = _counted(rows, classfield)
    for name in names:
        if is_numerical(rows.column(name)):
            yield {"field": name, **_figures(rows, name, classfield, sum(classes.values()))}


def _figures(rows: Table, name: str, classfield: str, classified: int) -> dict[str, Value]:
    count = len(rows.column(name)) - rows.column(name).series.null_count()
    by_class = _by_class(rows, name, classfield)
    normals = {label: _normal(found) for label, found in by_class.items()}
    right = {label: _right(label, found, normals) for label, found in by_class.items()}
    sizes = {label: sum(found.values()) for label, found in by_class.items()}
    return {
        "count": count,
        "cocur": sum(sizes.values()) / classified if classified else 0,
        "acc": sum(right.values()) / count,
        "balacc": math.fsum(right[k] / sizes[k] for k in sizes) / len(sizes) if sizes else 0,
    }


def _counted(rows: Table, name: str) -> dict[str, int]:
    found = aggregate(rows, [name], {_COUNT: count_rows()})
    pairs = zip(found.column(name).values(), found.column(_COUNT).values(), strict=True)
    return {_text(value): int(str(count)) for value, count in pairs}


def _by_class(rows: Table, name: str, classfield: str) -> dict[str, Counts]:
    """For each class how often it has each number."""
    table = rows.select([classfield]).with_column("\0number", numbers(rows.column(name)))
    found = aggregate(table, [classfield, "\0number"], {_COUNT: count_rows()})
    columns = (found.column(n).values() for n in (classfield, "\0number", _COUNT))
    classes: dict[str, Counts] = {}
    for label, number, count in zip(*columns, strict=True):
        classes.setdefault(_text(label), {})[float(str(number))] = int(str(count))
    return classes


def _normal(found: Counts) -> tuple[float, float]:
    """Mean and sample deviation of counted numbers."""
    size = sum(found.values())
    mean = sum(number * count / size for number, count in found.items())
    squares = sum((number - mean) * (number - mean) * count for number, count in found.items())
    return mean, math.sqrt(squares / (size - 1)) if size > 1 else 0.0


def _right(label: str, found: Counts, normals: Mapping[str, tuple[float, float]]) -> int:
    """How many numbers of a class are guessed to be of it."""
    return sum(count for number, count in found.items() if _guess(number, normals) == label)


def _guess(number: float, normals: Mapping[str, tuple[float, float]]) -> str:
    return max(sorted(normals), key=lambda label: _probability(number, *normals[label]))


def _probability(number: float, mean: float, deviation: float) -> float:
    if deviation == 0:
        return 1.0 if number == mean else 0.0
    return math.erfc(abs(number - mean) / deviation / math.sqrt(2))


def _text(value: Value) -> str:
    return render_scalar(value) if value is not None and not isinstance(value, list) else ""
