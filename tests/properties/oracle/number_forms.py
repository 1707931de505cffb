"""Eval functions that put numbers into a form: rounding, texts, times.

Source: Search Reference, evaluation functions.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias

from tests.properties.oracle.values import Value, members, number, numeric, shown

Outcome: TypeAlias = "Value | bool"

_PRECISE = Context(prec=400)


def rounded(value: Value, decimals: Value = "") -> Outcome:
    """`round`: half away from zero, by the decimal digits that the number prints with."""
    found, places = numeric(value), numeric(decimals or "0")
    if found is None or places is None or places < 0:
        return None
    exact = Decimal(shown(found)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, _PRECISE)
    text = f"{exact:f}"
    return text.removeprefix("-") if not exact else text


def tostring(value: Outcome, form: str = "") -> Outcome:
    """A value as text, a number in some form."""
    if not form:
        return "Null" if value is None else str(value) if isinstance(value, bool) else value
    if isinstance(value, list):
        return None
    found = None if isinstance(value, bool) else numeric(value)
    if found is None:
        return value
    if form == "commas":
        return _commas(found)
    return _hex(_whole(str(value))) if form == "hex" else _duration(_whole(str(value)), found)


def _whole(text: str) -> int:
    """A whole number keeps its digits, however many it has."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else int(number(text) or 0)


def _hex(value: int) -> str:
    return f"{'-' if value < 0 else ''}0x{abs(value):X}"


def _commas(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{Decimal(shown(value)).quantize(Decimal('0.01'), ROUND_HALF_UP, _PRECISE):,}"


def _duration(whole: int, value: float) -> str:
    days, rest = divmod(abs(whole), 86400)
    part = abs(Decimal(shown(value))) % 1
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}" + (f"{part:.6f}"[1:] if part else "")
    return f"{'-' if value < 0 else ''}{f'{days}+' if days else ''}{clock}"


def strftime(time: Value, form: str) -> Outcome:
    """An instant as text, in UTC."""
    found = numeric(time)
    return None if found is None else datetime.fromtimestamp(math.floor(found), UTC).strftime(form)


def relative_time(time: Value, modifier: str) -> Outcome:
    """An instant moved and snapped, in UTC: only moves and snaps of a fixed length are asked for."""
    found = numeric(time)
    if found is None:
        return None
    move, snap = {"-1h": (-3600, 0), "+30m@m": (1800, 60), "@d": (0, 86400), "-1d@h": (-86400, 3600)}[modifier]
    moved = found + move
    return shown(moved // snap * snap if snap else moved)


def printf(form: str, value: Value) -> Outcome:
    """A value put into a form with one directive."""
    if form.endswith("s"):
        return form % ("Null" if value is None else " ".join(members(value)))
    found = numeric(value)
    if found is None:
        return None
    whole = int(found) % 2**64 if form.endswith("x") else int(found)
    return form % (whole if form.endswith(("d", "x")) else found + 0.0)
