"""The searches of content files in canonical SPL, and nothing else of the files touched.

A search is printed from its tree with the macros left as calls.  Before anything is written the new file is read
again: everything but the search must be what it was, the search must read to the same tree, with its macros as calls
and with its macros expanded, and printing it once more must change nothing.  What does not pass is left as it is, with
the reason; so is a search with comments, which no tree holds.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from harness.detections.scalar_layout import rewritings
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.yaml_text import YamlFile, YamlMapping, YamlScalar, load_yaml_file, parse_yaml
from harness.errors import SplError
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from harness.detections.schema import Kind
    from harness.spl.sources import MacroDefinition
    from harness.spl.syntax.ast import Pipeline


SEARCH_KEYS: Mapping[Kind, str] = {"detection": "search", "baseline": "search", "macro": "definition"}
"""Where each kind of content holds SPL that may be a whole search."""


@frozen
class Knowledge:
    """What the content says of its searches: its macros, read when they are first needed, and commands of add-ons."""

    macros: Callable[[], Mapping[str, MacroDefinition]]
    externals: frozenset[str] = frozenset()


def knowledge_of(root: Path) -> Knowledge:
    """What the content of `root` says."""
    from harness.detections.conf.commands import declared_commands
    from harness.detections.loader import load_content

    return Knowledge(cache(lambda: load_content(root).macro_definitions), declared_commands(root).names)


_BOM = "\ufeff"
_QUOTED = r'\\.|"(?:[^"\\]++|\\.)*+"|`[^`]*`'
_MARK = re.compile(rf"{_QUOTED}|[\[\]|]", re.DOTALL)
_BEGINS = re.compile(r"\s*(?:\||search\b)", re.IGNORECASE)
_BLANKS = re.compile(rf"{_QUOTED}|(\s+)", re.DOTALL)


@frozen
class FormattedFile:
    """A file before and after; `notes` say why a search was left as it is."""

    path: Path
    name: str
    before: str
    after: str
    notes: tuple[Diagnostic, ...] = field(default=())

    @property
    def is_changed(self) -> bool:
        """Whether formatting changes the file."""
        return self.before != self.after

    def write(self) -> None:
        """Puts the new text in the place of the old one, whole: it is written beside the file and then renamed.

        Raises: OSError when the folder cannot be written.
        """
        target = self.path.resolve()
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            beside.write_bytes(self.after.encode())
            shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


class _Left(Exception):  # noqa: N818 - it is the ordinary end of most searches that cannot be formatted
    """Why a search is left as it is, in a few words."""


def format_file(kind: Kind, path: Path, name: str, known: Knowledge) -> FormattedFile:
    """The file with its search in canonical SPL; `known` is what the content around it says."""
    file = load_yaml_file(path, name=name)
    text = file.source.text
    node = file.root.at(SEARCH_KEYS[kind]) if isinstance(file.root, YamlMapping) else None
    if file.errors:
        return FormattedFile(path, name, text, text, (_note(file.source, Span(0, 0), "the file is not sound YAML"),))
    if not isinstance(node, YamlScalar) or (kind == "macro" and not node.text.lstrip().startswith("|")):
        return FormattedFile(path, name, text, text)
    bom = _BOM if any(found.code == "YAML005" for found in file.diagnostics) else ""
    try:
        after = _formatted(file, SEARCH_KEYS[kind], node, known)
    except _Left as reason:
        return FormattedFile(path, name, bom + text, bom + text, (_note(file.source, node.span, str(reason)),))
    return FormattedFile(path, name, bom + text, bom + after)


def _note(source: SourceText, span: Span, reason: str) -> Diagnostic:
    return Diagnostic("DET220", f"left as it is: {reason}", source, span, severity="note")


def format_search(search: str, externals: frozenset[str] = frozenset()) -> str:
    """Canonical SPL for a search whose macros stay calls.

    A command in which a macro stands for a piece that only its text tells, such as an option, keeps its own words; the
    blanks between them become one.  A search that does not begin with the word `search` does not get it.  Whether the
    result is the same search is not judged here.
    """
    tree = _read(search, externals)
    if tree is not None:
        return _as_begun(str(tree), search)
    commands = [_command(text, number, externals) for number, text in enumerate(_commands(search))]
    return _as_begun("\n".join(commands), search)


def _as_begun(printed: str, search: str) -> str:
    return printed if _BEGINS.match(search) else printed.removeprefix("search ")


def _commands(search: str) -> list[str]:
    """The text cut before each pipe that stands outside of quotes, macro calls and subsearches."""
    depth, cuts = 0, [0]
    for match in _MARK.finditer(search):
        mark = match[0]
        depth += (mark == "[") - (mark == "]")
        if mark == "|" and depth == 0 and search[: match.start()].strip():
            cuts.append(match.start())
    return [search[start:end].strip() for start, end in pairwise([*cuts, len(search)])]


def _command(text: str, number: int, externals: frozenset[str]) -> str:
    tree = _read(text, externals)
    is_piped = text.startswith("|")
    printed = str(tree) if tree is not None else _in_own_words(text.removeprefix("|").strip(), externals)
    return f"| {printed}" if (number or is_piped) and not printed.startswith("|") else printed


def _in_own_words(command: str, externals: frozenset[str]) -> str:
    """A command as it is written, with single blanks, and with its subsearches formatted."""
    parts: list[str] = []
    depth = start = 0
    for match in _MARK.finditer(command):
        mark = match[0]
        if mark == "[" and depth == 0:
            parts.append(_BLANKS.sub(_one_blank, command[start : match.start()]))
            start = match.end()
        depth += (mark == "[") - (mark == "]")
        if mark == "]" and depth == 0:
            parts.append(_subsearch(command[start : match.start()], externals))
            start = match.end()
    return "".join([*parts, _BLANKS.sub(_one_blank, command[start:])])


def _subsearch(search: str, externals: frozenset[str]) -> str:
    """What stands in brackets, as the printer lays it out."""
    text = search.strip()
    commands = _commands(text if text.startswith("|") else f"| {text}")
    body = "\n".join(_command(each, number, externals) for number, each in enumerate(commands)).removeprefix("| ")
    return "[ " + body.replace("\n", "\n    ") + " ]"


def _one_blank(match: re.Match[str]) -> str:
    return " " if match[1] else match[0]


def _tree(search: str, externals: frozenset[str], macros: Mapping[str, MacroDefinition] | None = None) -> Pipeline:
    from harness.spl.parsing import parse

    return parse(search, macros=macros, externals=externals, expand=macros is not None)


def _formatted(file: YamlFile, key: str, node: YamlScalar, known: Knowledge) -> str:
    source = file.source
    if not isinstance(node.value, str) or source.text[node.span.start] in "&!*":
        raise _Left("it is written with an anchor, an alias or a tag")
    if "```" in node.text:
        raise _Left("it holds a comment, which formatting would lose")
    for raw in rewritings(node, format_search(node.text, known.externals)):
        after = source.text[: node.span.start] + raw + source.text[node.raw_end :]
        if after == source.text or _is_same(file, SourceText(source.name, after), key, known):
            return after
    raise _Left(_why(node.text, known))


def _why(search: str, known: Knowledge) -> str:
    try:
        _tree(search, known.externals, known.macros())
    except SplError as error:
        first = next((found for found in error.diagnostics if isinstance(found, Diagnostic)), None)
        return f"{first.message} ({first.code})" if first is not None else str(error)
    return "its canonical form cannot stand in this file"


def _is_same(old: YamlFile, source: SourceText, key: str, known: Knowledge) -> bool:
    """Whether the new file says what the old one says, and formatting it again changes nothing."""
    new = parse_yaml(source)
    if new.errors or old.root is None or new.root is None:
        return False
    before, after = old.root.to_python(), new.root.to_python()
    search, written = before.pop(key), after.pop(key, None)
    return before == after and isinstance(written, str) and _reads_alike(search, written, known)


def _reads_alike(search: str, written: str, known: Knowledge) -> bool:
    externals = known.externals
    if format_search(written, externals) != format_search(search, externals):
        return False
    before, after = _read(search, externals), _read(written, externals)
    if before != after:
        return False
    if "`" in search:
        macros = known.macros()
        whole = _read(search, externals, macros)
        return whole == _read(written, externals, macros) and (whole is not None or before is not None)
    return before is not None


def _read(
    search: str, externals: frozenset[str], macros: Mapping[str, MacroDefinition] | None = None
) -> Pipeline | None:
    """The tree of a search, None if it cannot be read."""
    try:
        return _tree(search, externals, macros)
    except SplError:
        return None
