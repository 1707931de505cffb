"""What the value of one field tells about another field: changes of entropy.

For each pair of a reference field and a target field, and for each value of the reference field that is frequent
enough, the entropy of the target field among the results with that value is compared with its entropy among all.

Source: Search Reference, "associate".
Undecided: results that lack the target field (here: they count for the support, not for entropies); the order of the
rows; the decimals of the entropies (here: the three that the description has).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from harness.data import Table, aggregate, count_rows, render_scalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.data import Value

_COUNT = "\0count"
Counts = dict[str, int]


@frozen
class AssociationRules:
    """How often a reference value must occur, as a number and as a part of all results, and what it must tell."""

    supcnt: int
    supfreq: float
    improv: float


@frozen
class _Pair:
    """A reference field with the count of each value, a target field, and how often its values occur with these."""

    reference: str
    counts: Counts
    target: str
    overall: Counts
    by_value: dict[str, Counts]


def associations(rows: Table, names: Sequence[str], rules: AssociationRules) -> Iterator[dict[str, Value]]:
    """A row for each value of a field that tells something about another field."""
    counts = {name: _counts(rows, name) for name in names}
    for reference in names:
        for target in names:
            if target != reference:
                joint = _joint(rows, reference, target)
                pair = _Pair(reference, counts[reference], target, counts[target], joint)
                yield from _told(pair, rows.height, rules)


def _told(pair: _Pair, height: int, rules: AssociationRules) -> Iterator[dict[str, Value]]:
    before = _entropy(pair.overall)
    for value, count in pair.counts.items():
        found = pair.by_value.get(value)
        if found is None or count < rules.supcnt or count < rules.supfreq * height:
            continue
        after = _entropy(found)
        if before - after >= rules.improv:
            yield _row(pair, value, (before, after), count / height)


def _row(pair: _Pair, value: str, entropies: tuple[float, float], support: float) -> dict[str, Value]:
    before, after = (f"{entropy:.3f}" for entropy in entropies)
    return {
        "Reference_Key": pair.reference,
        "Reference_Value": value,
        "Target_Key": pair.target,
        "Top_Conditional_Value": _top(pair, value),
        "Unconditional_Entropy": before,
        "Conditional_Entropy": after,
        "Entropy_Improvement": f"{entropies[0] - entropies[1]:.3f}",
        "Description": (
            f"When '{pair.reference}' has the value '{value}', the entropy of '{pair.target}' decreases "
            f"from {before} to {after}."
        ),
        "Support": support,
    }


def _top(pair: _Pair, value: str) -> str:
    """The most frequent target value with a reference value, and its part of all results and of those with it."""
    found = pair.by_value[value]
    top = max(found, key=lambda name: found[name])
    overall, conditional = (counts[top] * 100 / sum(counts.values()) for counts in (pair.overall, found))
    return f"{top} ({overall:.2f}% -> {conditional:.2f}%)"


def _counts(rows: Table, name: str) -> Counts:
    found = aggregate(rows, [name], {_COUNT: count_rows()})
    pairs = zip(found.column(name).values(), found.column(_COUNT).values(), strict=True)
    return {_text(value): int(str(count)) for value, count in pairs}


def _joint(rows: Table, reference: str, target: str) -> dict[str, Counts]:
    found = aggregate(rows, [reference, target], {_COUNT: count_rows()})
    joint: dict[str, Counts] = {}
    for value, other, count in zip(*(found.column(n).values() for n in (reference, target, _COUNT)), strict=True):
        joint.setdefault(_text(value), {})[_text(other)] = int(str(count))
    return joint


def _text(value: Value) -> str:
    return render_scalar(value) if value is not None and not isinstance(value, list) else ""


def _entropy(counts: Counts) -> float:
    """Shannon's entropy in bits."""
    whole = sum(counts.values())
    return -math.fsum(n / whole * math.log2(n / whole) for n in counts.values()) + 0.0
