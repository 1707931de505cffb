"""The ways in which `tostring` writes a number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from harness.data import parse_number


def formatted(text: str, kind: str) -> str | None:
    """A number's text in one of the `FORMATS`; text that is no number stays as it is, an unknown format gives null."""
    number = parse_number(text)
    if kind not in FORMATS:
        return None
    if number is None or number - number != 0:
        return text
    return FORMATS[kind](Decimal(text))


def _binary(number: Decimal) -> str:
    return f"{int(number):b}"


def _hexadecimal(number: Decimal) -> str:
    whole = int(number)
    return f"{'-' if whole < 0 else ''}0x{abs(whole):X}"


def _commas(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{int(number):,}"
    return f"{number.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,}"


def _duration(number: Decimal) -> str:
    sign, number = ("-" if number < 0 else ""), abs(number)
    minutes, seconds = divmod(int(number), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    fraction = number - int(number)
    decimals = f"{fraction:.6f}"[1:] if fraction else ""
    return f"{sign}{f'{days}+' if days else ''}{hours:02}:{minutes:02}:{seconds:02}{decimals}"


FORMATS = {"binary": _binary, "commas": _commas, "duration": _duration, "hex": _hexadecimal}
