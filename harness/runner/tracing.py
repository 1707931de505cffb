"""Where an expected row got lost: the first command after which no result resembles it any more.

The idea: for every stage, how many cells of the expected row does the most similar result have?  That number rises
while the search computes fields and falls where the row is dropped.  Names are followed backwards through renames, so
that `host` is looked for as `k8s.cluster.name` before `rename k8s.cluster.name as host`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.assertions.expected import Absent, ExpectedValue
from harness.assertions.rows import ExpectedRow
from harness.assertions.verdict import LostRow
from harness.backends.contract import StageOutcome
from harness.data import RenderedRow

TRACED_AT_MOST = 5
"""Rows whose way is shown; more would bury the reader."""


def trace_rows(missing: Sequence[ExpectedRow], stages: Sequence[StageOutcome]) -> list[LostRow]:
    """The stage where each of the first few missing rows got lost."""
    if not stages:
        return []
    names = _names_by_stage(stages)
    traced = [_trace_row(row, stages, names) for row in missing[:TRACED_AT_MOST]]
    return [lost for lost in traced if lost is not None]


def _trace_row(row: ExpectedRow, stages: Sequence[StageOutcome], names: Sequence[Mapping[str, str]]) -> LostRow | None:
    """None for a row that the results do hold, if less often or with other fields than expected."""
    wanted = {name: value for name, value in row.cells.items() if not isinstance(value, Absent)}
    best = [_closest(wanted, stage.rows(), back) for stage, back in zip(stages, names, strict=True)]
    if best[-1][0] == len(wanted):
        return None
    enough = max(1, (len(wanted) + 1) // 2)
    last = None
    for number in range(len(stages) - 1):
        if best[number][0] >= enough and best[number + 1][0] < best[number][0]:
            last = number
    shown = best[-1][1] if last is None else best[last][1]
    return LostRow(row.render(), last, "  ".join(f"{k}={_text(v)}" for k, v in shown.items()))


def _closest(
    wanted: Mapping[str, ExpectedValue], rows: Sequence[RenderedRow], back: Mapping[str, str]
) -> tuple[int, RenderedRow]:
    most, closest = 0, RenderedRow()
    for row in rows:
        agreed = sum(rule.accepts(row.get(back.get(name, name))) for name, rule in wanted.items())
        if agreed > most:
            most, closest = agreed, row
    return most, closest


def _names_by_stage(stages: Sequence[StageOutcome]) -> list[dict[str, str]]:
    """For each stage: what a field of the final results was called there."""
    back: dict[str, str] = {}
    found: list[dict[str, str]] = []
    for stage in reversed(stages):
        found.append(dict(back))
        for old, new in stage.renames.items():
            final = next((name for name, then in back.items() if then == new), new)
            back[final] = old
    return found[::-1]


def _text(value: str | list[str]) -> str:
    return "[" + ", ".join(value) + "]" if isinstance(value, list) else value
