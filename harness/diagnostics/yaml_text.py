"""YAML files with positions: reading, checking and the tree.

Everything that can be wrong with a file as a file has a code of its own, YAML001 and up, and one diagnostic; nothing
that a file contains can make reading slow, deep or endless.
"""

from __future__ import annotations

import re
from errno import EINVAL
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from harness.diagnostics.diagnostic import Diagnostic
from harness.diagnostics.source import SourceText, Span
from harness.diagnostics.yaml_nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence
from harness.errors import ContentError
from harness.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "SIZE_LIMIT_BYTES",
    "YamlFile",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "load_yaml",
    "load_yaml_file",
    "parse_yaml",
    "read_yaml_file",
]

SIZE_LIMIT_BYTES = 2_000_000
_BOM = "\ufeff"
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


@frozen
class YamlFile:
    """A YAML text, its tree (None when it has none) and everything that is wrong with it."""

    source: SourceText
    root: YamlNode | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(found for found in self.diagnostics if found.severity == "error")


def load_yaml(source: SourceText, error: type[ContentError] = ContentError) -> YamlNode:
    """The tree of a YAML text that holds one document.

    Raises: `error` with every mistake; warnings alone are passed over.
    """
    return _root(parse_yaml(source), error)


def load_yaml_file(path: Path, *, name: str | None = None) -> YamlFile:
    """Reads and parses a file; whatever is wrong is in the diagnostics, and nothing is raised."""
    source, found = _read(path, name or path.as_posix())
    if any(each.severity == "error" for each in found):
        return YamlFile(source, None, tuple(found))
    parsed = parse_yaml(source)
    return YamlFile(source, parsed.root, (*found, *parsed.diagnostics))


def read_yaml_file(path: Path, error: type[ContentError] = ContentError, *, name: str | None = None) -> SourceText:
    """The text of a file, decoded as UTF-8 and without a byte order mark; line ends are kept.

    Raises: `error` when it cannot be read, is not UTF-8 or is larger than `SIZE_LIMIT_BYTES`.
    """
    source, found = _read(path, name or path.as_posix())
    errors = [each for each in found if each.severity == "error"]
    if errors:
        raise error(diagnostics=errors)
    return source


def parse_yaml(source: SourceText) -> YamlFile:
    """The tree of a YAML text and all its mistakes; a text with errors may still have a tree.

    A byte order mark is warned about and left out of the source of the tree.

    Cost: about a quarter of a millisecond for a file of 70 lines.
    """
    if source.text.startswith(_BOM):
        unmarked = parse_yaml(SourceText(source.name, source.text[1:]))
        return YamlFile(unmarked.source, unmarked.root, (_bom(unmarked.source), *unmarked.diagnostics))
    blocking = _too_large(source, len(source.text)) or _control_character(source)
    if blocking is not None:
        return YamlFile(source, None, (blocking,))
    from harness.diagnostics.yaml_compose import compose

    root, found = compose(source)
    if not found and _is_empty(root):
        found = [_empty(source)]
        root = None
    return YamlFile(source, root, (*_line_ends(source), *found))


def _root(parsed: YamlFile, error: type[ContentError]) -> YamlNode:
    if parsed.errors or parsed.root is None:
        raise error(diagnostics=parsed.errors)
    return parsed.root


def _is_empty(root: YamlNode | None) -> bool:
    return root is None or (isinstance(root, YamlScalar) and root.value is None and not root.text)


def _empty(source: SourceText) -> Diagnostic:
    return Diagnostic("YAML003", "the file is empty", source, Span(0, 0), "", "write its content, or delete the file")


def _control_character(source: SourceText) -> Diagnostic | None:
    match = _FORBIDDEN.search(source.text)
    if match is None:
        return None
    message = f"the file holds the control character U+{ord(match.group()):04X}"
    help_ = r'remove it, or write it as an escape in double quotes, such as "\x07"'
    return Diagnostic("YAML004", message, source, Span(*match.span()), "", help_)


def _line_ends(source: SourceText) -> list[Diagnostic]:
    at = source.text.find("\r\n")
    if at < 0:
        return []
    help_ = "save the file with LF line ends; a .gitattributes line such as *.yml text eol=lf keeps them"
    return [Diagnostic("YAML006", "lines end in CRLF", source, Span(at, at), "", help_, severity="warning")]


def _bom(source: SourceText) -> Diagnostic:
    help_ = "save the file as UTF-8 without a byte order mark"
    message = "the file starts with a byte order mark"
    return Diagnostic("YAML005", message, source, Span(0, 0), "", help_, severity="warning")


def _too_large(source: SourceText, size: int) -> Diagnostic | None:
    if size <= SIZE_LIMIT_BYTES:
        return None
    message = f"the file is too large: {size:,} bytes, the limit is {SIZE_LIMIT_BYTES:,}"
    return Diagnostic(
        "YAML010", message, source, Span(0, 0), "", "keep data out of YAML: put it into a dataset's files"
    )


def _read(path: Path, name: str) -> tuple[SourceText, list[Diagnostic]]:
    nothing = SourceText(name, "")
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode) and not S_ISDIR(status.st_mode):
            raise OSError(EINVAL, "it is a pipe or a device")  # reading it could wait for ever
        too_large = _too_large(nothing, status.st_size)
        if too_large is not None:
            return nothing, [too_large]
        data = path.read_bytes()
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        message = f"the file cannot be read: {reason}"
        return nothing, [Diagnostic("YAML017", message, nothing, Span(0, 0), "", "check the path and its permissions")]
    return _decode(data, name)


def _decode(data: bytes, name: str) -> tuple[SourceText, list[Diagnostic]]:
    content = data.removeprefix(_BOM.encode())
    try:
        source = SourceText(name, content.decode())
    except UnicodeDecodeError as problem:
        return _not_utf8(content, name, problem.start)
    return source, [_bom(source)] if len(content) < len(data) else []


def _not_utf8(data: bytes, name: str, start: int) -> tuple[SourceText, list[Diagnostic]]:
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if is_utf16 else "utf-8"
    source = SourceText(name, data.decode(encoding, errors="replace"))
    at = 0 if is_utf16 else len(data[:start].decode())
    message = (
        "the file is UTF-16" if is_utf16 else f"the file is not UTF-8: byte 0x{data[start]:02x} at offset {start:,}"
    )
    span = Span(at, at) if is_utf16 else Span(at, at + 1)
    return source, [Diagnostic("YAML002", message, source, span, "", "save the file as UTF-8")]
