"""The directives of `printf`, C's in all that the reference describes.

Undecided: a negative number as %u, %o or %x (its 64-bit two's complement here).
"""

from __future__ import annotations

from dataclasses import replace
from re import compile as plain
from typing import TYPE_CHECKING

from harness.data import parse_number
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.data import Value

_DIRECTIVE = plain(r"%(?P<flags>[-+ 0#']*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?(?P<kind>[A-Za-z%]?)")
_ALIASES = {"i": "d", "u": "d", "z": "s", "p": "X"}
_KNOWN = frozenset("aAcdiuoxXpeEfFgGsz%")
_WHOLE, _REAL = frozenset("doxX"), frozenset("eEfFgGaA")
_WORD = 2**64
_WIDEST = 100_000


class NotPrintable(Exception):  # noqa: N818
    """A directive has no value, or one of the wrong type."""


@frozen
class Directive:
    """One directive of a format; `width` and `precision` may still be `*`."""

    text: str
    flags: str
    width: str
    precision: str | None
    kind: str

    @property
    def is_known(self) -> bool:
        """Whether printf has this directive."""
        return self.kind in _KNOWN and bool(self.kind)


def directives(pattern: str) -> Iterator[Directive]:
    """The directives of a format, left to right."""
    for match in _DIRECTIVE.finditer(pattern):
        yield Directive(match[0], match["flags"], match["width"] or "", match["precision"], match["kind"])


def printed(pattern: Value, *values: Value) -> str | None:
    """The format with its directives filled in, or None where that cannot be."""
    if not isinstance(pattern, str):
        return None
    rest = iter(values)
    filled: list[str] = []
    end = 0
    try:
        for match, directive in zip(_DIRECTIVE.finditer(pattern), directives(pattern), strict=True):
            filled += [pattern[end : match.start()], _filled(directive, rest)]
            end = match.end()
    except NotPrintable:
        return None
    return "".join([*filled, pattern[end:]])


def _filled(directive: Directive, values: Iterator[Value]) -> str:
    if not directive.is_known:
        raise NotPrintable
    if directive.kind == "%":
        return "%"
    if directive.width == "*":
        width = _whole(_next(values))
        directive = replace(directive, width=str(abs(width)), flags=directive.flags + "-" * (width < 0))
    if directive.precision == "*":
        precision = _whole(_next(values))
        directive = replace(directive, precision=str(precision) if precision >= 0 else None)
    if max(int(directive.width or 0), int(directive.precision or 0)) > _WIDEST:
        raise NotPrintable
    return _padded(directive, _body(directive, _next(values)))


def _next(values: Iterator[Value]) -> Value:
    try:
        return next(values)
    except StopIteration:
        raise NotPrintable from None


def _number(value: Value) -> int | float:
    number = parse_number(value) if isinstance(value, str) else None
    if number is None:
        raise NotPrintable
    return number


def _whole(value: Value) -> int:
    return int(_number(value))


def _body(directive: Directive, value: Value) -> str:
    """The value in the directive's form, before it is padded to the width."""
    kind = _ALIASES.get(directive.kind, directive.kind)
    if kind == "s":
        text = "Null" if value is None else " ".join(value) if isinstance(value, list) else str(value)
        return text if directive.precision is None else text[: int(directive.precision or 0)]
    if kind == "c":
        return _character(value)
    if kind in _WHOLE:
        return _signed(directive, _digits(directive, kind, _whole(value)))
    return _signed(directive, _real(directive, kind, float(_number(value))))


def _character(value: Value) -> str:
    number = parse_number(value) if isinstance(value, str) else None
    if number is None:
        return str(value)[:1] if isinstance(value, str) else ""
    if not 0 <= number < 0x110000:
        raise NotPrintable
    return chr(int(number))


def _digits(directive: Directive, kind: str, number: int) -> str:
    if (kind != "d" or directive.kind == "u") and number < 0:
        number += _WORD
    sign = "-" if number < 0 else ""
    digits = f"{abs(number):{kind}}"
    if directive.precision is not None:
        digits = digits.rjust(int(directive.precision or 0), "0") if number or int(directive.precision or 0) else ""
    if "#" in directive.flags and number:
        digits = f"0{kind}{digits}" if kind in "xX" else digits if digits[:1] == "0" or kind == "d" else f"0{digits}"
    return sign + _grouped(directive, digits)


def _real(directive: Directive, kind: str, number: float) -> str:
    if kind in "aA":
        text = _hexadecimal(number, directive.precision)
        return text.upper() if kind == "A" else text
    precision = "" if directive.precision is None else f".{int(directive.precision or 0)}"
    text = f"%{'#' if '#' in directive.flags else ''}{precision}{kind}" % number
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    return sign + _grouped(directive, digits)


def _hexadecimal(number: float, precision: str | None) -> str:
    """C's %a, with six digits behind the point unless said (the page's default); Python has it without a precision."""
    text = number.hex()
    if "x" not in text:
        return text
    head, exponent = text.split("p")
    sign, head = ("-", head[1:]) if head[0] == "-" else ("", head)
    places = 6 if precision is None else int(precision or 0)
    mantissa = round(int(head[2:].replace(".", ""), 16) / 16 ** (len(head.partition(".")[2]) - places))
    digits = f"{mantissa:0{places + 1}x}"
    fraction = f".{digits[-places:]}" if places else ""
    return f"{sign}0x{digits[: len(digits) - places]}{fraction}p{exponent}"


def _grouped(directive: Directive, digits: str) -> str:
    if "'" not in directive.flags:
        return digits
    whole, point, fraction = digits.partition(".")
    return (f"{int(whole):,}" if whole.isdigit() else whole) + point + fraction


def _signed(directive: Directive, body: str) -> str:
    if body[:1] == "-" or directive.kind in "uoxXp":
        return body
    return "+" + body if "+" in directive.flags else " " + body if " " in directive.flags else body


def _padded(directive: Directive, body: str) -> str:
    width = int(directive.width or 0)
    if "-" in directive.flags:
        return body.ljust(width)
    takes_zeros = directive.kind in _REAL or (directive.kind in "diuoxXp" and directive.precision is None)
    if "0" not in directive.flags or not takes_zeros:
        return body.rjust(width)
    lead = _lead(body)
    return lead + body[len(lead) :].rjust(width - len(lead), "0")


def _lead(body: str) -> str:
    """What stands before the zeros that fill a number up: its sign and 0x."""
    sign = body[:1] if body[:1] in ("+", "-", " ") else ""
    return sign + (body[len(sign) : len(sign) + 2] if body[len(sign) :].lower().startswith("0x") else "")


__all__: Sequence[str] = ("Directive", "NotPrintable", "directives", "printed")
