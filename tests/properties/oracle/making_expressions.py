"""Random expressions: eval expressions of each kind, search expressions, and some that make no sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.properties.oracle.expressions import (
    Among,
    And,
    Arithmetic,
    Call,
    Comparison,
    Concatenation,
    EachMember,
    Expression,
    Field,
    Literal,
    Negative,
    Not,
    Number,
    Or,
    Xor,
)
from tests.properties.oracle.making_data import FIELDS, TEXTS, WORDS, text_value
from tests.properties.oracle.matching import AllTest, AnyTest, FieldTest, InTest, NotTest, Test, WordTest

PATTERNS = ("a", "^a", "[0-9]+", "b$", "(?i)A", "x.y", "", "^$", "a|b")
COMPARISONS = ("=", "==", "!=", "<", ">", "<=", ">=")
ONE_TEXT = ("lower", "upper", "trim", "ltrim", "rtrim", "len", "md5", "urldecode", "tostring", "typeof")
ONE_NUMBER = ("abs", "ceiling", "floor", "sqrt", "round", "tonumber")
ONE_MANY = ("mvcount", "mvdedup", "mvsort", "mvreverse")
ASKING = ("isnull", "isnotnull", "isnum", "isint", "isstr", "ismv")


@dataclass(frozen=True, slots=True)
class Expressions:
    """Makes expressions over some fields."""

    rng: Random
    fields: tuple[str, ...] = FIELDS

    def _one(self, *makers: Callable[[int], Expression], depth: int) -> Expression:
        return self.rng.choice(makers)(depth)

    def field(self, _: int = 0) -> Expression:
        """A field, now and then one that is not there."""
        return Field(self.rng.choice(self.fields) if self.rng.random() < 0.95 else "nosuch")

    def literal(self, _: int = 0) -> Expression:
        """A text or a whole number."""
        if self.rng.random() < 0.5:
            return Number(self.rng.choice(("0", "1", "2", "3", "10", "100")))
        return Literal(text_value(self.rng))

    def any_value(self, depth: int = 2) -> Expression:
        """Some value."""
        if depth <= 0:
            return self.field() if self.rng.random() < 0.7 else self.literal()
        kinds = (self.field, self.arithmetic, self.text, self.number, self.many, self.branch, self.literal)
        return self._one(*kinds, depth=depth - 1)

    def argument(self, depth: int) -> Expression:
        """A value that is not a literal, as a literal of the wrong kind is an error before the search runs."""
        return (
            self._one(self.field, self.field, self.arithmetic, self.many, self.branch, depth=depth)
            if depth > 0
            else self.field()
        )

    def arithmetic(self, depth: int) -> Expression:
        """Arithmetic that starts with a field, so that no rule about decimals as written takes part."""
        left = self.field() if depth <= 0 else self._one(self.field, self.arithmetic, self.number, depth=depth - 1)
        if self.rng.random() < 0.1 and not left.is_text:
            return Negative(left)
        right = self.any_value(depth - 1)
        if self.rng.random() < 0.2:
            return Concatenation(left, right)
        if left.is_text or right.is_text:
            return Arithmetic("+", self._beside_text(left), self._beside_text(right))
        return Arithmetic(self.rng.choice("++--**/%"), left, right)

    def _beside_text(self, part: Expression) -> Expression:
        """A text, or a field of which nobody knows what it holds: a number is refused before the search runs."""
        return part if part.is_text or isinstance(part, Field) else self.field()

    def text(self, depth: int) -> Expression:
        """A function of texts."""
        value, choose = self.argument(depth - 1), self.rng.choice
        return choose(
            (
                lambda: Call(choose(ONE_TEXT), (value,)),
                lambda: Call("substr", (value, self._small(), *self._maybe(self._small))),
                lambda: Call("replace", (value, Literal(choose(PATTERNS[:5])), Literal(choose(("", "z", "-", "9"))))),
                lambda: Call(choose(("trim", "ltrim", "rtrim")), (value, Literal(choose(("a", "1a", "x"))))),
                lambda: Call("tostring", (value, Literal(choose(("commas", "duration", "hex"))))),
                lambda: Call("strftime", (Field("_time"), Literal(choose(("%Y-%m-%d", "%H:%M:%S", "%j %a"))))),
                lambda: Call(
                    "printf", (Literal(choose(("%d", "%5.1f", "%s", "<%s", "%-4d", "%+d", "%x"))), self.field())
                ),
                lambda: Call("mvjoin", (value, Literal(choose((",", "", "-"))))),
                lambda: Concatenation(value, self.any_value(depth - 1)),
            )
        )()

    def number(self, depth: int) -> Expression:
        """A function of numbers."""
        value, choose = self.argument(depth - 1), self.rng.choice
        return choose(
            (
                lambda: Call(choose(ONE_NUMBER), (value,)),
                lambda: Call("round", (value, Number(choose("0123")))),
                lambda: Call("relative_time", (Field("_time"), Literal(choose(("-1h", "+30m@m", "@d", "-1d@h"))))),
                lambda: Call("round", (Call(choose(("atan2", "hypot")), (value, self.field())), Number("6"))),
                lambda: Call("pow", (value, Number(choose("0123")))),
                lambda: Call("round", (Call("log", (value, Number("2"))), Number("6"))),
                lambda: Call("round", (Call(choose(("exp", "ln", "log", "sin")), (value,)), Number("6"))),
                lambda: Call(choose(("min", "max")), (value, self.any_value(depth - 1))),
                lambda: Call(choose(("sum", "avg")), (self.field(), self.field())),
                lambda: Call(choose(("bit_and", "bit_or", "bit_xor")), (value, Number(choose("1236")))),
                lambda: Call("tonumber", (self.field(), Number(choose(("2", "8", "16", "36"))))),
                lambda: Call("mvfind", (value, Literal(choose(PATTERNS)))),
            )
        )()

    def many(self, depth: int) -> Expression:
        """A function that gives, or takes, several members."""
        value, choose = self.argument(depth - 1), self.rng.choice
        return choose(
            (
                lambda: Call(choose(ONE_MANY), (value,)),
                lambda: Call("split", (value, Literal(choose((" ", "", ".", "a", ","))))),
                lambda: Call("mvappend", (value, self.any_value(depth - 1))),
                lambda: Call("mvindex", (value, self._small(), *self._maybe(self._small))),
                lambda: Call("mvzip", (value, self.field(), *self._maybe(lambda: Literal("-")))),
                lambda: Call("mvrange", (self._small(), self._small(), *self._maybe(lambda: Number(choose("123"))))),
                lambda: self._each("mvfilter", depth),
                lambda: self._each("mvmap", depth),
            )
        )()

    def _each(self, name: str, depth: int) -> Expression:
        field = self.rng.choice(self.fields)
        inner = Expressions(self.rng, (field,))
        if name == "mvfilter":
            return EachMember(name, field, inner.member_condition(field))
        return EachMember(name, field, inner.arithmetic(depth - 1))

    def member_condition(self, field: str) -> Expression:
        """A condition that reads one field."""
        if self.rng.random() < 0.5:
            return Comparison(self.rng.choice(COMPARISONS), Field(field), self.literal())
        return Call("match", (Field(field), Literal(self.rng.choice(PATTERNS))))

    def branch(self, depth: int) -> Expression:
        """One of several values."""
        first, second, choose = self.any_value(depth - 1), self.any_value(depth - 1), self.rng.choice
        return choose(
            (
                lambda: Call("if", (self.condition(depth - 1), first, second)),
                lambda: Call("case", (self.condition(depth - 1), first, self.condition(depth - 1), second)),
                lambda: Call("validate", (self.condition(depth - 1), first, self.condition(depth - 1), second)),
                lambda: Call("coalesce", (first, second)),
                lambda: Call("nullif", (first, second)),
            )
        )()

    def condition(self, depth: int = 2) -> Expression:
        """A truth value."""
        if depth <= 0 or self.rng.random() < 0.4:
            return self._comparison(depth)
        parts = [self.condition(depth - 1) for _ in range(self.rng.randint(2, 3))]
        return self.rng.choice(
            (
                lambda: Not(parts[0]),
                lambda: And(tuple(parts)),
                lambda: Or(tuple(parts)),
                lambda: Xor(parts[0], parts[1]),
            )
        )()

    def _comparison(self, depth: int) -> Expression:
        value, choose = self.argument(depth - 1), self.rng.choice
        return choose(
            (
                lambda: Comparison(choose(COMPARISONS), value, self.any_value(depth - 1)),
                lambda: Comparison(choose(COMPARISONS), self.field(), self.literal()),
                lambda: Comparison(choose(COMPARISONS), self.field(), self.literal()),
                lambda: Call(choose(ASKING), (value,)),
                lambda: Call("like", (value, Literal(choose(("a%", "%", "_", "%b", "x\\%y", "1_"))))),
                lambda: Call("match", (value, Literal(choose(PATTERNS)))),
                lambda: Call("in", (self.field(), self.literal(), self.literal())),
                lambda: Call("cidrmatch", (Literal(choose(("10.0.0.0/8", "9.9.9.9/32"))), self.field())),
                lambda: Among(self.field(), (self.literal(), self.literal())),
            )
        )()

    def _small(self) -> Expression:
        return self.rng.choice(
            (Number("0"), Number("1"), Number("2"), Number("3"), Negative(Number("1")), Negative(Number("2")))
        )

    def _maybe(self, make: Callable[[], Expression]) -> tuple[Expression, ...]:
        return (make(),) if self.rng.random() < 0.5 else ()

    def test(self, depth: int = 2) -> Test:
        """A search expression."""
        if depth <= 0 or self.rng.random() < 0.4:
            return (
                self._field_test()
                if self.rng.random() < 0.85
                else WordTest(self.rng.choice((*WORDS, "fail*", "*il", "ok*")))
            )
        parts = tuple(self.test(depth - 1) for _ in range(self.rng.randint(2, 3)))
        return self.rng.choice((NotTest(parts[0]), AnyTest(parts), AllTest(parts), AllTest(parts, spoken=True)))

    def _field_test(self) -> Test:
        field = self.rng.choice(self.fields)
        if self.rng.random() < 0.15:
            return InTest(field, tuple(self._searched() for _ in range(self.rng.randint(1, 3))))
        operator = self.rng.choice(("=", "=", "=", "!=", "!=", "<", ">", "<=", ">="))
        return FieldTest(field, operator, self._searched(wild=operator in ("=", "!=")), self.rng.random() < 0.7)

    def _searched(self, wild: bool = True) -> str:
        forms = ("*", "a*", "*b", "*a*", "1*", "10.0.0.0/8", "x*y", "*1*2*")
        if wild and self.rng.random() < 0.3:
            return self.rng.choice(forms)
        found = text_value(self.rng)
        return found if wild or "*" not in found else self.rng.choice(TEXTS[:5])
