"""`count`: so many results come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.rows import RowMatch
from harness.diagnostics.yaml_text import YamlMapping, YamlNode
from harness.frozen import frozen

SHOWN_AT_MOST = 5


@frozen
class CountExpectation(Expectation):
    """The number of results: `count: 3`, or `count: {min: 1, max: 5}` with one or both bounds."""

    keyword = "count"

    least: int
    most: int | None
    node: YamlNode

    @classmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:  # noqa: ARG003
        """See `Expectation.read`."""
        bounds = _bounds(node)
        if bounds is None:
            reader.complain(
                "EXP113",
                '"count" is a number of results, 0 or more',
                node,
                label="not a count",
                way_out="write count: 3, or count: {min: 1, max: 5}",
            )
            return None
        return cls(*bounds, node)

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        found = len(observation.rows)
        if found >= self.least and (self.most is None or found <= self.most):
            return None
        summary = f"expected {self._wanted()}, and {found} came back"
        rows = RowMatch(unexpected=tuple(observation.rows[:SHOWN_AT_MOST]))
        return Failure(self.keyword, summary, self.node.source, self.node.span, rows)

    def _wanted(self) -> str:
        if self.most is None:
            return f"at least {self.least} results"
        if self.least == self.most:
            return f"{self.least} results"
        return f"{self.least} to {self.most} results"


def _bounds(node: YamlNode) -> tuple[int, int | None] | None:
    value = node.to_python()
    if _is_count(value):
        return value, value
    if not isinstance(node, YamlMapping) or not node.items or not set(node.items) <= {"min", "max"}:
        return None
    least, most = value.get("min", 0), value.get("max")
    if not _is_count(least) or not (most is None or (_is_count(most) and most >= least)):
        return None
    return least, most


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
