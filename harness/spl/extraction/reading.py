"""From the settings of stanzas to rules: what EXTRACT, REPORT, KV_MODE, FIELDALIAS, EVAL and LOOKUP say.

Source: Splunk, props.conf; Knowledge Manager Manual, "The sequence of search-time operations" (classes of one kind are
done in ASCII order).
"""

from __future__ import annotations

from re import IGNORECASE
from re import compile as plain
from typing import TYPE_CHECKING, cast

from harness.diagnostics import Diagnostic
from harness.errors import SplError
from harness.spl.extraction.rules import Alias, AutomaticLookup, Calculation, EventRules, Inline, Problems
from harness.spl.extraction.transforms import read_transform

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from harness.diagnostics import SourceText
    from harness.spl.extraction.rules import FieldTransform, KvMode
    from harness.spl.objects import Transform

_INLINE = plain(r"(?s)(?P<regex>.*?)(?:\s+in\s+(?P<field>[A-Za-z0-9_]+))?\s*\Z")
_NAME = r"""(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))"""
_ALIAS = plain(rf"(?i)\s*{_NAME}\s+(AS|ASNEW)\s+{_NAME}\s*,?(?=\s|\Z)")
_LOOKUP = plain(r"lookup[-_]?(.*)", IGNORECASE)
_MODES = ("none", "auto", "auto_escaped", "multi", "json", "xml")
_NOT_DONE = {"rename": "the sourcetype is given another name for searches"}


def read_rules(
    settings: Mapping[str, SourceText],
    transforms: Mapping[str, Transform],
    lookups: Collection[str] | None = None,
) -> EventRules:
    """The rules that settings make; `lookups` are the names of those that there are, None where nobody knows."""
    problems = Problems()
    for key, why in _NOT_DONE.items():
        if key in settings and settings[key].text:
            message = f"the embedded engine does not do {key}: {why}"
            problems.report("SPL675", message, settings[key], "declare the rules for the sourcetype that events have")
    return EventRules(
        inlines=tuple(_inlines(settings, problems)),
        transforms=tuple(_reports(settings, transforms, problems)),
        kv_mode=_mode(settings.get("KV_MODE"), problems),
        reads_json=problems.switch("AUTO_KV_JSON", settings.get("AUTO_KV_JSON"), default=True),
        trims_spaces=problems.switch("KV_TRIM_SPACES", settings.get("KV_TRIM_SPACES"), default=True),
        aliases=tuple(_aliases(settings, problems)),
        calculations=tuple(_calculations(settings, problems)),
        lookups=tuple(_lookups(settings, lookups, problems)),
        problems=tuple(problems.found),
    )


def _of_class(settings: Mapping[str, SourceText], prefix: str) -> Iterator[tuple[str, SourceText]]:
    """The settings of one kind with their classes, in ASCII order; an empty value takes a setting back."""
    for key in sorted(settings):
        if key.startswith(prefix) and len(key) > len(prefix) and settings[key].text:
            yield key[len(prefix) :], settings[key]


def _inlines(settings: Mapping[str, SourceText], problems: Problems) -> Iterator[Inline]:
    for name, source in _of_class(settings, "EXTRACT-"):
        match = _INLINE.match(source.text)
        assert match is not None  # it matches any text
        written = match["regex"]
        pattern = problems.pattern(written, "(?ms)", source)
        if pattern is not None and not pattern.groupindex:
            message = f"the regular expression of EXTRACT-{name} names no group, so it extracts nothing"
            problems.report("SPL671", message, source, "name a group: (?<field>...)", "no named group")
        elif pattern is not None:
            yield Inline(pattern, written, match["field"] or "_raw", source)


def _reports(
    settings: Mapping[str, SourceText], transforms: Mapping[str, Transform], problems: Problems
) -> Iterator[FieldTransform]:
    for _, source in _of_class(settings, "REPORT-"):
        for name in (part.strip() for part in source.text.split(",")):
            found = transforms.get(name)
            if found is not None:
                yield from read_transform(found, problems)
            elif name:
                way_out = f"add the stanza [{name}] to transforms.conf"
                problems.unknown("transform", name, sorted(transforms), source, "SPL672", way_out)


def _mode(source: SourceText | None, problems: Problems) -> KvMode:
    mode = "auto" if source is None or not source.text else source.text.lower()
    if source is not None and mode not in _MODES:
        problems.report("SPL673", f"KV_MODE is {source.text}", source, f"write one of {', '.join(_MODES)}", "no mode")
    elif source is not None and mode == "multi":
        way_out = "use the multikv command in the search"
        problems.report("SPL675", "the embedded engine does not do KV_MODE = multi", source, way_out, "not done here")
    return cast("KvMode", mode)


def _aliases(settings: Mapping[str, SourceText], problems: Problems) -> Iterator[Alias]:
    for name, source in _of_class(settings, "FIELDALIAS-"):
        position = 0
        while position < len(source.text.rstrip()):
            match = _ALIAS.match(source.text, position)
            if match is None:
                before = source.text[:position].strip() or "its equals sign"
                message = f"FIELDALIAS-{name} cannot be read behind {before}"
                problems.report("SPL673", message, source, "write field AS alias, or field ASNEW alias", "not an alias")
                break
            position = match.end()
            quoted_old, old, how, quoted_new, new = match.groups()
            yield Alias(old or _unescaped(quoted_old), new or _unescaped(quoted_new), how.lower() == "asnew")


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _calculations(settings: Mapping[str, SourceText], problems: Problems) -> Iterator[Calculation]:
    for name, source in _of_class(settings, "EVAL-"):
        from harness.spl.macro_evaluation import parse_macro_expression
        from harness.spl.parsing import GRAMMAR
        from harness.spl.syntax.checking import is_boolean

        try:
            expression = parse_macro_expression(source, GRAMMAR)
        except SplError as error:
            problems.found += [each for each in error.diagnostics if isinstance(each, Diagnostic)]
            continue
        if is_boolean(expression, GRAMMAR):
            message = f"EVAL-{name} is a truth value, which no field holds"
            problems.report("SPL403", message, source, "write if(.., .., ..) around it", "a condition")
            continue
        yield Calculation(name, expression, source)


def _lookups(
    settings: Mapping[str, SourceText], known: Collection[str] | None, problems: Problems
) -> Iterator[AutomaticLookup]:
    for key in sorted(settings):
        match, source = _LOOKUP.fullmatch(key), settings[key]
        if match is None or not source.text:
            continue
        try:
            found = read_lookup(source)
        except SplError as error:
            problems.found += [each for each in error.diagnostics if isinstance(each, Diagnostic)]
            continue
        table = str(getattr(found.command, "table", ""))
        if known is not None and not {table, f"{table}.csv", table.removesuffix(".csv")} & set(known):
            problems.unknown("lookup", table, sorted(known), source, "SPL674", "declare the lookup")
        yield found


def read_lookup(source: SourceText) -> AutomaticLookup:
    """The lookup command behind the text of LOOKUP.

    Raises: SplError.
    """
    from harness.spl.parsing import GRAMMAR
    from harness.spl.syntax.cursor import Cursor
    from harness.spl.syntax.mistakes import error_of

    command = GRAMMAR.command("lookup")
    assert command is not None
    cursor = Cursor(source, GRAMMAR)
    parsed = command.parse(cursor)
    if cursor.skip_space() < cursor.end:
        raise cursor.expected("the end of the lookup")
    if cursor.diagnostics:
        raise error_of(cursor.diagnostics)
    return AutomaticLookup(parsed, source)
