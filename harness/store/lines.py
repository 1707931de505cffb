"""JSON records of a text, each with its place: one a line, objects back to back, or one array.

Reading goes two ways.  `quick_records` reads a whole text at once and gives up at anything unusual; `placed_records`
reads record by record, knows where each stands, and goes on after a mistake.  The second is only needed when the
first gave up or a record turned out to be wrong.
"""

from __future__ import annotations

import json
from json.decoder import JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.store.flaws import MOST_DIAGNOSTICS, NOT_JSON, Flaw, diagnose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SPACE = " \t\r\n"


class PlacedRecord(NamedTuple):
    """A JSON value and where it stands; or, where the text is not JSON there, the flaw."""

    value: Any
    span: Span
    flaw: Flaw | None = None


def written_lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in text.split("\n") if line and not line.isspace()]


def quick_records(lines: Sequence[str]) -> list[Any] | None:
    """The values of lines that hold one JSON value each; None if they do not.

    Cost: one pass of the C scanner.
    """
    try:
        values = json.loads("[" + ",".join(lines) + "]")
    except (ValueError, RecursionError):
        return None
    return values if len(values) == len(lines) else None


def placed_records(text: str) -> Iterator[PlacedRecord]:
    """Every JSON value of a text with its place; after a mistake it goes on with the next line."""
    decoder = JSONDecoder()
    at = _skip(text, 0, _SPACE)
    in_array = text.startswith("[", at)
    at = _skip(text, at + 1, _SPACE) if in_array else at
    while at < len(text) and not (in_array and text[at] == "]"):
        try:
            value, end = decoder.raw_decode(text, at)
            yield PlacedRecord(value, Span(at, end))
        except (ValueError, RecursionError) as error:
            end = _line_end(text, at)
            yield PlacedRecord(None, Span(at, end), _not_json(text[at:end], error))
        at = _skip(text, end, _SPACE + "," if in_array else _SPACE)
    if in_array and text[at:].strip() != "]":
        reason = "the array ends here and more follows" if at < len(text) else "the array has no end"
        yield PlacedRecord(None, Span(at, len(text)), Flaw(NOT_JSON, reason, label="not JSON"))


def decode_placed(source: SourceText, decode: Callable[[Any], None]) -> list[Diagnostic]:
    """Decodes each record of a text and gives a diagnostic for each that is wrong."""
    found: list[Diagnostic] = []
    for record in placed_records(source.text):
        flaw = record.flaw
        if flaw is None:
            try:
                decode(record.value)
            except Flaw as raised:
                flaw = raised
        if flaw is not None:
            found.append(diagnose(flaw, source, record.span))
        if len(found) >= MOST_DIAGNOSTICS:
            break
    return found


def _not_json(line: str, error: Exception) -> Flaw:
    reason = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    return Flaw(NOT_JSON, f"the line is not JSON: {reason[:1].lower()}{reason[1:]}", label="not JSON", at=line[:60])


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
