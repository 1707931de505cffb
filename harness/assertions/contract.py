"""What a kind of expectation is.

An expectation is one key below `expect:` of a test.  Each kind is one file of this folder, found by discovery; its
class reads the YAML and checks an observation.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from inspect import isabstract
from typing import Any, ClassVar, Self

from harness.assertions.rows import ExpectedRow, RowMatch
from harness.data import RenderedRow
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.yaml_text import YamlNode
from harness.frozen import frozen


@frozen
class Observation:
    """What a search gave back: its rows, their fields, and the risk events that its deployment would create."""

    rows: Sequence[RenderedRow]
    fields: Sequence[str]
    risk_events: Sequence[Mapping[str, Any]] = ()


@frozen
class Failure:
    """One expectation that does not hold: a sentence, and the rows that show it."""

    keyword: str
    summary: str
    source: SourceText
    span: Span
    rows: RowMatch = field(default_factory=RowMatch)


@dataclass(slots=True)
class Reader:
    """Collects what is wrong with the YAML of expectations while they are read."""

    problems: list[Diagnostic] = field(default_factory=list)

    def complain(self, code: str, message: str, node: YamlNode, *, label: str = "", way_out: str | None = None) -> None:
        """Adds a diagnostic at a node."""
        self.problems.append(Diagnostic(code, message, node.source, node.span, label, way_out))


class Expectation(ABC):
    """One kind of expectation."""

    keyword: ClassVar[str]
    for_integration_only: ClassVar[bool] = False
    options: ClassVar[tuple[str, ...]] = ()
    """The keys beside it that it reads."""

    @classmethod
    @abstractmethod
    def read(cls, node: YamlNode, options: Mapping[str, YamlNode], reader: Reader) -> Self | None:
        """Reads the value of the keyword; `options` are the other keys of `expect:`.

        Output: None where the YAML is wrong; `reader` then holds why.
        """

    @abstractmethod
    def check(self, observation: Observation) -> Failure | None:
        """The failure, or None if the expectation holds."""

    def expected_rows(self) -> Sequence[ExpectedRow]:
        """The rows that must be among the results of the search, for tracing where they got lost."""
        return ()

    def named_fields(self) -> Iterator[tuple[str, SourceText, Span]]:
        """The fields of results that the expectation names, and where."""
        for row in self.expected_rows():
            for name in row.cells:
                yield name, row.source, row.places.get(name, row.span)


@cache
def expectation_kinds() -> Mapping[str, type[Expectation]]:
    """Every kind of expectation by its keyword."""
    package = importlib.import_module("harness.assertions")
    found: dict[str, type[Expectation]] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"harness.assertions.{info.name}")
        for value in vars(module).values():
            if _is_kind(value) and value.__module__ == module.__name__:
                found[value.keyword] = value
    return found


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Expectation) and not isabstract(value)
