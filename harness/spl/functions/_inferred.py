"""JSON types of the members of a multivalue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import parse_number, render_number
from harness.spl.json_text import JsonNumber, JsonValue, read_json, render_json

if TYPE_CHECKING:
    from collections.abc import Sequence


def inferred_array(members: Sequence[str]) -> str:
    """A JSON array of what each member is as JSON, null for a member that is none."""
    documents = (read_json(member) for member in members)
    return render_json([None if document is None else plain_numbers(document[0]) for document in documents])


def plain_numbers(value: JsonValue) -> JsonValue:
    """A tree whose numbers are written in their shortest form."""
    if isinstance(value, JsonNumber):
        number = parse_number(value)
        return value if number is None else JsonNumber(render_number(number))
    if isinstance(value, list):
        return [plain_numbers(item) for item in value]
    return value
