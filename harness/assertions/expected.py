"""One expected value, and the rule by which a value of a result satisfies it.

A result's value is a text, a list of texts (multivalue) or absent (null).  An expected value is written in YAML:

    tcp.packets_count: 360                  a number: the same number, however it is written
    host: prod-eu                           a text: the very same text
    current: ["True", "false"]              a list: these members in this order
    seen: null                              absent
    ratio: {near: 2.5, within: 0.01}        a number at most `within` away
    message: {matches: "^new edge"}         a regular expression that occurs in the text
    sid: {any: true}                        anything but absent
"""

from __future__ import annotations

import math
import re
from typing import Protocol, TypeAlias

from harness.frozen import frozen

WHOLE = re.compile(r"-?\d{1,4000}")
Actual: TypeAlias = str | list[str] | None
"""A value of a result as Splunk prints it."""


class ExpectedValue(Protocol):
    """A rule for one value."""

    def accepts(self, actual: Actual) -> bool:
        """Whether `actual` satisfies the rule."""
        ...

    def render(self) -> str:
        """The rule as a reader of a failure wants to see it."""
        ...


def as_number(text: str) -> float | None:
    """The number that a text spells, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def canonical(actual: Actual) -> object:
    """A hashable form in which two values are equal if and only if a plain expected value accepts both."""
    if isinstance(actual, list):
        return canonical(actual[0]) if len(actual) == 1 else tuple(actual)
    return actual


@frozen
class Text:
    """Exactly this text."""

    text: str

    def accepts(self, actual: Actual) -> bool:
        """A multivalue of one member is its member."""
        return canonical(actual) == self.text

    def render(self) -> str:
        """The text."""
        return self.text


@frozen
class Number:
    """This number, or one at most `within` away from it; whole numbers are compared digit by digit."""

    number: int | float
    within: float = 0.0

    def accepts(self, actual: Actual) -> bool:
        """Text that is no number is refused."""
        plain = canonical(actual)
        if not isinstance(plain, str):
            return False
        if isinstance(self.number, int) and not self.within and WHOLE.fullmatch(plain):
            return int(plain) == self.number
        found = as_number(plain)
        return found is not None and abs(found - self.number) <= self.within

    def render(self) -> str:
        """The number, and its tolerance if there is one."""
        text = str(self.number) if isinstance(self.number, int) else f"{self.number:.15g}"
        return f"{text} ± {self.within:g}" if self.within else text


@frozen
class Members:
    """These members in this order."""

    members: tuple[str, ...]

    def accepts(self, actual: Actual) -> bool:
        """A single value is a list of one."""
        found = actual if isinstance(actual, list) else [actual]
        return list(self.members) == found

    def render(self) -> str:
        """The members in brackets."""
        return "[" + ", ".join(self.members) + "]"


@frozen
class Matching:
    """A text in which a regular expression occurs."""

    pattern: re.Pattern[str]

    def accepts(self, actual: Actual) -> bool:
        """One member of a multivalue is enough."""
        found = actual if isinstance(actual, list) else [actual]
        return any(value is not None and self.pattern.search(value) for value in found)

    def render(self) -> str:
        """The pattern between slashes."""
        return f"/{self.pattern.pattern}/"


@frozen
class Anything:
    """Any value at all."""

    def accepts(self, actual: Actual) -> bool:
        """Only null is refused."""
        return actual is not None

    def render(self) -> str:
        """A word for it."""
        return "(any value)"


@frozen
class Absent:
    """No value."""

    def accepts(self, actual: Actual) -> bool:
        """Only null is accepted."""
        return actual is None

    def render(self) -> str:
        """A word for it."""
        return "(absent)"
