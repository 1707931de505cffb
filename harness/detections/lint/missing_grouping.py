"""A field that the risk message names and that a grouping command drops.

`stats` keeps the fields of its BY clause and its results.  What the message, a risk object or a threat object needs
has to be one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import by_fields
from harness.detections.lint import Check
from harness.detections.lint._search import linted
from harness.detections.risk import TOKEN
from harness.diagnostics import Span, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.lint._search import LintedSearch
    from harness.detections.model import Detection
    from harness.diagnostics import Diagnostic

_GROUPING = ("stats", "tstats", "mstats", "chart", "timechart")


class MissingGroupingCheck(Check):
    """Looks for the command that lost a field which the detection's risk needs."""

    codes = ("L009",)
    is_advice = True

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """A warning at the last grouping for each such field."""
        search = linted(detection, content)
        if search is None or detection.risk is None:
            return
        final = search.main.steps[-1].after
        for name in _needed(detection):
            if final.may_have(name) or suggest(name, final.names):
                continue
            step = _loser(search, name)
            if step is not None:
                yield _lost(search, name, step)


def _needed(detection: Detection) -> list[str]:
    risk = detection.risk
    assert risk is not None
    named = [token[1] for token in TOKEN.finditer(risk.message)]
    objects = [*(each.field for each in risk.risk_objects), *(each.field for each in risk.threat_objects)]
    return list(dict.fromkeys([*named, *objects]))


def _loser(search: LintedSearch, name: str) -> Any:
    """The last command behind which the field cannot be there, if it groups and the field may have been there."""
    for step in reversed(search.main.steps):
        if step.command.keyword in _GROUPING:
            is_source = step.command is search.main.first
            return step.command if is_source or step.before.may_have(name) else None
        if step.before.may_have(name):
            return None
    return None


def _lost(search: LintedSearch, name: str, command: Any) -> Diagnostic:
    fields = by_fields(command)
    place = fields[-1].span if fields else Span(command.span.start, command.span.start + len(command.keyword))
    return search.finding(
        "L009",
        f'the risk names "{name}", which this {command.keyword} drops',
        place,
        "the last BY field" if fields else "no BY clause",
        help=f"add {name} to the BY clause, or keep it: values({name}) as {name}",
    )
