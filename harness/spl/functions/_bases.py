"""Numbers written in a base from 2 to 36."""

from __future__ import annotations

from re import compile as plain

from harness.data import parse_number

BASES = range(2, 37)
_DECIMAL = 10
_DIGITS = plain(r"[+-]?[0-9A-Za-z]+\Z")


def same_number(number: float) -> float:
    """The number itself."""
    return number


def number_in_base(text: str, base: float) -> int | float | None:
    """The number that the whole text writes in a base, or None; decimal points only in base 10."""
    if base == _DECIMAL:
        return parse_number(text)
    if base not in BASES or not _DIGITS.match(text) or text.lstrip("+-")[:2].lower() in ("0x", "0b", "0o"):
        return _prefixed(text, base)
    try:
        return int(text, int(base))
    except ValueError:
        return None


def _prefixed(text: str, base: float) -> int | None:
    """`0b1` is a number in base 16 although Python takes it for a prefix elsewhere; no prefix is skipped."""
    digits = text.lstrip("+-")
    if base not in BASES or not _DIGITS.match(text) or (digits[1:2].lower() == "x" and base <= 33):
        return None
    try:
        value = int("1" + digits, int(base)) - int(base) ** len(digits)
    except ValueError:
        return None
    return -value if text[0] == "-" else value
