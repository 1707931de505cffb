"""`risk`: exactly these risk events are created."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.reading import read_rows
from harness.assertions.results import count_of
from harness.assertions.rows import ExpectedRow, match_rows
from harness.data import RenderedRow
from harness.diagnostics import Diagnostic, SourceText, Span, suggest
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen

FIELDS = ("risk_object", "risk_object_type", "risk_score", "risk_message", "threat_object", "threat_object_type")
"""The fields that make an event a risk event."""


@frozen
class RiskExpectation(Expectation):
    """Exactly these risk events; each names the fields that matter (`risk_object`, `risk_score`, `risk_message` ..)."""

    keyword = "risk"
    for_integration_only = True

    rows: tuple[ExpectedRow, ...]
    node: YamlNode

    @classmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:  # noqa: ARG003
        """See `Expectation.read`."""
        rows = read_rows(node, cls.keyword, reader)
        for row in rows or ():
            _complain_of_misspellings(row, reader)
        return None if rows is None else cls(rows, node)

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        shown = {*FIELDS, *(name for row in self.rows for name in row.cells)}
        events = [_as_row(event, shown) for event in observation.risk_events]
        match = match_rows(self.rows, events, closed=False)
        if match.is_perfect:
            return None
        summary = (
            f"expected {count_of(len(self.rows), 'risk event')}, and the deployment would create {len(events)}"
            if len(self.rows) != len(events)
            else f"the {count_of(len(events), 'risk event')} that the deployment would create are not the expected ones"
        )
        return Failure(self.keyword, summary, self.node.source, self.node.span, match)

    def named_fields(self) -> Iterator[tuple[str, SourceText, Span]]:
        """None: fields of risk events are not fields of results."""
        return iter(())


def _complain_of_misspellings(row: ExpectedRow, reader: Reader) -> None:
    """A risk event also carries the fields of its result, so that only a name close to one of its own is refused."""
    for name in row.cells:
        near = None if name in FIELDS else suggest(name, FIELDS)
        if near is not None:
            span = row.places.get(name, row.span)
            found = Diagnostic(
                "EXP114", f'no field of a risk event is named "{name}"', row.source, span, "", f'did you mean "{near}"?'
            )
            reader.problems.append(found)


def _as_row(event: Mapping[str, object], names: Collection[str]) -> RenderedRow:
    row: RenderedRow = {}
    for name, value in event.items():
        if name not in names:
            continue
        if isinstance(value, list):
            row[name] = [str(member) for member in value]
        elif value is not None:
            row[name] = str(value)
    return row
