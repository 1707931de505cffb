"""JSON as fields hold it: text in, a tree, text out, and the paths that name parts of a tree.

The idea: a number keeps the characters it was written with, so that reading and writing a document changes nothing but
the blanks between its parts.

Invariants
- A tree is made of None, bool, `JsonNumber`, str, list and dict, and is never changed: updates give a new tree.
- Only what RFC 8259 calls JSON is JSON: no NaN, no single quotes, no names without quotes.
"""

from __future__ import annotations

import json
from re import compile as plain
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

JsonValue: TypeAlias = Any
"""None, bool, JsonNumber, str, list of JsonValue or dict of JsonValue by str."""

Step: TypeAlias = str | int | None
"""A part of a path: a key, a place in an array, or (None) every element of an array."""

_PATH_PART = plain(r"\{(\d*)\}|((?:[^.{]|\{(?!\d*\}))+)|\.")
_NUMBER = plain(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\Z")


class JsonNumber(str):
    """A number, as the text writes it."""

    __slots__ = ()


class Mismatch(Exception):  # noqa: N818
    """A path does not fit the tree."""


def is_json_number(text: str) -> bool:
    """Whether a text can stand in JSON as a number."""
    return _NUMBER.match(text) is not None


def parse_json(text: str) -> JsonValue:
    """The tree of a JSON text.

    Raises: ValueError where it is none, or nested too deeply.
    """
    try:
        return json.loads(text, parse_int=JsonNumber, parse_float=JsonNumber, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def read_json(text: str) -> tuple[JsonValue] | None:
    """The tree of a JSON text in a tuple of its own, or None where the text is not JSON."""
    try:
        return (parse_json(text),)
    except ValueError:
        return None


def render_json(value: JsonValue) -> str:
    """Compact JSON text of a tree."""
    if isinstance(value, JsonNumber):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{render_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(render_json(item) for item in value) + "]"
    return _quoted(value)


def _quoted(value: str | bool | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def render_field(value: JsonValue, *, quotes: bool = False) -> str | None:
    """What a field holds of a tree: texts without their quotes unless asked for, null for null, else JSON text."""
    if value is None and not quotes:
        return None
    return value if isinstance(value, str) and not quotes else render_json(value)


def parse_path(text: str) -> list[Step]:
    """The steps of a path such as `a.b{0}.c{}`."""
    steps: list[Step] = []
    for part in _PATH_PART.finditer(text):
        index, key = part.groups()
        if key is not None:
            steps.append(key)
        elif index is not None:
            steps.append(int(index) if index else None)
    return steps


def find(value: JsonValue, steps: Sequence[Step]) -> tuple[list[JsonValue], bool]:
    """Every part of a tree that a path names, in document order, and whether the path went through a whole array."""
    found, many = [value], False
    for step in steps:
        many = many or (step is None and any(isinstance(item, list) for item in found))
        found = [part for item in found for part in _parts(item, step)]
    return found, many


def _parts(item: JsonValue, step: Step) -> list[JsonValue]:
    if step is None:
        return item if isinstance(item, list) else [item]
    if isinstance(step, int):
        return item[step : step + 1] if isinstance(item, list) else []
    return [item[step]] if isinstance(item, dict) and step in item else []


def changed(
    value: JsonValue, steps: Sequence[Step], change: Callable[[JsonValue], JsonValue], *, create: bool = False
) -> JsonValue:
    """A tree in which `change` was applied to every part that a path names.

    With `create`, keys that are missing are made, objects around them too.
    Raises: Mismatch where the path does not fit the tree.
    """
    if not steps:
        return change(value)
    step, rest = steps[0], steps[1:]
    if isinstance(step, str) and isinstance(value, dict):
        if step not in value and not create:
            raise Mismatch
        return {**value, step: changed(value.get(step, {} if rest else None), rest, change, create=create)}
    if isinstance(value, list) and step is None:
        return [changed(item, rest, change, create=create) for item in value]
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [*value[:step], changed(value[step], rest, change, create=create), *value[step + 1 :]]
    raise Mismatch


def without(value: JsonValue, keys: Sequence[str]) -> JsonValue:
    """A tree without the member that a chain of keys names; itself where there is none."""
    if not isinstance(value, dict) or keys[0] not in value:
        return value
    if len(keys) == 1:
        return {key: item for key, item in value.items() if key != keys[0]}
    return {**value, keys[0]: without(value[keys[0]], keys[1:])}
