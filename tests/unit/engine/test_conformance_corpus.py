"""The conformance corpus, where it lies beside the project: every case is answered rightly or refused, never wrongly.

A refusal is an honest one: SPL that the engine does not execute yet (SPL900), or names it does not know yet (a command,
an eval function, a statistical function).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.errors import SplError
from harness.spl.session import run_search
from harness.spl.sources import Sources

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "conformance_sample.jsonl"
REFUSALS = frozenset({"SPL301", "SPL302", "SPL303", "SPL900"})
NOW = 1700100000.0


def _cases() -> list[Any]:
    if not CORPUS.exists():
        reason = "the corpus ../shared/corpus is not there"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason), id="no corpus")]
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", _cases())
def test_a_case_is_answered_rightly_or_refused(case: dict[str, Any]) -> None:
    try:
        results = run_search(case["spl"], now=case.get("now") or NOW, sources=_sources(case))
    except SplError as error:
        codes = {finding.code for finding in error.diagnostics}
        if codes <= REFUSALS:
            pytest.skip(f"not executed yet: {error}")
        raise
    names = case["only_fields"]
    actual = [{n: _normal(row[n]) for n in names if n in row} for row in results.rows]
    expected = [{n: _normal(row[n]) for n in names if n in row} for row in case["expect"]]
    if not case["ordered"]:
        actual, expected = sorted(actual, key=repr), sorted(expected, key=repr)
    assert actual == expected


def _sources(case: dict[str, Any]) -> Sources:
    from harness.store import EventStore, MetricStore

    events, metrics = EventStore(), MetricStore()
    events.add_events([{"index": "main", **event} for event in case.get("events") or []])
    metrics.add_points([{"index": "m", **point} for point in case.get("metrics") or []])
    return Sources(metrics=metrics, events=events)


def _normal(value: Any) -> Any:
    if isinstance(value, list):
        return _normal(value[0]) if len(value) == 1 else [_normal(v) for v in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return ("json", json.dumps(json.loads(value), sort_keys=True))
        except ValueError:
            return value
    return value
