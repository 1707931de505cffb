"""Improbable results, as `anomalydetection method=histogram` finds them.

The probability of a result is the product of the frequencies of its values.  It is an anomaly if the logarithm of that
lies below a threshold: the first quartile of all logarithms minus 1.5 times the distance of the quartiles, or the
logarithm of `pthresh` where that is given.

Source: Search Reference, "anomalydetection"; for action=annotate the dashboard of Splunk's Machine Learning Toolkit for
categorical outliers, which tells anomalies by `probable_cause != ""` after it.
Undecided: how `cutoff=true`, the default, lowers the threshold to find fewer anomalies; it is not lowered here.
Whether results that are no anomalies get the four fields with action=annotate (here: not; the page can be read either
way).  Whether a result right at the threshold is an anomaly (here: not).  Whether `thresh` of action=summary is a
logarithm like the other figures (here: it is).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from harness.data import Column, Table, choose, compare
from harness.data.rarity import improbability, quartiles

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 1.5


def improbable(rows: Table, names: Sequence[str], pthresh: float | None, action: str) -> Table:
    """The improbable rows, all rows with those annotated, or one row of figures, as `action` says."""
    if not rows.height or not names:
        return rows if action == "annotate" else Table({})
    found = improbability({name: rows.column(name) for name in names})
    threshold = _threshold(found.log_probability, pthresh)
    below = compare(found.log_probability, "<", Column.constant(threshold, rows.height))
    if action == "summary":
        return _summary(found.log_probability, below, threshold)
    annotations = {
        "log_event_prob": found.log_probability,
        "probable_cause": found.cause,
        "probable_cause_freq": found.least,
        "max_freq": found.greatest,
    }
    nothing = Column.nulls(rows.height)
    annotated = rows.with_columns({name: choose([below], [new], nothing) for name, new in annotations.items()})
    return annotated if action == "annotate" else annotated.filter(below)


def _threshold(logarithms: Column, pthresh: float | None) -> float:
    if pthresh is not None:
        return math.log(pthresh) if pthresh > 0 else -math.inf
    first, third = quartiles(logarithms) or (0.0, 0.0)
    return first - _REACH * (third - first)


def _summary(logarithms: Column, below: Column, threshold: float) -> Table:
    values = [float(value) for value in logarithms.values() if isinstance(value, (int, float))]
    first, third = quartiles(logarithms) or (0.0, 0.0)
    figures = {
        "num_anomalies": sum(1 for value in below.values() if value is True),
        "thresh": threshold,
        "max_logprob": max(values),
        "min_logprob": min(values),
        "1st_quartile": first,
        "3rd_quartile": third,
    }
    return Table({name: Column.of([value]) for name, value in figures.items()}, 1)
