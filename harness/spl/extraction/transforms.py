"""Stanzas of transforms.conf that extract fields: how they are read, and the pairs that they find in a text.

Rules
- F1  With FORMAT each match gives its pairs, without it the named groups; `_KEY_x` and `_VAL_x` are a name and its
  value.  Where a name comes out of the text, or with MV_ADD, every match counts, else the first.
- F2  One set of DELIMS with FIELDS names the parts in order; without FIELDS parts are names and values in turn.  Two
  sets separate pairs, and names from values.  Only FIELDS makes an empty part count.
- F3  What stands in double quotes is not split; blanks around a part and the quotes go.  Undecided: the blanks.
- F4  An empty value is no pair, but for KEEP_EMPTY_VALS with a regular expression (with DELIMS it was measured to do
  nothing).  `$0` gives no field (measured).

Source: Splunk, transforms.conf; measured on Splunk 10.4.0 where it says so.
"""

from __future__ import annotations

from re import compile as plain
from re import escape
from typing import TYPE_CHECKING

from harness.spl.extraction.rules import FieldTransform, Problems
from harness.spl.key_values import clean_key
from harness.spl.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.diagnostics import SourceText
    from harness.spl.extraction.rules import Part
    from harness.spl.objects import Transform
    from harness.spl.patterns import Match, Pattern

