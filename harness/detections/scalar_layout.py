"""A YAML scalar written anew with a text of several lines, in the notation that it had.

The lines of the text become lines of the file in every notation.  Where the notation folds line ends (plain, quoted,
`>`), the decoded value has a blank in the place of some of them; whether that is good enough only the caller knows, who
reads the file again.  The last resort is a literal block, which keeps every character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.diagnostics.yaml_text import YamlScalar

_HEADER = re.compile(r"(?P<mark>[|>])(?P<before>[+-]?)\d?(?P<after>[+-]?)(?P<rest>[^\r\n]*)")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\0": "\\0"}
_STEP = "  "


def rewritings(node: YamlScalar, text: str) -> Iterator[str]:
    """The ways to write `text` in the place of a scalar, best first: each is to stand at `span.start` .. `raw_end`."""
    raw = node.source.text[node.span.start : node.raw_end]
    line_end = "\r\n" if "\r\n" in (raw if "\n" in raw else node.source.text) else "\n"
    if node.style in ("|", ">"):
        header = _HEADER.match(raw)
        if header is not None:
            marks = header["mark"] + header["before"] + header["after"] + header["rest"]
            yield _block(marks, text, _indent(raw, node), line_end) + raw[len(raw.rstrip()) :]
        return
    lines = text.split("\n")
    between = line_end + _indent(raw, node)
    if node.style == "'":
        yield "'" + between.join(lines).replace("'", "''") + "'"
    elif node.style == '"':
        yield '"' + between.join(map(_escaped, lines)) + '"'
    else:
        yield between.join(lines)
    yield _block("|-", text, _indent(raw, node), line_end)


def _block(header: str, text: str, indent: str, line_end: str) -> str:
    return line_end.join([header, *(indent + line if line else "" for line in text.split("\n"))])


def _indent(raw: str, node: YamlScalar) -> str:
    """The indentation of a block's own lines; of the further lines of anything else, one step more than its key's."""
    lines = [line for line in raw.splitlines()[1:] if line.strip()]
    if lines and node.style in ("|", ">"):
        return min((_leading(line) for line in lines), key=len)
    start = node.source.text.rfind("\n", 0, node.span.start) + 1
    return _leading(node.source.text[start : node.span.start]) + _STEP


def _leading(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _escaped(line: str) -> str:
    return "".join(_ESCAPED.get(char) or (char if char.isprintable() else _code(char)) for char in line)


def _code(char: str) -> str:
    number = ord(char)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
