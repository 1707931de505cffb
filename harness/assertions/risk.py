"""`risk`: exactly these risk events are created."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.reading import read_rows
from harness.assertions.results import count_of
from harness.assertions.rows import ExpectedRow, match_rows
from harness.data import RenderedRow
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen


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
        return None if rows is None else cls(rows, node)

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        events = [_as_row(event) for event in observation.risk_events]
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


def _as_row(event: Mapping[str, object]) -> RenderedRow:
    row: RenderedRow = {}
    for name, value in event.items():
        if isinstance(value, list):
            row[name] = [str(member) for member in value]
        elif value is not None:
            row[name] = str(value)
    return row
