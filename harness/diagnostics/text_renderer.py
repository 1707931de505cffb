"""Diagnostics for people: the place, the line, carets under it, and the way out.

Invariant: a caret stands under the character it means, whatever came before it in the line: tabs are shown as spaces,
characters that take two columns count two, combining ones none, and a line that is too long is cut on both sides.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from harness.diagnostics.source import Location, Span
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.diagnostics.diagnostic import Diagnostic, Severity

_GUTTER = "   |"
_TAB = "    "
_WIDTH_LIMIT = 160
_MARGIN = 60
_COLORS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_FRAME, _STRONG = "1;34", "1"


@frozen
class _Paint:
    is_on: bool

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.is_on and text else text


def render_text(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """The diagnostics one below the other, an empty line between two."""
    paint = _Paint(color)
    return "\n\n".join(_rendered(each, paint) for each in diagnostics)


def expansion_notes(location: Location) -> tuple[str, ...]:
    """One note for everything that brought a text to its place, the nearest first."""
    return tuple(f"in the expansion of `{via.strip('`')}`" for via in reversed(location.via))


def _rendered(diagnostic: Diagnostic, paint: _Paint) -> str:
    location = diagnostic.location
    line, column = location.position
    style = _COLORS[diagnostic.severity]
    head = f"{paint(f'{diagnostic.severity}[{diagnostic.code}]', style)}{paint(f': {diagnostic.message}', _STRONG)}"
    place = f"  {paint('-->', _FRAME)} {location.source.name}:{line}:{column}"
    snippet = _snippet(location, diagnostic.label, paint, style) if location.source.text else []
    notes = (*expansion_notes(location), *diagnostic.notes)
    footer = [_footer("note", note, paint) for note in notes]
    if diagnostic.help:
        footer.append(_footer("help", diagnostic.help, paint))
    return "\n".join([head, place, *snippet, *footer])


def _footer(kind: str, text: str, paint: _Paint) -> str:
    first, *others = text.split("\n")
    return "\n".join([f"   {paint('=', _FRAME)} {paint(kind, _STRONG)}: {first}", *(f"     {line}" for line in others)])


def _snippet(location: Location, label: str, paint: _Paint, style: str) -> list[str]:
    source, (start, end) = location.source, location.span
    first = source.position(start).line
    last = source.position(max(start, end - 1)).line
    if first == last:
        return _marked(location, first, label, paint, style)
    between = [paint(_GUTTER, _FRAME) + " ..."] if last - first > 1 else []
    return [
        *_marked(location, first, "", paint, style),
        *between,
        *_marked(location, last, label, paint, style),
    ]


def _marked(location: Location, number: int, label: str, paint: _Paint, style: str) -> list[str]:
    """One line of the source and, below it, carets under the part of it that the span covers."""
    line = location.source.line(number)
    span = _within(location, number, line)
    before, marked, after = _cut(line[: span.start], line[span.start : span.end], line[span.end :])
    carets = "^" * max(1, _width(marked))
    below = " " * _width(before) + paint(f"{carets} {label}".rstrip(), style)
    gutter = paint(_GUTTER, _FRAME)
    return [f"{gutter}{before}{marked}{after}".rstrip(), gutter + below]


def _within(location: Location, number: int, line: str) -> Span:
    """The part of the line that the span covers, without the indentation of a line that it does not start in."""
    offset = location.source.line_starts()[number - 1]
    start, end = location.span.start - offset, location.span.end - offset
    if start < 0:
        start = len(line) - len(line.lstrip())
    start = min(start, len(line))
    return Span(start, max(start, min(end, len(line))))


def _cut(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The three parts as they are shown; of a line that is too long, what is near the marked part."""
    before, marked, after = _shown(before), _shown(marked), _shown(after)
    if _width(before + marked + after) <= _WIDTH_LIMIT:
        return before, marked, after
    if len(before) > _MARGIN:
        before = "…" + before[-_MARGIN:]
    if len(marked) > _MARGIN:
        return before, marked[:_MARGIN] + "…", ""
    return before, marked, after[:_MARGIN] + "…" if len(after) > _MARGIN else after


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(_TAB if char == "\t" else char if _is_harmless(char) else "�" for char in text)


def _is_harmless(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
