"""`excludes`: no result looks like one of these rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.reading import read_rows
from harness.assertions.results import count_of
from harness.assertions.rows import ExpectedRow, RowMatch
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen


@frozen
class ExcludesExpectation(Expectation):
    """No result satisfies any of these rows; a row names only the fields that matter."""

    keyword = "excludes"

    rows: tuple[ExpectedRow, ...]
    node: YamlNode

    @classmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:  # noqa: ARG003
        """See `Expectation.read`."""
        rows = read_rows(node, cls.keyword, reader)
        return None if rows is None else cls(rows, node)

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        found = tuple(row for row in observation.rows if any(banned.accepts(row) for banned in self.rows))
        if not found:
            return None
        summary = f"{count_of(len(found), 'result')} came back that must not"
        return Failure(self.keyword, summary, self.node.source, self.node.span, RowMatch(unexpected=found))

    def named_fields(self) -> Iterator[tuple[str, SourceText, Span]]:
        """See `Expectation.named_fields`."""
        for row in self.rows:
            for name in row.cells:
                yield name, row.source, row.places.get(name, row.span)
