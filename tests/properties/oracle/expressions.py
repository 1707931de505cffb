"""Eval expressions: how they are written, and what they give for one row.

Truth values follow three-valued logic: None is "not known".

Source: Search Reference, eval and where.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import fmod
from typing import ClassVar, TypeAlias

from tests.properties.oracle.functions import CONDITIONS, FUNCTIONS, extreme
from tests.properties.oracle.values import Row, Value, compared, gathered, members, numeric, put, shown, single

Outcome: TypeAlias = "Value | bool"

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS = {"and", "or", "not", "xor", "like", "in", "as", "by", "true", "false"}


def quoted(text: str) -> str:
    """A text as a literal of SPL."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def named(field: str) -> str:
    """A field as an eval expression names it."""
    return field if _PLAIN.fullmatch(field) and field.lower() not in _WORDS else f"'{field}'"


class Expression(ABC):
    """A part of an eval expression; the higher its `level`, the tighter it binds."""

    level: ClassVar[int] = 9

    @abstractmethod
    def render(self) -> str:
        """The expression as SPL."""

    @abstractmethod
    def value(self, row: Row) -> Outcome:
        """What it gives for a row."""

    @property
    def is_text(self) -> bool:
        """Whether its writing says that it is a text."""
        return False

    @property
    def is_condition(self) -> bool:
        """Whether it gives a truth value."""
        return self.level < 5

    def truth(self, row: Row) -> bool | None:
        """What it gives where a condition stands."""
        found = self.value(row)
        return found if isinstance(found, bool) else None

    def within(self, level: int) -> str:
        """The expression as a part of one of that level, in parentheses where they are needed."""
        text = self.render()
        return text if self.level >= level else f"({text})"


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A text."""

    text: str

    def render(self) -> str:
        return quoted(self.text)

    def value(self, row: Row) -> Outcome:
        return self.text

    @property
    def is_text(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number as it is written."""

    text: str

    def render(self) -> str:
        return self.text

    def value(self, row: Row) -> Outcome:
        return shown(float(self.text))


@dataclass(frozen=True, slots=True)
class Field(Expression):
    """The value of a field."""

    name: str

    def render(self) -> str:
        return named(self.name)

    def value(self, row: Row) -> Outcome:
        return row.get(self.name)


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """`+ - * / %` between two values."""

    operator: str
    left: Expression
    right: Expression

    @property
    def own_level(self) -> int:
        """The level of its operator."""
        return 6 if self.operator in "+-" else 7

    def render(self) -> str:
        return f"{self.left.within(self.own_level)}{self.operator}{self.right.within(self.own_level + 1)}"

    def within(self, level: int) -> str:
        text = self.render()
        return text if self.own_level >= level else f"({text})"

    @property
    def is_text(self) -> bool:
        return self.operator == "+" and (self.left.is_text or self.right.is_text)

    def value(self, row: Row) -> Outcome:
        left, right = _as_value(self.left.value(row)), _as_value(self.right.value(row))
        if self.is_text:
            return concatenated(left, right)
        first, second = numeric(left), numeric(right)
        if first is not None and second is not None:
            return calculated(first, self.operator, second)
        if self.operator == "+" and first is None and second is None:
            return _added_texts(left, right)
        return None


_NO_NUMBERS = frozenset({"nan", "inf", "-inf"})


def _added_texts(left: Value, right: Value) -> Value:
    if any(text in _NO_NUMBERS for text in (*members(left), *members(right))):
        return None
    return concatenated(left, right)


def calculated(first: float, operator: str, second: float) -> str | None:
    """Arithmetic of doubles; nothing where one divides by zero."""
    if operator in "/%" and second == 0:
        return None
    if operator == "%":
        return shown(fmod(first, second))
    if operator == "/":
        return shown(first / second)
    return shown({"+": first + second, "-": first - second, "*": first * second}[operator])


def concatenated(left: Value, right: Value) -> str | None:
    """Two texts joined; nothing where one of them is nothing or several."""
    first, second = single(left), single(right)
    return None if first is None or second is None else first + second


def _as_value(found: Outcome) -> Value:
    return None if isinstance(found, bool) else found


@dataclass(frozen=True, slots=True)
class Concatenation(Expression):
    """Two texts joined by a point."""

    left: Expression
    right: Expression
    level: ClassVar[int] = 5

    def render(self) -> str:
        return f"{_joined_part(self.left)} . {_joined_part(self.right)}"

    @property
    def is_text(self) -> bool:
        return True

    def value(self, row: Row) -> Outcome:
        return concatenated(_as_value(self.left.value(row)), _as_value(self.right.value(row)))


