"""Values that are anomalous in their field, as `anomalousvalue` and `anomalydetection method=zscore` find them.

A field that has enough values is tested in one of two ways: a numerical one for numbers that lie far from the mean,
any other one for rare texts.  A field with too many or too few anomalous values is left out.

Source: Search Reference, "anomalousvalue".
Undecided: what the scores are (here: the probability that is compared with `pthresh`); whether numerical fields are
tested for rare values too (here: not); what minnormfreq compares, since its name and its text say different things
(here: the text: the part of anomalous values); the table of `action=summary` beyond its column names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column, Table, aggregate, compare, count_true, deviation, distinct_count, mean, numbers, or_
from harness.data.rarity import is_numerical, tail_probabilities, text_frequencies
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Value

SUMMARY = [
    "fieldname",
    "count",
    "distinct_count",
    "mean",
    "catAnoFreq%",
    "catNormFreq%",
    "numAnoFreq%",
    "stdev",
    "supportFreq%",
    "useCat",
    "useNum",
    "isNum",
]
"""The columns of the table that `action=summary` gives."""


@frozen
class AnomalyRules:
    """Which values are anomalous, and which fields are looked at."""

    pthresh: float = 0.01
    maxanofreq: float = 0.05
    minnormfreq: float = 0.01
    minsupcount: int = 100
    minsupfreq: float = 0.05


@frozen
class _Tested:
    """One field and what was found in it."""

    name: str
    numerical: bool
    count: int
    scores: Column
    anomalous: Column
    hits: int

    @property
    def part(self) -> float:
        """The part of the field's values that is anomalous."""
        return self.hits / max(1, self.count)

    def is_used(self, rules: AnomalyRules, height: int) -> bool:
        """Whether the field has enough values, and neither too many nor too few anomalous ones."""
        supported = self.count >= rules.minsupcount and self.count >= rules.minsupfreq * height
        return supported and rules.minnormfreq <= self.part <= rules.maxanofreq


def annotated(rows: Table, names: Sequence[str], rules: AnomalyRules) -> tuple[Table, Column]:
    """The rows with the scores of their anomalous values, and BOOL: which rows have any."""
    hits = [Column.constant(False, rows.height)]
    for field in (_tested(name, rows.column(name), rules) for name in names):
        if field.is_used(rules, rows.height):
            kind = "Num" if field.numerical else "Cat"
            rows = rows.with_column(f"Anomaly_Score_{kind}({field.name})", _kept(field.scores, field.anomalous))
            hits.append(field.anomalous)
    return rows, or_(*hits)


def summarized(rows: Table, names: Sequence[str], rules: AnomalyRules) -> Table:
    """One row for each field: how many values it has, how they are spread, and how many are anomalous."""
    found = [_summary(_tested(name, rows.column(name), rules), rows, rules) for name in names]
    return Table({name: Column.of(row.get(name) for row in found) for name in SUMMARY}, len(found))


def _tested(name: str, column: Column, rules: AnomalyRules) -> _Tested:
    numerical = is_numerical(column)
    scores = tail_probabilities(column) if numerical else text_frequencies(column)
    below = compare(scores, "<", Column.constant(rules.pthresh, len(column)))
    anomalous = or_(below, Column.constant(False, len(column)))
    present = column.is_not_null()
    counts = aggregate(Table({}, len(column)), [], {"all": count_true(present), "hits": count_true(anomalous)})
    count, hits = (int(str(counts.column(name).values()[0])) for name in ("all", "hits"))
    return _Tested(name, numerical, count, scores, anomalous, hits)


def _kept(column: Column, mask: Column) -> Column:
    from harness.data import choose

    return choose([mask], [column], Column.nulls(len(column)))


def _summary(field: _Tested, rows: Table, rules: AnomalyRules) -> dict[str, Value]:
    column = rows.column(field.name)
    how = {"distinct": distinct_count(column), "mean": mean(numbers(column)), "stdev": deviation(numbers(column))}
    spread = aggregate(Table({}, len(column)), [], how)
    used = field.is_used(rules, rows.height)
    parts: dict[str, Value] = {"numAnoFreq%": _percent(field.part)}
    if not field.numerical:
        parts = {"catAnoFreq%": _percent(field.part), "catNormFreq%": _percent(1 - field.part)}
    figures = {name: spread.column(name).values()[0] for name in ("mean", "stdev")} if field.numerical else {}
    return {
        "fieldname": field.name,
        "count": field.count,
        "distinct_count": spread.column("distinct").values()[0],
        "supportFreq%": _percent(field.count / max(1, rows.height)),
        "useCat": _yes(used and not field.numerical),
        "useNum": _yes(used and field.numerical),
        "isNum": _yes(field.numerical),
        **figures,
        **parts,
    }


def _percent(part: float) -> str:
    return f"{part * 100:.2f}"


def _yes(value: bool) -> str:
    return "YES" if value else "NO"
