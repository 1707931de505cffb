"""`contains`: these rows are among the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.reading import check_names, read_names, read_rows
from harness.assertions.rows import ExpectedRow, RowMatch, match_rows
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen


@frozen
class ContainsExpectation(Expectation):
    """Each of these rows comes back; a row names only the fields that matter, and other rows may come back too."""

    keyword = "contains"
    options = ("key",)

    rows: tuple[ExpectedRow, ...]
    node: YamlNode
    key: Sequence[str] = ()

    @classmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:
        """See `Expectation.read`."""
        rows = read_rows(node, cls.keyword, reader)
        if rows is None:
            return None
        check_names(options.get("key"), "key", rows, reader)
        return cls(rows, node, read_names(options.get("key"), "key", reader))

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        match = match_rows(self.rows, observation.rows, closed=False, key=self.key)
        lacking = len(match.missing) + len(match.differing)
        if not lacking:
            return None
        shown = RowMatch(match.missing, (), match.differing)
        summary = f"{lacking} of {len(self.rows)} expected rows are not among the {len(observation.rows)} results"
        return Failure(self.keyword, summary, self.node.source, self.node.span, shown)

    def expected_rows(self) -> Sequence[ExpectedRow]:
        """See `Expectation.expected_rows`."""
        return self.rows
