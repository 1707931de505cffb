"""Where each character of a decoded YAML scalar stands in the file, for every style that YAML has.

The parser says what a scalar means and where it starts and ends, not where its characters are.  So the raw text is
decoded a second time, by libyaml's own rules, keeping the offset of every character that comes out.

Invariants
- `decode` gives one offset more than characters, for the end; offsets never decrease.
- A character written as itself maps to itself, an escape to its backslash, a folded line break to the break.
- The decoded text is compared with what the parser said; if they ever differ, the whole scalar maps to its start,
  which is imprecise and never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from harness.frozen import frozen

_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BLANK = r"[ \t]"
_SOLID = r"[^ \t\n\r\x85\u2028\u2029"
_FOLD = rf"(?P<fold>{_BLANK}*{_BREAK}(?:{_BLANK}|{_BREAK})*)|(?P<blanks>{_BLANK}+)"
_PLAIN = re.compile(rf"{_FOLD}|(?P<run>{_SOLID}]+)")
_SINGLE = re.compile(rf"{_FOLD}|(?P<run>{_SOLID}']+)|(?P<quote>'')")
_DOUBLE = re.compile(
    rf"{_FOLD}|(?P<run>{_SOLID}\\]+)|\\(?:(?P<join>{_BREAK}(?:{_BLANK}|{_BREAK})*)"
    r"|(?P<hex>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|(?P<escape>.))"
)
_BREAKS = re.compile(_BREAK)
_PROPERTIES = re.compile(rf"(?:[&!]{_SOLID}]*|#[^\n\r\x85\u2028\u2029]*|{_BLANK}+|{_BREAK})+")
_HEADER = re.compile(rf"[|>][+-]?(?P<increment>[1-9]?)[+-]?{_BLANK}*(?:#[^\n\r\x85\u2028\u2029]*)?(?:{_BREAK}|$)")
_LINE = re.compile(rf"(?P<spaces> *)(?P<content>[^\n\r\x85\u2028\u2029]*)(?P<break>{_BREAK}|$)")
_ESCAPES = {
    "0": "\0",
    "a": "\x07",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "'": "'",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


@dataclass(slots=True)
class _Decoded:
    """The decoded text so far and the offset of each of its characters."""

    parts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def copy(self, text: str, offset: int) -> None:
        """Adds text that stands in the file as it is."""
        self.parts.append(text)
        self.offsets.extend(range(offset, offset + len(text)))

    def put(self, char: str, offset: int) -> None:
        """Adds one character that is written otherwise at `offset`."""
        self.parts.append(char)
        self.offsets.append(offset)

    def put_breaks(self, breaks: Sequence[tuple[str, int]]) -> None:
        """Adds line breaks as YAML normalises them."""
        for text, offset in breaks:
            self.put(_normal(text), offset)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def offsets_of(raw: str, start: int, style: str, value: str) -> list[int]:
    """The offset of every character of `value`, and of its end, in the text that holds `raw` at `start`.

    `style` is the first character of the notation: `'`, `"`, `|`, `>`, or nothing for a plain scalar.
    """
    properties = _PROPERTIES.match(raw)
    skipped = properties.end() if properties else 0
    body, at = raw[skipped:], start + skipped
    for decoded, end in _decodings(body, at, style):
        if decoded.text == value:
            return [*decoded.offsets, max(end, decoded.offsets[-1] if decoded.offsets else end)]
    return [start] * (len(value) + 1)


def _decodings(body: str, at: int, style: str) -> Iterator[tuple[_Decoded, int]]:
    """The ways in which the body can be read, and where its content ends; more than one only for `|2` and its like."""
    if style in ("|", ">"):
        yield from _blocks(body, at, style)
    elif style == "'":
        yield _flow(body[1:-1], at + 1, _SINGLE), at + len(body) - 1
    elif style == '"':
        yield _flow(body[1:-1], at + 1, _DOUBLE), at + len(body) - 1
    else:
        yield _flow(body, at, _PLAIN), at + len(body)


def _flow(body: str, at: int, pattern: re.Pattern[str]) -> _Decoded:
    decoded = _Decoded()
    for match in pattern.finditer(body):
        kind, text, offset = match.lastgroup, match.group(), at + match.start()
        if kind in ("run", "blanks"):
            decoded.copy(text, offset)
        elif kind == "fold":
            _fold(decoded, _breaks(text, offset))
        elif kind == "join":
            decoded.put_breaks(_breaks(text, offset)[1:])
        else:
            decoded.put(_unescaped(kind, match), offset)
    return decoded


def _unescaped(kind: str | None, match: re.Match[str]) -> str:
    if kind == "quote":
        return "'"
    if kind == "hex":
        return chr(int(match["hex"][1:], 16))
    return _ESCAPES.get(match["escape"], match["escape"])


def _breaks(text: str, offset: int) -> list[tuple[str, int]]:
    return [(match.group(), offset + match.start()) for match in _BREAKS.finditer(text)]


def _fold(decoded: _Decoded, breaks: list[tuple[str, int]]) -> None:
    """One line break becomes a space; of several, the first goes."""
    first, *others = breaks
    if _normal(first[0]) != "\n":
        decoded.put_breaks(breaks)
    elif others:
        decoded.put_breaks(others)
    else:
        decoded.put(" ", first[1])


def _normal(line_break: str) -> str:
    return line_break if line_break in "\u2028\u2029" else "\n"


@frozen
class _Line:
    offset: int
    spaces: int
    content: str
    line_break: str

    @property
    def is_blank(self) -> bool:
        return not self.content

    def break_at(self) -> list[tuple[str, int]]:
        """The line's break and its offset; nothing at the end of the file."""
        return [(self.line_break, self.offset + self.spaces + len(self.content))] if self.line_break else []


