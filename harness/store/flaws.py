"""What can be wrong with one record of data, and how it becomes a diagnostic with file and line.

A decoder raises `Flaw` at the first mistake of a record and knows nothing of files; who reads the file knows where
the record stands and turns the flaw into a `Diagnostic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Sequence

UNREADABLE = "DS150"
BROKEN_GZIP = "DS151"
NOT_JSON = "DS152"
BAD_VALUE = "DS153"
BAD_TIME = "DS154"
NO_INDEX = "DS155"
NO_MEASUREMENT = "DS156"
BAD_DIMENSION = "DS157"
UNKNOWN_KEY = "DS158"
BAD_PARQUET = "DS159"
BAD_COLUMNS = "DS160"
NO_TIMESTAMP = "DS161"
NO_SOURCETYPE = "DS162"
BAD_CSV = "DS163"

MOST_DIAGNOSTICS = 100
"""A file whose every line is wrong needs no million messages."""


class Flaw(Exception):  # noqa: N818 - it is a message on its way to a place, not an error of the program
    """One mistake of a record: a code, a sentence that names the value seen, and a text of the record to point at."""

    def __init__(self, code: str, message: str, *, at: str = "", label: str = "", help: str | None = None) -> None:  # noqa: A002
        super().__init__(message)
        self.code = code
        self.message = message
        self.at = at
        self.label = label
        self.help = help


def diagnose(flaw: Flaw, source: SourceText, record: Span) -> Diagnostic:
    """The flaw of the record that stands at `record` in `source`."""
    return Diagnostic(flaw.code, flaw.message, source, _pointed_at(flaw.at, source, record), flaw.label, flaw.help)


def diagnose_text(flaw: Flaw, source: SourceText) -> Diagnostic:
    """The flaw of a text, at the place that it names; at its beginning where it names none."""
    start = source.text.find(flaw.at) if flaw.at else -1
    span = Span(0, 0) if start < 0 else Span(start, start + len(flaw.at))
    return Diagnostic(flaw.code, flaw.message, source, span, flaw.label, flaw.help)


def data_error(name: str, flaw: Flaw, text: str = "") -> DatasetError:
    """The error for a flaw of something that has a name and perhaps a text, but no lines."""
    source = SourceText(name, text)
    return DatasetError(diagnostics=[diagnose(flaw, source, Span(0, len(text)))])


def raise_all(diagnostics: Sequence[Diagnostic]) -> None:
    """Raises a DatasetError of these diagnostics, unless there are none."""
    if diagnostics:
        raise DatasetError(diagnostics=diagnostics)


def _pointed_at(text: str, source: SourceText, record: Span) -> Span:
    start = source.text.find(text, record.start, record.end) if text else -1
    return record if start < 0 else Span(start, start + len(text))
