"""The text of a conf file: stanzas, settings, comments and values that go on in the next line.

The idea: what `default` says and what `local` says about one stanza becomes one object, so both texts are laid one
behind the other into a single `SourceText` whose origins lead back to the two files.  A value is a `YamlScalar`, so
that whatever works on content from YAML works on it.

Invariants
- A setting's name and value are without the blanks around them; the offsets of a value are those of its characters.
- A value goes on in the next line if the very last character of its line is a backslash; the line end stays in the
  value and the backslash does not.
- Only a line that starts with `#`, blanks aside, is a comment; a `#` further on belongs to the value.

Source: Splunk, Admin Manual, "Configuration file structure" and "Configuration file precedence".
Undecided: whether Splunk keeps the line end of a value that goes on (here: yes; blanks mean the same to SPL).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from harness.diagnostics import Diagnostic, Origin, SourceText, Span
from harness.diagnostics.yaml_text import YamlScalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from harness.diagnostics.diagnostic import Severity

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")
_ALMOST_CONTINUED = re.compile(r"\\[ \t]+\Z")


@dataclass(frozen=True, slots=True, eq=False)
class ConfScalar(YamlScalar):
    """A setting's value; `offsets` has one entry more than characters, for the end."""

    offsets: Sequence[int] = ()

    def source_text(self) -> SourceText:
        """The value as a text whose every character leads back to its place in the file."""
        return SourceText(self.source.name, self.text, (Origin(0, len(self.text), self.source, self.offsets),))


@dataclass(slots=True)
class Stanza:
    """A stanza: its name and its settings by key; a later one of the same key is the one that counts."""

    name: str
    span: Span
    settings: dict[str, ConfScalar] = field(default_factory=dict)
    key_spans: dict[str, Span] = field(default_factory=dict)


@frozen
class _Line:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class ConfReader:
    """Reads conf texts into stanzas; `source` is the text that all spans count in."""

    source: SourceText
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _stanzas: dict[str, Stanza] = field(default_factory=dict)
    _before: _Line | None = None

    def read(self, span: Span) -> dict[str, Stanza]:
        """The stanzas, by name, of the conf text that stands at `span` of the source.

        Settings before the first stanza belong to the stanza `default`.
        """
        self._stanzas = {}
        stanza: Stanza | None = None
        lines = _lines(self.source.text, span)
        for line in lines:
            stripped = line.text.strip()
            if stripped.startswith("["):
                stanza = self._open(line)
            elif stripped and not stripped.startswith("#"):
                stanza = stanza or self._stanza("default", Span(line.start, line.start))
                self._setting(stanza, line, lines)
            self._before = line
        return self._stanzas

    def _stanza(self, name: str, span: Span) -> Stanza:
        return self._stanzas.setdefault(name, Stanza(name, span))

    def _open(self, line: _Line) -> Stanza:
        start = line.start + line.text.index("[") + 1
        closing = line.text.rfind("]")
        end = line.start + closing if closing >= 0 else line.start + len(line.text.rstrip())
        span = Span(start, end)
        name = self.source.text[start:end].strip()
        if closing < 0:
            way_out = f"write [{name}]"
            self._report("DET201", f"the stanza [{name} is never closed", Span(start - 1, end), "no ] here", way_out)
        elif line.text[closing + 1 :].strip():
            rest = Span(end + 1, line.start + len(line.text.rstrip()))
            self._junk(rest, "text behind a stanza's name belongs to nothing")
        if name in self._stanzas:
            first = self._line_of(self._stanzas[name].span)
            message, way_out = f"the stanza [{name}] is written twice", "keep one of the two; Splunk merges them"
            self._report("DET203", message, span, f"first in line {first}", way_out, severity="warning")
        return self._stanza(name, span)

    def _setting(self, stanza: Stanza, line: _Line, lines: Iterator[_Line]) -> None:
        key, equals, value = line.text.partition("=")
        if not equals or not key.strip():
            start = line.start + len(line.text) - len(line.text.lstrip())
            self._junk(Span(start, line.start + len(line.text.rstrip())), "this line is no setting")
            return
        name = key.strip()
        start = line.start + len(key) - len(key.lstrip())
        span = Span(start, start + len(name))
        if name in stanza.settings:
            first = self._line_of(stanza.key_spans[name])
            message, way_out = f"{name} is set twice in [{stanza.name}]", "remove the one that does not count"
            self._report("DET204", message, span, f"overrides line {first}", way_out, severity="warning")
        stanza.key_spans[name] = span
        stanza.settings[name] = self._value(_Line(value, line.end - len(value)), lines)

    def _value(self, line: _Line, lines: Iterator[_Line]) -> ConfScalar:
        parts = [line]
        while parts[-1].text.endswith("\\"):
            last = parts[-1]
            following = next(lines, None)
            parts[-1] = _Line(last.text[:-1], last.start)
            if following is None:
                span = Span(last.end - 1, last.end)
                message, way_out = "the file ends where a value should go on", "remove the backslash"
                self._report("DET206", message, span, "nothing follows", way_out, severity="warning")
                break
            parts.append(following)
        self._before = parts[-1]
        return _scalar(self.source, parts)

    def _junk(self, span: Span, message: str) -> None:
        way_out = "write key = value, or # before a comment"
        before = self._before.text if self._before is not None else ""
        if _ALMOST_CONTINUED.search(before):
            way_out = "the line before ends in a backslash and blanks: remove the blanks, so that the value goes on"
        elif before.strip():
            way_out += "; where it continues the line before, end that one in a backslash"
        self._report("DET202", message, span, "", way_out)

    def _line_of(self, span: Span) -> int:
        return Diagnostic("", "", self.source, span).location.position.line

    def _report(
        self, code: str, message: str, span: Span, label: str, way_out: str, severity: Severity = "error"
    ) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.source, span, label, way_out, severity=severity))


class JoinedOffsets(Sequence[int]):
    """The offsets of the characters of a value of several lines, each computed when it is asked for."""

    __slots__ = ("_ends", "_lead", "_length", "_shifts")

    def __init__(self, parts: Sequence[_Line], lead: int, length: int) -> None:
        self._lead, self._length = lead, length
        self._ends = list(accumulate(len(part.text) + 1 for part in parts))
        self._shifts = [part.end + 1 - end for part, end in zip(parts, self._ends, strict=True)]

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self._at(each) for each in range(*index.indices(self._length))]
        return self._at(range(self._length)[index])

    def __len__(self) -> int:
        return self._length

    def _at(self, index: int) -> int:
        index += self._lead
        return index + self._shifts[min(bisect_right(self._ends, index), len(self._ends) - 1)]


def _lines(text: str, span: Span) -> Iterator[_Line]:
    for match in _LINE.finditer(text, span.start, span.end):
        if match[0]:
            yield _Line(match["text"], match.start())


def _scalar(source: SourceText, parts: Sequence[_Line]) -> ConfScalar:
    """The value of these lines, without the blanks at its beginning and its end."""
    text = "\n".join(part.text for part in parts)
    lead, kept = len(text) - len(text.lstrip()), text.strip()
    offsets: Sequence[int]
    if len(parts) == 1:
        start = parts[0].start + (lead if kept else len(text))
        offsets = range(start, start + len(kept) + 1)
    else:
        offsets = JoinedOffsets(parts, lead, len(kept) + 1)
    span = Span(offsets[0], offsets[-1])
    return ConfScalar(source, span, kept, kept, raw_end=span.end, offsets=offsets)