def _blocks(body: str, at: int, style: str) -> Iterator[tuple[_Decoded, int]]:
    header = _HEADER.match(body)
    if header is None:
        return
    keep = "+" in header.group().partition("#")[0]
    strip = "-" in header.group().partition("#")[0]
    lines = _lines(body[header.end() :], at + header.end())
    for indent in _indents(lines, header["increment"]):
        decoded = _block(lines, indent, style == ">", "+" if keep else "-" if strip else "")
        yield decoded, at + len(body.rstrip()) if not keep else at + len(body)


def _lines(text: str, at: int) -> list[_Line]:
    return [
        _Line(at + match.start(), len(match["spaces"]), match["content"], match["break"])
        for match in _LINE.finditer(text)
        if match.group()
    ]


def _indents(lines: list[_Line], increment: str) -> Sequence[int]:
    """The possible depths of the content: the one that YAML detects, or those that an indicator allows.

    An indicator counts from the indentation of the parent, which a scalar alone does not tell; the depths are tried
    from the deepest on, until the text is the one that the parser read.
    """
    if increment:
        deepest = max((line.spaces for line in lines), default=0)
        return range(max(deepest, int(increment)), int(increment) - 1, -1)
    depth = 1
    for line in lines:
        depth = max(depth, line.spaces)
        if not line.is_blank:
            break
    return (depth,)


def _block(lines: list[_Line], indent: int, is_folded: bool, chomping: str) -> _Decoded:
    decoded = _Decoded()
    leading: list[tuple[str, int]] = []
    trailing: list[tuple[str, int]] = []
    was_blank = False
    for line in lines:
        text = " " * max(0, line.spaces - indent) + line.content
        if not text:
            trailing += line.break_at()
            continue
        if line.spaces < indent:
            break
        starts_blank = text[0] in " \t"
        if is_folded and leading and _normal(leading[0][0]) == "\n" and not was_blank and not starts_blank:
            if not trailing:
                decoded.put(" ", leading[0][1])
        else:
            decoded.put_breaks(leading)
        decoded.put_breaks(trailing)
        decoded.copy(text, line.offset + indent)
        was_blank, leading, trailing = starts_blank, line.break_at(), []
    decoded.put_breaks(leading if chomping != "-" else [])
    decoded.put_breaks(trailing if chomping == "+" else [])
    return decoded
