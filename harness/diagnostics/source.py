"""Text that remembers where it was written.

SPL rarely stands alone: it is a scalar in a YAML file, and pieces of it come out of macros that stand in other
files.  A `SourceText` is a text with a name; where parts of it were written elsewhere it carries `Origin` pieces,
and `locate` follows them until it reaches a text that a person can open.

Invariants
- Offsets count characters (code points) of `text`, from 0; a span is half open: `[start, end)`.
- The pieces of one text do not overlap and are ordered by `start`.
- Lines and columns are 1-based; a column counts characters.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(NamedTuple):
    """A half-open range of characters of one text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.start, other.end)


class Position(NamedTuple):
    """A 1-based line and column."""

    line: int
    column: int


@frozen
class Origin:
    """Says that `text[start:end]` of the carrying text was written in `source`.

    `offsets[i]` is the offset in `source` of character `start + i`; it has one entry more than characters, for
    the end.  `via` names what brought it here, such as a macro call, for "in the expansion of" notes; `call` is the
    text and span of that call.
    """

    start: int
    end: int
    source: SourceText
    offsets: Sequence[int]
    via: str | None = None
    call: tuple[SourceText, Span] | None = None


@frozen
class SourceText:
    """A named text: a file, an SPL string, or a text assembled from others."""

    name: str
    text: str
    origins: tuple[Origin, ...] = ()
    _line_starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def position(self, offset: int) -> Position:
        """The line and column of `offset` in this very text."""
        starts = self.line_starts()
        line = bisect_right(starts, offset) - 1
        return Position(line + 1, offset - starts[line] + 1)

    def line(self, number: int) -> str:
        """Line `number` (1-based) without its line end."""
        starts = self.line_starts()
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def line_starts(self) -> list[int]:
        """The offset of the first character of every line."""
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return self._line_starts


@frozen
class Location:
    """A span in a text that a person can open, and through what it came there."""

    source: SourceText
    span: Span
    via: tuple[str, ...] = ()

    @property
    def position(self) -> Position:
        """The line and column at which the span starts."""
        return self.source.position(self.span.start)


def locate(source: SourceText, span: Span) -> Location:
    """Follows the origins of `source` to the outermost text that wrote `span`.

    A span that reaches over the end of a piece ends with that piece; one that starts outside every piece stays in
    `source`.
    """
    via: list[str] = []
    while True:
        piece = _piece_at(source, span.start)
        if piece is None:
            return Location(source, span, tuple(via))
        if piece.via is not None:
            via.append(piece.via)
        start = piece.offsets[span.start - piece.start]
        end = piece.offsets[min(span.end, piece.end) - piece.start]
        source, span = piece.source, Span(start, max(start, end))


def _piece_at(source: SourceText, offset: int) -> Origin | None:
    for piece in source.origins:
        is_end = offset == piece.end == len(source.text) and (piece.end > piece.start or not source.text)
        if piece.start <= offset < piece.end or is_end:
            return piece
    return None
