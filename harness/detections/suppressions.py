"""`noqa`: findings that a file's author has seen and keeps.

    # noqa: L003                     above a key: of the key and all of its value
    search: '..'  # noqa: L003       at the end of a line: of what begins on it, a key with all of its value
    ``` noqa: L003 ```               inside SPL: of the line that it stands on
    # harness: noqa: L003, L011      anywhere: of the whole file

Errors are never suppressed.  A suppression without codes, with an unknown one, or without a finding is told itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.diagnostics import CODES, Diagnostic, SourceText, Span, suggest
from harness.diagnostics.diagnostic import Edit
from harness.diagnostics.yaml_text import YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from harness.detections.model import ContentObject
    from harness.diagnostics.yaml_text import YamlNode

UNKNOWN, UNUSED = "L090", "L091"

_CODES = r"(?:[ \t]*:[ \t]*(?P<codes>[A-Z]+\d+(?:[, \t]+[A-Z]+\d+)*))?"
_COMMENT = re.compile(rf"(?:^|(?<=\s))\#[ \t]*(?P<file>harness:[ \t]*)?noqa\b{_CODES}", re.IGNORECASE | re.MULTILINE)
_IN_SPL = re.compile(rf"```\s*noqa\b{_CODES}.*?```", re.IGNORECASE | re.DOTALL)
_CODE = re.compile(r"[A-Za-z]+\d+")


@dataclass(slots=True)
class Suppression:
    """One comment: its codes with their places, the part of the file that it is about, and which codes it met."""

    span: Span
    codes: dict[str, Span]
    reach: Span
    met: set[str] = field(default_factory=set)

    def takes(self, finding: Diagnostic) -> bool:
        """Whether it suppresses a finding; remembers that it did."""
        is_taken = finding.code in self.codes and self.reach.start <= finding.location.span.start < self.reach.end
        if is_taken:
            self.met.add(finding.code)
        return is_taken


def suppressions(found: ContentObject) -> list[Suppression]:
    """Every suppression in the part of a file that an object stands in."""
    text = found.source.text
    if "noqa" not in text.lower():
        return []
    ranges = _ranges(found.node)
    return [*_in_file(text, ranges), *_in_searches(found)]


def unsuppressed(
    found: ContentObject, findings: Iterator[Diagnostic], comments: Sequence[Suppression] | None = None
) -> Iterator[Diagnostic]:
    """The findings that no suppression of the object's file takes."""
    comments = suppressions(found) if comments is None else comments
    for finding in findings:
        is_open = not comments or finding.severity == "error" or finding.location.source.name != found.source.name
        taken = [comment for comment in comments if not is_open and comment.takes(finding)]
        if not taken:
            yield finding


def complaints(found: ContentObject, comments: Sequence[Suppression], judged: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with suppressions; a code is unused only where its check was run, that is, where it was judged."""
    for comment in comments:
        unused = [code for code in comment.codes if code in CODES and code in judged and code not in comment.met]
        for code, span in comment.codes.items():
            if code not in CODES:
                near = suggest(code, list(CODES))
                way_out = f'did you mean "{near}"?' if near else "harness lint --list shows all codes"
                message = f"no diagnostic has the code {code}"
                yield Diagnostic(UNKNOWN, message, found.source, span, "unknown", way_out, severity="warning")
        for code in unused:
            edits = _without(found.source.text, comment, unused)
            message = f"nothing that can be suppressed here has the code {code}"
            place = comment.codes[code]
            yield Diagnostic(UNUSED, message, found.source, place, "unused", "remove it", (), "warning", edits)
        if not comment.codes:
            message, way_out = "this noqa names no code", "name what it is for: # noqa: L003"
            yield Diagnostic(UNKNOWN, message, found.source, comment.span, "suppresses nothing", way_out, (), "warning")


def _without(text: str, comment: Suppression, unused: Sequence[str]) -> tuple[Edit, ...]:
    """Removes a comment none of whose codes is used; a line that holds nothing else goes with it."""
    start, end = comment.span
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if len(unused) < len(comment.codes) or text[start] != "#" or text[end:line_end].strip():
        return ()
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip():
        return (Edit(Span(line_start, min(line_end + 1, len(text))), ""),)
    return (Edit(Span(len(text[:start].rstrip(" \t")), line_end), ""),)


# --- comments of the file --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The parts of a file: `values` are those of keys and items, `texts` are the insides of scalars."""

    values: list[Span]
    texts: list[Span]


def _ranges(root: YamlNode) -> _Ranges:
    values, texts = [], []
    stack: list[YamlNode] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, YamlMapping):
            values += [Span(node.key_span(key).start, child.span.end) for key, child in node.items.items()]
            stack += node.items.values()
        elif isinstance(node, YamlSequence):
            values += [item.span for item in node.items]
            stack += node.items
        elif isinstance(node, YamlScalar):
            texts.append(_inside(node))
    return _Ranges(values, texts)


def _inside(scalar: YamlScalar) -> Span:
    """The text of a scalar, without the line that announces a block: a comment may stand there."""
    start, end = scalar.span
    if scalar.style and scalar.style in "|>":
        line_end = scalar.source.text.find("\n", start, end)
        return Span(end if line_end < 0 else line_end, end)
    return Span(start, end)


def _in_file(text: str, ranges: _Ranges) -> Iterator[Suppression]:
    for match in _COMMENT.finditer(text):
        start = match.start()
        if any(each.start <= start < each.end for each in ranges.texts):
            continue
        reach = Span(0, len(text) + 1) if match["file"] else _reach(text, start, ranges)
        yield Suppression(Span(start, match.end()), _codes(match), reach)


def _codes(match: re.Match[str], offset: int = 0) -> dict[str, Span]:
    if match["codes"] is None:
        return {}
    start = match.start("codes") + offset
    found = _CODE.finditer(match["codes"])
    return {each[0].upper(): Span(start + each.start(), start + each.end()) for each in found}


def _reach(text: str, comment: int, ranges: _Ranges) -> Span:
    """What a comment is about: its own line, or the next one that holds more than a comment, and what begins there."""
    start = text.rfind("\n", 0, comment) + 1
    is_alone = not text[start:comment].strip()
    while is_alone and start < len(text) and text[start : _line_end(text, start)].strip()[:1] in ("", "#"):
        start = _line_end(text, start) + 1
    end = _line_end(text, start)
    begun = [each.end for each in ranges.values if start <= each.start < end]
    return Span(start, max([end, *begun]) + 1)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


# --- comments of SPL -------------------------------------------------------------------------------------------------


def _in_searches(found: ContentObject) -> Iterator[Suppression]:
    node = found.find("search")
    if not isinstance(node, YamlScalar):
        return
    search = node.source_text()
    for match in _IN_SPL.finditer(search.text):
        place = _place(search, Span(*match.span()))
        codes = {code: _place(search, span) for code, span in _codes(match).items()}
        text = found.source.text
        reach = Span(text.rfind("\n", 0, place.start) + 1, _line_end(text, place.start) + 1)
        yield Suppression(place, codes, reach)


def _place(source: SourceText, span: Span) -> Span:
    return Diagnostic(UNKNOWN, "", source, span).location.span
