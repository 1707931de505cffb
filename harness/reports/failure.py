"""A verdict that is not good, explained in plain text: what differs, where the rows got lost, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.assertions.contract import Failure
from harness.assertions.rows import ExpectedRow, RowDifference
from harness.assertions.verdict import Evidence, Verdict
from harness.data import RenderedRow
from harness.diagnostics import locate, render_text

ROWS_SHOWN = 10
CELL_WIDTH = 60


def explain_verdict(verdict: Verdict, *, color: bool = False) -> str:
    """Everything a reader needs to mend a test that did not pass; empty for one that did."""
    if verdict.is_good:
        return ""
    parts = [_place(verdict)]
    if verdict.diagnostics:
        parts.append(render_text(verdict.diagnostics, color=color).rstrip())
    parts.extend(verdict.notes)
    parts.extend("\n".join(_failure_lines(failure)) for failure in verdict.failures)
    evidence = verdict.explain()
    parts.append("\n".join(_evidence_lines(evidence)))
    return "\n\n".join(part for part in parts if part)


def explain_cause(verdict: Verdict) -> str:
    """What kept a test from running, without which test it was; empty for a test that ran."""
    return render_text(verdict.diagnostics, color=False) if verdict.status == "error" else ""


def _place(verdict: Verdict) -> str:
    place = locate(verdict.test.source, verdict.test.span)
    line = f"{place.source.name}:{place.position.line}"
    return f"{line}: {verdict.test.type} test of {verdict.test.detection_path}" if verdict.test.detection else ""


def _failure_lines(failure: Failure) -> Iterator[str]:
    line = locate(failure.source, failure.span).position.line
    yield f"{failure.keyword} (line {line}): {failure.summary}"
    yield from _rows("missing", "-", [row.render() for row in failure.rows.missing])
    yield from _rows("unexpected", "+", [render_row(row) for row in failure.rows.unexpected])
    if failure.rows.differing:
        yield "  differing:"
        for difference in failure.rows.differing[:ROWS_SHOWN]:
            yield from _difference_lines(difference)
        yield from _more(len(failure.rows.differing))


def _rows(title: str, sign: str, rows: Sequence[str]) -> Iterator[str]:
    if not rows:
        return
    yield f"  {title}:"
    yield from (f"    {sign} {row}" for row in rows[:ROWS_SHOWN])
    yield from _more(len(rows))


def _more(count: int) -> Iterator[str]:
    if count > ROWS_SHOWN:
        yield f"    … and {count - ROWS_SHOWN} more"


def _difference_lines(difference: RowDifference) -> Iterator[str]:
    agreed = {n: v for n, v in difference.expected.cells.items() if n not in difference.fields}
    same = ExpectedRow(agreed, difference.expected.source, difference.expected.span)
    yield f"    ~ {same.render() or '(no cell agrees)'}"
    for name in difference.fields:
        rule = difference.expected.cells.get(name)
        wanted = rule.render() if rule is not None else "(no such field)"
        yield f"        {name}: expected {wanted}, found {render_value(difference.actual.get(name))}"


def _evidence_lines(evidence: Evidence) -> Iterator[str]:
    if not evidence.stages:
        return
    yield "results after each command:"
    lost_after = {lost.stage + 1 for lost in evidence.lost if lost.stage is not None}
    for number, stage in enumerate(evidence.stages):
        mark = "  <- expected rows got lost here" if number in lost_after else ""
        yield f"  {stage.count:>7}  {_shorten(stage.text, 90)}{mark}"
    for lost in evidence.lost:
        if lost.stage is None:
            closest = f"; the closest result: {lost.closest}" if lost.closest else ""
            yield f"no command gave a result like  {lost.row}{closest}"
        else:
            gone = _shorten(evidence.stages[lost.stage + 1].text, 60)
            yield f"the row  {lost.row}  was there until `{gone}`, as:  {lost.closest}"
    for message in evidence.messages:
        yield f"message: {message}"


def render_row(row: RenderedRow) -> str:
    """`field=value` pairs of one result."""
    return "  ".join(f"{name}={render_value(value)}" for name, value in row.items())


def render_value(value: str | list[str] | None) -> str:
    """One value of a result, cut where it is very long."""
    if value is None:
        return "(absent)"
    text = "[" + ", ".join(value) + "]" if isinstance(value, list) else value
    return _shorten(text, CELL_WIDTH)


def _shorten(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