_QUOTED = plain(r'\s*"((?:[^"\\]|\\.)*)"\s*,?')
_FIELD = plain(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))\s*,?')
_FORMAT = plain(r'\s*("(?:[^"\\]|\\.)*"|\$\d+|[^\s":$]+)::("(?:[^"\\]|\\.)*"|\$\d+|[^\s"$]+)(?=\s|\Z)')
_ESCAPE = plain(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r"}
_EXTRACTING = ("REGEX", "DELIMS")


def extracts_fields(transform: Transform) -> bool:
    """Whether a stanza extracts fields at search time; others are lookups, or work where events are indexed."""
    return any(transform.settings.get(key) for key in _EXTRACTING) and "DEST_KEY" not in transform.settings


def read_transform(transform: Transform, problems: Problems) -> Iterator[FieldTransform]:
    """The transform that a stanza says; nothing, and diagnostics, where it cannot be read."""
    settings = transform.settings
    before = len(problems.found)
    regex, delims = settings.get("REGEX"), settings.get("DELIMS")
    pattern = problems.pattern(regex.text, "", regex) if regex is not None and regex.text else None
    source = regex or delims or next(iter(settings.values()), None)
    if source is None or not (regex or delims):
        _report_nothing(transform, source, problems)
        return
    made = FieldTransform(
        transform.name,
        pattern,
        source,
        formats=_formats(settings.get("FORMAT"), pattern, problems),
        delimiters=_delimiters(delims, problems) if pattern is None and delims is not None else (),
        names=_names(settings.get("FIELDS"), problems),
        fields=_source_fields(settings.get("SOURCE_KEY"), problems),
        adds_values=problems.switch("MV_ADD", settings.get("MV_ADD"), default=False),
        cleans_names=problems.switch("CLEAN_KEYS", settings.get("CLEAN_KEYS"), default=True),
        keeps_empty=problems.switch("KEEP_EMPTY_VALS", settings.get("KEEP_EMPTY_VALS"), default=False),
    )
    if pattern is not None and not _extracts(made, pattern):
        message = f"the transform [{transform.name}] extracts nothing: no group with a name, and no FORMAT"
        problems.report("SPL671", message, source, "name a group, (?<field>...), or write FORMAT = field::$1")
    if len(problems.found) == before:
        yield made


def _report_nothing(transform: Transform, source: SourceText | None, problems: Problems) -> None:
    if source is not None:
        message = f"the transform [{transform.name}] has neither REGEX nor DELIMS"
        problems.report("SPL671", message, source, "add REGEX = .. or DELIMS = ..", "extracts nothing")


def _extracts(made: FieldTransform, pattern: Pattern) -> bool:
    return pattern.groups > 0 and bool(made.formats or pattern.groupindex)


def _formats(source: SourceText | None, pattern: Pattern | None, problems: Problems) -> tuple[tuple[Part, Part], ...]:
    found: list[tuple[Part, Part]] = []
    text = "" if source is None else source.text
    position = 0
    while source is not None and position < len(text.rstrip()):
        match = _FORMAT.match(text, position)
        if match is None:
            way_out = "write name::value pairs, each part a text or $ and the number of a group; parts cannot be joined"
            problems.report("SPL673", "FORMAT cannot be read", source, way_out, "not name::value")
            break
        position = match.end()
        pair = (_part(match[1]), _part(match[2]))
        found.append(pair)
        for part in pair:
            if isinstance(part, int) and pattern is not None and part > pattern.groups:
                message = f"FORMAT names group {part}, and the regular expression has {pattern.groups}"
                problems.report("SPL671", message, source, "name a group that there is", "no such group")
    return tuple(found)


def _part(written: str) -> Part:
    if written.startswith("$"):
        return int(written[1:])
    return _unescaped(written[1:-1]) if written.startswith('"') else written


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _delimiters(source: SourceText, problems: Problems) -> tuple[str, ...]:
    found: list[str] = []
    position = 0
    while match := _QUOTED.match(source.text, position):
        position = match.end()
        found.append(_unescaped(match[1]))
    if position < len(source.text.rstrip()) or len(found) not in (1, 2) or "" in found:
        way_out = 'write one or two sets of characters in double quotes, such as DELIMS = "|", "="'
        problems.report("SPL673", "DELIMS cannot be read", source, way_out, "no delimiters")
    return tuple(found)


def _names(source: SourceText | None, problems: Problems) -> tuple[str, ...]:
    found: list[str] = []
    text = "" if source is None else source.text
    position = 0
    while match := _FIELD.match(text, position):
        position = match.end()
        found.append(match[2] or _unescaped(match[1]))
    if source is not None and position < len(text.rstrip()):
        problems.report("SPL673", "FIELDS cannot be read", source, "write names with commas between them", "no names")
    return tuple(found)


def _source_fields(source: SourceText | None, problems: Problems) -> tuple[str, ...]:
    text = "_raw" if source is None or not source.text else source.text
    for prefix in ("fields:", "field:"):
        if text.startswith(prefix):
            return tuple(name.strip() for name in text.removeprefix(prefix).split(","))
    if source is not None and text.startswith("MetaData:"):
        way_out = "name the field: host, source or sourcetype"
        problems.report("SPL675", f"{text} is a key of indexing, not a field", source, way_out, "no field")
    return (text,)


# --- the pairs of a text --------------------------------------------------------------------------------------------


def pairs_of(transform: FieldTransform, text: str) -> Iterator[tuple[str, str]]:
    """The names and values that a transform finds in a text, in its order; a name may come again.

    Raises: PatternTimeout.
    """
    found = _matched(transform, transform.pattern, text) if transform.pattern else _delimited(transform, text)
    for written, value in found:
        name = clean_key(written) if transform.cleans_names else written
        if name and (value or (transform.keeps_empty and transform.pattern is not None)):
            yield name, value


def _matched(transform: FieldTransform, pattern: Pattern, text: str) -> Iterator[tuple[str, str]]:
    for match in matches(pattern, text, 0 if _repeats(transform, pattern) else 1):
        yield from _formatted(transform.formats, match) if transform.formats else _named(pattern, match)


def _repeats(transform: FieldTransform, pattern: Pattern) -> bool:
    named = any(isinstance(name, int) for name, _ in transform.formats)
    return named or transform.adds_values or any(name.startswith("_KEY_") for name in pattern.groupindex)


def _formatted(formats: Sequence[tuple[Part, Part]], match: Match) -> Iterator[tuple[str, str]]:
    for parts in formats:
        name, value = (_filled(part, match) for part in parts)
        if name is not None and value is not None:
            yield name, value


def _filled(part: Part, match: Match) -> str | None:
    if isinstance(part, str):
        return part
    group: str | None = match.group(part) if part else None
    return group


def _named(pattern: Pattern, match: Match) -> Iterator[tuple[str, str]]:
    for group in pattern.groupindex:
        value = match.group(group)
        if value is None or group.startswith("_VAL_"):
            continue
        if not group.startswith("_KEY_"):
            yield group, value
            continue
        partner = f"_VAL_{group.removeprefix('_KEY_')}"
        found = match.group(partner) if partner in pattern.groupindex else None
        if found is not None:
            yield value, found


def _delimited(transform: FieldTransform, text: str) -> Iterator[tuple[str, str]]:
    outer, *inner = transform.delimiters
    if inner:
        for piece in split_outside_quotes(text, outer):
            name, *rest = split_outside_quotes(piece, inner[0], most=1)
            if rest:
                yield _bare(name), _bare(rest[0])
    elif transform.names:
        parts = map(_bare, split_outside_quotes(text, outer))
        yield from zip(transform.names, parts, strict=False)
    else:
        kept = [_bare(part) for part in split_outside_quotes(text, outer) if part]
        yield from zip(kept[::2], kept[1::2], strict=False)


def split_outside_quotes(text: str, delimiters: str, most: int = 0) -> list[str]:
    """The parts of a text that any of these characters separates, at most `most` times; not within double quotes."""
    pattern = plain(rf'(?s)"(?:[^"\\]|\\.)*"|([{escape(delimiters)}])')
    parts: list[str] = []
    start = 0
    for match in pattern.finditer(text):
        if match[1] is not None and (not most or len(parts) < most):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _bare(part: str) -> str:
    part = part.strip()
    if len(part) > 1 and part[0] == part[-1] == '"':
        return part[1:-1].replace('\\"', '"')
    return part
