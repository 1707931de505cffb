"""Search expressions: how they are written, and which rows they match.

Letter case does not count but in `< > <= >=`; `*` is any run of characters; of several members any one is enough.  A
row without the field matches neither `=` nor `!=`.  OR binds tighter than AND.

Source: Search Reference, search; Search Manual, NOT expressions.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import ClassVar

from tests.properties.oracle.expressions import quoted
from tests.properties.oracle.values import Row, holds, members

_WORD = re.compile(r"[A-Za-z0-9_.*]+")
_OPERATORS = {"and", "or", "not", "in", "as", "by"}


class Test(ABC):
    """A part of a search expression; the higher its `level`, the tighter it binds."""

    level: ClassVar[int] = 9

    @abstractmethod
    def render(self) -> str:
        """The test as SPL."""

    @abstractmethod
    def matches(self, row: Row) -> bool:
        """Whether a row passes."""

    def within(self, level: int) -> str:
        """The test as a part of one of that level, in parentheses where they are needed."""
        text = self.render()
        return text if self.level >= level else f"({text})"


def written(value: str) -> str:
    """A value as `search` has it, in quotes where it is no plain word."""
    return value if _WORD.fullmatch(value) and value.lower() not in _OPERATORS else quoted(value)


@lru_cache(maxsize=1024)
def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, value.lower().split("*"))), re.DOTALL)


def equal(text: str, value: str) -> bool:
    """Whether a text is the value, fits its wildcards or lies in its network."""
    return _pattern(value).fullmatch(text.lower()) is not None or _belongs(text, value)


@lru_cache(maxsize=4096)
def _belongs(text: str, network: str) -> bool:
    if "/" not in network:
        return False
    try:
        return ip_address(text) in ip_network(network, strict=False)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class FieldTest(Test):
    """`field=value` and its kin."""

    field: str
    operator: str
    text: str
    plain: bool = True

    def render(self) -> str:
        return f"{self.field}{self.operator}{written(self.text) if self.plain else quoted(self.text)}"

    def matches(self, row: Row) -> bool:
        return any(self._fits(text) for text in members(row.get(self.field)))

    def _fits(self, text: str) -> bool:
        if self.operator == "=":
            return equal(text, self.text)
        return not equal(text, self.text) if self.operator == "!=" else holds(text, self.operator, self.text)


@dataclass(frozen=True, slots=True)
class InTest(Test):
    """`field IN (a, b)`."""

    field: str
    candidates: tuple[str, ...]

    def render(self) -> str:
        return f"{self.field} IN ({', '.join(map(written, self.candidates))})"

    def matches(self, row: Row) -> bool:
        return any(equal(text, each) for text in members(row.get(self.field)) for each in self.candidates)


@dataclass(frozen=True, slots=True)
class WordTest(Test):
    """A word or a phrase in `_raw`, bounded by what is no letter and no digit."""

    text: str

    def render(self) -> str:
        return written(self.text)

    def matches(self, row: Row) -> bool:
        body = r"\S*".join(map(re.escape, self.text.split("*")))
        return any(re.search(rf"(?i)(?<![^\W_]){body}(?![^\W_])", text) for text in members(row.get("_raw")))


@dataclass(frozen=True, slots=True)
class NotTest(Test):
    """What does not match."""

    operand: Test
    level: ClassVar[int] = 8

    def render(self) -> str:
        return f"NOT {self.operand.within(8)}"

    def matches(self, row: Row) -> bool:
        return not self.operand.matches(row)


@dataclass(frozen=True, slots=True)
class AnyTest(Test):
    """OR, which binds tighter than AND."""

    operands: tuple[Test, ...]
    level: ClassVar[int] = 7

    def render(self) -> str:
        return " OR ".join(each.within(8) for each in self.operands)

    def matches(self, row: Row) -> bool:
        return any(each.matches(row) for each in self.operands)


@dataclass(frozen=True, slots=True)
class AllTest(Test):
    """AND, written or understood between two tests that stand side by side."""

    operands: tuple[Test, ...]
    spoken: bool = False
    level: ClassVar[int] = 6

    def render(self) -> str:
        return (" AND " if self.spoken else " ").join(each.within(7) for each in self.operands)

    def matches(self, row: Row) -> bool:
        return all(each.matches(row) for each in self.operands)
