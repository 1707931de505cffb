"""Eval functions, each as a plain function of the values of one row.

Source: Search Reference, evaluation functions.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import TypeAlias
from urllib.parse import unquote

from tests.properties.oracle.number_forms import printf, relative_time, rounded, strftime, tostring
from tests.properties.oracle.values import (
    Value,
    compared,
    gathered,
    members,
    number,
    numbers_in,
    numeric,
    shown,
    single,
)

Outcome: TypeAlias = "Value | bool"


def chosen(condition: Outcome, then: Outcome, otherwise: Outcome) -> Outcome:
    """`if`: what is not known does not hold."""
    return then if condition is True else otherwise


def first_case(*arguments: Outcome) -> Outcome:
    """`case`: the value behind the first condition that holds."""
    return _behind(arguments, wanted=True)


def first_failure(*arguments: Outcome) -> Outcome:
    """`validate`: the value behind the first condition that does not hold."""
    return _behind(arguments, wanted=False)


def _behind(arguments: Sequence[Outcome], *, wanted: bool) -> Outcome:
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    return next((value for condition, value in pairs if condition is wanted), None)


def coalesce(*values: Outcome) -> Outcome:
    """The first value that there is."""
    return next((value for value in values if value is not None), None)


def nullif(value: Value, other: Value) -> Outcome:
    """Nothing where both are equal."""
    return None if compared(value, "=", other) is True else value


def among(value: Value, *candidates: Value) -> Outcome:
    """`in`: whether any candidate is equal."""
    found = [compared(value, "=", candidate) for candidate in candidates]
    return True if True in found else None if None in found else False


@lru_cache(maxsize=512)
def _like_pattern(pattern: str) -> re.Pattern[str]:
    parts = {"%": ".*", "_": "."}
    return re.compile("".join(parts.get(letter, re.escape(letter)) for letter in pattern), re.DOTALL)


def like(value: Value, pattern: Value) -> Outcome:
    """Whether a whole text, of any member, has a form with `%` and `_`."""
    if value is None or pattern is None:
        return None
    return any(_like_pattern(form).fullmatch(text) for form in members(pattern) for text in members(value))


def match(value: Value, pattern: str) -> Outcome:
    """Whether a regular expression is found in any member."""
    return None if value is None else any(re.search(pattern, text) for text in members(value))


def cidrmatch(network: str, value: Value) -> Outcome:
    """Whether any member is an address of a network."""
    return None if value is None else any(_inside(text, network) for text in members(value))


def _inside(text: str, network: str) -> bool:
    try:
        return ip_address(text) in ip_network(network, strict=False)
    except ValueError:
        return False


def isnum(value: Outcome) -> Outcome:
    """Whether it is a number, or the text of none."""
    return isinstance(value, str) and (number(value) is not None or value.lower() == "nan")


def isint(value: Outcome) -> Outcome:
    """Whether it is a whole number."""
    found = None if isinstance(value, bool) else numeric(value)
    return found is not None and found == math.floor(found)


def isstr(value: Outcome) -> Outcome:
    """Whether it is a text that is no number."""
    return isinstance(value, str) and number(value) is None


def typeof(value: Outcome) -> Outcome:
    """The name of the kind of value."""
    if value is None:
        return "Invalid"
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, list):
        return "Multivalue"
    return "String" if number(value) is None else "Number"


def of_text(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """A function whose arguments must all be plain texts; nothing else gives something."""

    def guarded(*arguments: Value) -> Outcome:
        texts = [single(argument) for argument in arguments]
        return None if None in texts else function(*texts)

    return guarded


def of_members(function: Callable[[str], str]) -> Callable[[Value], Outcome]:
    """A function of each member."""
    return lambda value: gathered(function(text) for text in members(value))


def of_numbers(function: Callable[..., float | None]) -> Callable[..., Outcome]:
    """A function whose arguments must all be numbers; what is not defined gives nothing."""

    def guarded(*arguments: Value) -> Outcome:
        found = [numeric(argument) for argument in arguments]
        if None in found:
            return None
        try:
            result = function(*found)
        except (ValueError, OverflowError, ZeroDivisionError):
            return None
        return None if result is None else shown(result)

    return guarded


def substr(text: Value, start: Value, length: Value = "") -> Outcome:
    """The part of a text as SQLite cuts it: counted from 1, or from the end."""
    held, first = single(text), numeric(start)
    size = math.inf if length == "" else numeric(length)
    if held is None or first is None or size is None:
        return None
    low = first + len(held) + 1 if first < 0 else first
    low, high = (low, low + size) if size >= 0 else (low + size, low)
    return "".join(letter for place, letter in enumerate(held, 1) if low <= place < high)


def replaced(value: Value, pattern: str, replacement: str) -> Outcome:
    """`replace`: every match of a regular expression exchanged, in every member."""
    return gathered(re.sub(pattern, replacement, text) for text in members(value))


def split(value: Value, delimiter: Value) -> Outcome:
    """The pieces between delimiters; letters without a delimiter."""
    mark = single(delimiter)
    if mark is None:
        return None
    return gathered(piece for text in members(value) for piece in (text.split(mark) if mark else text))


def tonumber(value: Value, base: Value = "10") -> Outcome:
    """The number that a text is, from its first character to its last."""
    text = single(value)
    if text is None or base is None:
        return None
    if base == "10":
        found = number(text)
        return None if found is None else shown(found)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"[: int(str(base))]
    prefix = "(0x)?" if base == "16" else ""
    if not re.fullmatch(f"[+-]?{prefix}[{digits}]+", text.lower()):
        return None
    return shown(float(int(text, int(str(base)))))


def mvindex(value: Value, start: Value, end: Value = "") -> Outcome:
    """One member, or a range of which the part inside counts."""
    held, first = members(value), numeric(start)
    last = first if end == "" else numeric(end)
    if not held or first is None or last is None:
        return None
    low, high = (place + len(held) if place < 0 else place for place in (int(first), int(last)))
    return gathered(member for place, member in enumerate(held) if low <= place <= high)


def mvfind(value: Value, pattern: str) -> Outcome:
    """The place of the first member in which a regular expression is found."""
    return next((str(place) for place, text in enumerate(members(value)) if re.search(pattern, text)), None)


def mvzip(left: Value, right: Value, delimiter: str = ",") -> Outcome:
    """Members in pairs, as far as both have some."""
    return gathered(f"{a}{delimiter}{b}" for a, b in zip(members(left), members(right), strict=False))


def mvrange(start: Value, end: Value, step: Value = "1") -> Outcome:
    """Numbers from one to another, which is not among them."""
    low, high, width = numeric(start), numeric(end), numeric(step)
    if low is None or high is None or not width:
        return None
    count = max(0, math.ceil((high - low) / width))
    return gathered(shown(low + place * width) for place in range(count))


def extreme(name: str, values: Sequence[tuple[Value, bool]]) -> Outcome:
    """`max` and `min`: texts stand above numbers, and what is written as a text is one (measured)."""
    texts = [(text, literal) for value, literal in values for text in members(value)]
    best = {"max": max, "min": min}[name]
    return best(texts, key=_magnitude)[0] if texts else None


def _magnitude(member: tuple[str, bool]) -> tuple[bool, float, str]:
    text, literal = member
    found = None if literal else number(text)
    return (True, 0.0, text) if found is None else (False, found, "")


def total(*values: Value) -> Outcome:
    """`sum`: of the members that are numbers."""
    found = [each for value in values for each in numbers_in(value)]
    return shown(math.fsum(found)) if found else None


def average(*values: Value) -> Outcome:
    """`avg`: of the members that are numbers."""
    found = [each for value in values for each in numbers_in(value)]
    return shown(math.fsum(found) / len(found)) if found else None


def bits(function: Callable[[int, int], int]) -> Callable[..., Outcome]:
    """A function of whole numbers from 0 to 2^53 - 1."""

    def guarded(*values: Value) -> Outcome:
        found = [numeric(value) for value in values]
        if any(each is None or each != int(each) or not 0 <= each < 2**53 for each in found):
            return None
        result = int(found[0] or 0)
        for each in found[1:]:
            result = function(result, int(each or 0))
        return str(result % 2**53)

    return guarded


def _logarithm(value: float, base: float = 10) -> float:
    return math.log10(value) if base == 10 else math.log(value) / math.log(base)


def _digest(name: str) -> Callable[..., Outcome]:
    return of_text(lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest())


FUNCTIONS: dict[str, Callable[..., Outcome]] = {
    "if": chosen,
    "case": first_case,
    "validate": first_failure,
    "coalesce": coalesce,
    "nullif": nullif,
    "in": among,
    "like": like,
    "match": match,
    "cidrmatch": cidrmatch,
    "null": lambda: None,
    "true": lambda: True,
    "false": lambda: False,
    "isnull": lambda value: value is None,
    "isnotnull": lambda value: value is not None,
    "isnum": isnum,
    "isint": isint,
    "isstr": isstr,
    "ismv": lambda value: isinstance(value, list),
    "typeof": typeof,
    "len": of_text(lambda text: str(len(text))),
    "lower": of_members(str.lower),
    "upper": of_members(str.upper),
    "trim": of_text(lambda text, letters=" \t": text.strip(letters)),
    "ltrim": of_text(lambda text, letters=" \t": text.lstrip(letters)),
    "rtrim": of_text(lambda text, letters=" \t": text.rstrip(letters)),
    "substr": substr,
    "replace": replaced,
    "split": split,
    "urldecode": of_text(unquote),
    "md5": _digest("md5"),
    "sha256": _digest("sha256"),
    "tostring": tostring,
    "tonumber": tonumber,
    "abs": of_numbers(abs),
    "ceiling": of_numbers(math.ceil),
    "floor": of_numbers(math.floor),
    "sqrt": of_numbers(math.sqrt),
    "pow": of_numbers(math.pow),
    "exp": of_numbers(math.exp),
    "ln": of_numbers(math.log),
    "log": of_numbers(_logarithm),
    "round": rounded,
    "sum": total,
    "avg": average,
    "bit_and": bits(lambda a, b: a & b),
    "bit_or": bits(lambda a, b: a | b),
    "bit_xor": bits(lambda a, b: a ^ b),
    "mvappend": lambda *values: gathered(text for value in values for text in members(value)),
    "mvcount": lambda value: str(len(members(value))) if members(value) else None,
    "mvdedup": lambda value: gathered(dict.fromkeys(members(value))),
    "mvsort": lambda value: gathered(sorted(members(value))),
    "mvreverse": lambda value: gathered(reversed(members(value))),
    "mvjoin": lambda value, mark: None if value is None else mark.join(members(value)),
    "strftime": strftime,
    "relative_time": relative_time,
    "printf": printf,
    "sin": of_numbers(math.sin),
    "atan2": of_numbers(math.atan2),
    "hypot": of_numbers(math.hypot),
    "mvindex": mvindex,
    "mvfind": mvfind,
    "mvzip": mvzip,
    "mvrange": mvrange,
}

CONDITIONS = frozenset(
    {"in", "like", "match", "cidrmatch", "true", "false", "isnull", "isnotnull", "isnum", "isint", "isstr", "ismv"}
)
"""The functions that give truth values."""
