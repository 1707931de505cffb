"""Numbers written in a base from 2 to 36."""

from __future__ import annotations

from re import compile as plain

from harness.data import parse_number

BASES = range(2, 37)
_DECIMAL = 10
_HEXADECIMAL = 16
_DIGITS = plain(r"[+-]?[0-9A-Za-z]+\Z")
_PREFIX = plain(r"\A([+-]?)0[xX](?=.)")


def number_in_base(text: str, base: float) -> int | float | None:
    """The number that the whole text writes in a base, or None; decimal points only in base 10, 0x only in base 16."""
    if base == _DECIMAL:
        return parse_number(text)
    if base == _HEXADECIMAL:
        text = _PREFIX.sub(r"\1", text, count=1)
    if base not in BASES or not _DIGITS.match(text):
        return None
    if any(int(digit, 36) >= base for digit in text.lstrip("+-")):
        return None
    return int(text, int(base))
