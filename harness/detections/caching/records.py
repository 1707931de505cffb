"""Diagnostics as plain values and back: what they say, where, and through which macros they came there.

A diagnostic that comes back points straight at the text that a person can open, with that text; the pieces that lay
between it and the search are gone, but for the names of the macros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from harness.diagnostics import Diagnostic, Origin, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def to_record(findings: Mapping[str, Iterable[Diagnostic]]) -> dict[str, Any]:
    """Lists of diagnostics by key, as a value that JSON can hold; every text stands in it once."""
    numbers: dict[tuple[str, str], int] = {}
    lists = {key: [_plain(each, numbers) for each in found] for key, found in findings.items()}
    return {"texts": [list(each) for each in numbers], "lists": lists}


def from_record(record: Any) -> dict[str, list[Diagnostic]]:
    """The lists of diagnostics of a record.

    Raises: ValueError for a value that `to_record` did not make.
    """
    try:
        texts = [SourceText(name, text) for name, text in record["texts"]]
        return {key: [_diagnostic(each, texts) for each in found] for key, found in record["lists"].items()}
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError("not a record of diagnostics") from error


def _plain(found: Diagnostic, numbers: dict[tuple[str, str], int]) -> list[Any]:
    place = found.location
    text = numbers.setdefault((place.source.name, place.source.text), len(numbers))
    said = [found.code, found.message, found.label, found.help, list(found.notes), found.severity]
    return [*said, text, *place.span, list(place.via)]


def _diagnostic(plain: Sequence[Any], texts: Sequence[SourceText]) -> Diagnostic:
    code, message, label, way_out, notes, severity, text, start, end, via = plain
    source = _through(texts[text], via)
    return Diagnostic(code, message, source, Span(start, end), label, way_out, tuple(notes), severity)


def _through(source: SourceText, via: Sequence[str]) -> SourceText:
    """The text as if it had come through these expansions, the last of which is the one nearest to it."""
    for name in reversed(via):
        length = len(source.text)
        source = SourceText(source.name, source.text, (Origin(0, length + 1, source, range(length + 2), name),))
    return source
