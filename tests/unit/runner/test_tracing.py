"""Finding the command after which an expected row is gone."""

from __future__ import annotations

from collections.abc import Sequence

from harness.assertions.expected import Number, Text
from harness.assertions.rows import ExpectedRow
from harness.backends.contract import StageOutcome
from harness.data import RenderedRow
from harness.diagnostics import SourceText, Span
from harness.runner.tracing import trace_rows


def stage(text: str, rows: Sequence[RenderedRow], **renames: str) -> StageOutcome:
    return StageOutcome(text, len(rows), 0.0, lambda: rows, renames)


def expected(**cells: str | int) -> ExpectedRow:
    rules = {name: Number(value) if isinstance(value, int) else Text(value) for name, value in cells.items()}
    return ExpectedRow(rules, SourceText("t.yml", ""), Span(0, 0))


def test_the_stage_that_drops_the_row_is_named() -> None:
    """The row is there after the first command and gone after the second."""
    stages = [
        stage("makeresults", [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}]),
        stage("where", [{"a": "2", "b": "y"}]),
    ]
    (lost,) = trace_rows([expected(a=1, b="x")], stages)
    assert lost.stage == 0
    assert lost.closest == "a=1  b=x"


def test_names_are_followed_backwards_through_renames() -> None:
    """A row that is expected as `host` is found as `cluster` before the rename."""
    rows: list[RenderedRow] = [{"cluster": "eu"}]
    stages = [stage("mstats", rows), stage("search", []), stage("rename", [], cluster="host")]
    (lost,) = trace_rows([expected(host="eu")], stages)
    assert lost.stage == 0


def test_a_row_that_is_there_is_not_called_lost() -> None:
    """A row that the results hold, if less often than expected, has no evidence against it."""
    assert trace_rows([expected(a=1)], [stage("makeresults", [{"a": "1"}])]) == []


def test_a_row_that_never_was_there_has_no_stage() -> None:
    """Nothing is invented where no command gave such a row."""
    (lost,) = trace_rows([expected(a=1, b="x")], [stage("makeresults", [{"c": "1"}]), stage("eval", [{"c": "1"}])])
    assert lost.stage is None
