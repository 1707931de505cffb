"""`results`: exactly these rows come back, and `results: []`: the detection stays silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from harness.assertions.contract import Expectation, Failure, Observation, Reader
from harness.assertions.reading import check_names, read_flag, read_names, read_rows
from harness.assertions.rows import ExpectedRow, match_rows
from harness.diagnostics import Diagnostic
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen


@frozen
class ResultsExpectation(Expectation):
    """Exactly these rows, with exactly these fields.

    Options beside it: `ordered: true` (the order counts too), `fields: [..]` (only these fields are compared),
    `key: [..]` (which fields identify a row, for the difference that a failure shows).
    """

    keyword = "results"
    options = ("ordered", "fields", "key")

    rows: tuple[ExpectedRow, ...]
    node: YamlNode
    ordered: bool = False
    only: Sequence[str] = ()
    key: Sequence[str] = ()

    @classmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:
        """See `Expectation.read`."""
        rows = read_rows(node, cls.keyword, reader)
        if rows is None:
            return None
        only = read_names(options.get("fields"), "fields", reader)
        key = read_names(options.get("key"), "key", reader)
        for name in ("fields", "key"):
            check_names(options.get(name), name, rows, reader)
        _check_cells(rows, only, reader)
        return cls(rows, node, read_flag(options.get("ordered"), "ordered", reader), only, key)

    def check(self, observation: Observation) -> Failure | None:
        """See `Expectation.check`."""
        actual = observation.rows
        if self.only:
            actual = [{name: row[name] for name in self.only if name in row} for row in actual]
        match = match_rows(self.rows, actual, closed=True, ordered=self.ordered, key=self.key)
        if match.is_perfect:
            return None
        return Failure(self.keyword, self._summary(len(actual)), self.node.source, self.node.span, match)

    def expected_rows(self) -> Sequence[ExpectedRow]:
        """See `Expectation.expected_rows`."""
        return self.rows

    def _summary(self, found: int) -> str:
        if not self.rows:
            return f"expected the detection to stay silent, and it fired with {count_of(found, 'result')}"
        if not found:
            return f"expected {count_of(len(self.rows), 'result')}, and the detection stayed silent"
        return f"expected exactly {count_of(len(self.rows), 'result')}, and {found} came back that do not all agree"


def _check_cells(rows: Sequence[ExpectedRow], only: Sequence[str], reader: Reader) -> None:
    """Complains of cells that `fields` keeps from being compared."""
    for row in rows if only else ():
        for name in row.cells:
            if name not in only:
                span = row.places.get(name, row.span)
                help_text = "name it in fields: as well, or leave it out of the rows"
                message = f'the row expects "{name}", which is not among the fields that are compared'
                reader.problems.append(Diagnostic("EXP120", message, row.source, span, "", help_text))


def count_of(number: int, noun: str) -> str:
    """`1 result`, `2 results`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
