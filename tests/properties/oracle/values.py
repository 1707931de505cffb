"""What a value is: when a text is a number, how numbers print, how values compare, the order of values.

Source: Search Reference, eval, where, sort and search.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import ip_address
from typing import TypeAlias

Value: TypeAlias = "str | list[str] | None"
Row: TypeAlias = "dict[str, str | list[str]]"

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number that a text is, from its first character to its last; one too large for a double is none."""
    if not _NUMBER.fullmatch(text):
        return None
    found = float(text)
    return None if math.isinf(found) else found


def shown(value: float) -> str:
    """A number as text: whole numbers without point, others with the fewest digits that give them back."""
    if math.isnan(value) or math.isinf(value):
        return str(value)
    if value == int(value) and abs(value) < 1e17:
        return str(int(value))
    return repr(float(value))


def members(value: Value) -> list[str]:
    """The members of a value; nothing has none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def gathered(texts: Iterable[str | None]) -> Value:
    """Some texts as one value: nothing without any, a plain text for one."""
    found = [text for text in texts if text is not None]
    if not found:
        return None
    return found if len(found) > 1 else found[0]


def single(value: Value) -> str | None:
    """The value where it is one text."""
    return value if isinstance(value, str) else None


def numeric(value: Value) -> float | None:
    """The value where it is one number."""
    return number(value) if isinstance(value, str) else None


def numbers_in(value: Value) -> list[float]:
    """The members that are numbers."""
    return [found for each in members(value) if (found := number(each)) is not None]


def put(row: Row, field: str, value: Value) -> Row:
    """The row with a field set, or without it where the value is nothing."""
    changed = {name: held for name, held in row.items() if name != field}
    if value is not None:
        changed[field] = value
    return changed


_OPERATORS: dict[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "==": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    ">=": lambda sign: sign >= 0,
}


def holds(left: str, operator: str, right: str) -> bool:
    """Whether a comparison of two texts holds: as numbers if both are, else by code points."""
    first, second = number(left), number(right)
    if first is not None and second is not None:
        return _OPERATORS[operator]((first > second) - (first < second))
    return _OPERATORS[operator]((left > right) - (left < right))


def compared(left: Value, operator: str, right: Value) -> bool | None:
    """A comparison in eval: nothing compares to nothing, of several members any one is enough."""
    if left is None or right is None:
        return None
    return any(holds(first, operator, second) for first in members(left) for second in members(right))


@lru_cache(maxsize=1024)
def address(text: str) -> tuple[int, int] | None:
    """An IP address as something that can be put in order."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.version, int(found)


def joined(value: Value) -> str | None:
    """A value as the one text by which it is put in order."""
    return "\n".join(members(value)) if value is not None else None


def ranks(values: Sequence[Value], how: str) -> list[int]:
    """For each value its place in ascending order, the same for values that are equal; nothing has place -1."""
    texts = [joined(value) for value in values]
    order = _ORDERS[how]({text for text in texts if text is not None})
    return [-1 if text is None else order[text] for text in texts]


def _places(groups: Iterable[list[str]]) -> dict[str, int]:
    return {text: place for place, group in enumerate(groups) for text in group}


def _grouped(texts: Iterable[str], key: Callable[[str], object]) -> list[list[str]]:
    """Texts in the order of a key, those with the same key together."""
    groups: dict[object, list[str]] = {}
    for text in sorted(texts, key=key):  # type: ignore[arg-type]
        groups.setdefault(key(text), []).append(text)
    return list(groups.values())


def _by_text(texts: set[str]) -> dict[str, int]:
    return _places(_grouped(texts, str))


def _by_number(texts: set[str]) -> dict[str, int]:
    """Numbers by number; any other text is as good as nothing."""
    found = _places(_grouped((text for text in texts if number(text) is not None), number))
    return {text: found.get(text, -1) for text in texts}


def _by_address(texts: set[str]) -> dict[str, int]:
    """Addresses by address, all other texts by code points behind them."""
    others = [text for text in texts if address(text) is None]
    return _places([*_grouped((text for text in texts if address(text) is not None), address), *_grouped(others, str)])


def _by_kind(texts: set[str]) -> dict[str, int]:
    """Numbers, addresses and other texts, each in their own order, merged by text."""
    queues = [
        _grouped((text for text in texts if number(text) is not None), number),
        _grouped((text for text in texts if number(text) is None and address(text) is not None), address),
        _grouped((text for text in texts if number(text) is None and address(text) is None), str),
    ]
    merged: list[list[str]] = []
    while any(queues):
        first = min((queue for queue in queues if queue), key=lambda queue: min(queue[0]))
        merged.append(first.pop(0))
    return _places(merged)


_ORDERS: dict[str, Callable[[set[str]], dict[str, int]]] = {
    "auto": _by_kind,
    "str": _by_text,
    "num": _by_number,
    "ip": _by_address,
}


def key_order(keys: Sequence[str]) -> dict[str, tuple[float, str]]:
    """What puts group keys in order: by number where all of them are numbers, else by code points."""
    found = {key: number(key) for key in set(keys)}
    if all(each is not None for each in found.values()):
        return {key: (each or 0.0, key) for key, each in found.items()}
    return {key: (0.0, key) for key in found}