def _joined_part(part: Expression) -> str:
    """No page says how the point binds beside plus and times: their sums stand in parentheses."""
    return part.within(9) if isinstance(part, Arithmetic | Negative) else part.within(6)


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """A number with its sign turned round."""

    operand: Expression
    level: ClassVar[int] = 8

    def render(self) -> str:
        return f"-{self.operand.within(9)}"

    def value(self, row: Row) -> Outcome:
        found = numeric(_as_value(self.operand.value(row)))
        return None if found is None else shown(-found)


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """`= == != < > <= >=`."""

    operator: str
    left: Expression
    right: Expression
    level: ClassVar[int] = 4

    def render(self) -> str:
        return f"{self.left.within(5)} {self.operator} {self.right.within(5)}"

    def value(self, row: Row) -> Outcome:
        return compared(_as_value(self.left.value(row)), self.operator, _as_value(self.right.value(row)))


@dataclass(frozen=True, slots=True)
class Among(Expression):
    """`x IN (a, b)`: any of them is equal."""

    operand: Expression
    candidates: tuple[Expression, ...]
    level: ClassVar[int] = 4

    def render(self) -> str:
        return f"{self.operand.within(5)} IN ({', '.join(each.render() for each in self.candidates)})"

    def value(self, row: Row) -> Outcome:
        operand = _as_value(self.operand.value(row))
        return either(compared(operand, "=", _as_value(each.value(row))) for each in self.candidates)


def either(truths: object) -> bool | None:
    """OR of truth values of which some may not be known."""
    found = list(truths)  # type: ignore[call-overload]
    return True if True in found else None if None in found else False


def both(truths: object) -> bool | None:
    """AND of truth values of which some may not be known."""
    found = list(truths)  # type: ignore[call-overload]
    return False if False in found else None if None in found else True


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite; of what is not known, that is not known either."""

    operand: Expression
    level: ClassVar[int] = 3

    def render(self) -> str:
        return f"NOT {self.operand.within(3)}"

    def value(self, row: Row) -> Outcome:
        found = self.operand.truth(row)
        return None if found is None else not found


@dataclass(frozen=True, slots=True)
class And(Expression):
    """All of them."""

    operands: tuple[Expression, ...]
    level: ClassVar[int] = 2

    def render(self) -> str:
        return " AND ".join(each.within(3) for each in self.operands)

    def value(self, row: Row) -> Outcome:
        return both(each.truth(row) for each in self.operands)


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """Any of them."""

    operands: tuple[Expression, ...]
    level: ClassVar[int] = 1

    def render(self) -> str:
        return " OR ".join(each.within(2) for each in self.operands)

    def value(self, row: Row) -> Outcome:
        return either(each.truth(row) for each in self.operands)


@dataclass(frozen=True, slots=True)
class Xor(Expression):
    """One of two, not both."""

    left: Expression
    right: Expression
    level: ClassVar[int] = 0

    def render(self) -> str:
        return f"{self.left.within(1)} XOR {self.right.within(1)}"

    def value(self, row: Row) -> Outcome:
        left, right = self.left.truth(row), self.right.truth(row)
        return None if left is None or right is None else left != right


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of values and conditions."""

    name: str
    arguments: tuple[Expression, ...] = ()

    @property
    def is_condition(self) -> bool:
        return self.name in CONDITIONS

    def render(self) -> str:
        return f"{self.name}({', '.join(each.render() for each in self.arguments)})"

    def value(self, row: Row) -> Outcome:
        found = [each.value(row) for each in self.arguments]
        if self.name in ("max", "min"):
            literal = [isinstance(each, Literal) for each in self.arguments]
            return extreme(self.name, list(zip(map(_as_value, found), literal, strict=True)))
        return FUNCTIONS[self.name](*found)


@dataclass(frozen=True, slots=True)
class EachMember(Expression):
    """`mvmap` and `mvfilter`: an expression over every member of a field in turn."""

    name: str
    field: str
    body: Expression

    def render(self) -> str:
        first = f"{named(self.field)}, " if self.name == "mvmap" else ""
        return f"{self.name}({first}{self.body.render()})"

    def value(self, row: Row) -> Outcome:
        each = members(row.get(self.field))
        if self.name == "mvfilter":
            return gathered(member for member in each if self.body.truth(put(row, self.field, member)) is True)
        results = [_as_value(self.body.value(put(row, self.field, member))) for member in each]
        return gathered(text for result in results for text in members(result))
