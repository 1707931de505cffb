"""The sed expressions of `rex mode=sed`: `s/regex/replacement/flags` and `y/abc/xyz/`.

In a replacement `\\1` to `\\9` stand for groups, `\\n` and `\\t` for a newline and a tab, and a backslash before
anything else for that character.

Undecided: `&` in a replacement (an ampersand here, as only groups are documented); the number flag, which the page
calls once a match and once a place (the match of that number here).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from re import compile as plain
from typing import TypeAlias

from harness.spl.patterns import Match, compile_pattern, substitute

Editor: TypeAlias = Callable[[str], str]

_PIECE = plain(r"\\(.)|([^\\]+|\\)", 16)
_SPECIAL = {"n": "\n", "t": "\t", "r": "\r"}


class SedError(ValueError):
    """The text is no sed expression; the message is a sentence without a full stop."""


def parse_sed(text: str) -> Editor:
    """What a sed expression does to a text.

    Raises: SedError, PatternError.
    """
    command, delimiter = text[:1], text[1:2]
    if command not in ("s", "y") or not delimiter or delimiter.isalnum() or delimiter in " \\\n":
        raise SedError(f'"{text}" is no sed expression such as s/regex/replacement/g or y/abc/xyz/')
    parts = _split(text[2:], delimiter)
    if len(parts) != 3:
        raise SedError(f'"{text}" needs {delimiter} three times, after the command and after each part')
    old, new, flags = parts
    return (_substitution if command == "s" else _transliteration)(old, new, flags, delimiter)


def _split(text: str, delimiter: str) -> list[str]:
    """The parts between delimiters that no backslash stands before; at most three, flags last."""
    parts: list[str] = []
    current, position = "", 0
    while position < len(text):
        char = text[position]
        if char == "\\" and position + 1 < len(text):
            current += text[position : position + 2]
            position += 2
            continue
        if char == delimiter and len(parts) < 2:
            parts.append(current)
            current = ""
        else:
            current += char
        position += 1
    return [*parts, current]


def _substitution(regex: str, replacement: str, flags: str, delimiter: str) -> Editor:
    flags = flags.strip()
    if flags not in ("", "g") and not (flags.isdigit() and int(flags) > 0):
        raise SedError(f'"{flags}" is no flag of a substitution; there are g and a number')
    pattern = compile_pattern(regex.replace(f"\\{delimiter}", delimiter) if delimiter not in "|.*+?()[]{}^$" else regex)
    parts = _template(replacement, pattern.groups)
    if flags == "g":
        return lambda text: substitute(pattern, lambda match: _expanded(parts, match), text)
    wanted = int(flags or 1)

    def edit(text: str) -> str:
        numbers = count(1)
        return substitute(
            pattern, lambda match: _expanded(parts, match) if next(numbers) == wanted else str(match.group()), text
        )

    return edit


def _template(replacement: str, groups: int) -> list[str | int]:
    parts: list[str | int] = []
    for piece in _PIECE.finditer(replacement):
        escaped, literal = piece.groups()
        if escaped is None:
            parts.append(literal)
        elif escaped.isdigit():
            if int(escaped) > groups:
                raise SedError(f"the replacement names group {escaped}, and the regular expression has {groups}")
            parts.append(int(escaped))
        else:
            parts.append(_SPECIAL.get(escaped, escaped))
    return parts


def _expanded(parts: list[str | int], match: Match) -> str:
    return "".join((match.group(part) or "") if isinstance(part, int) else part for part in parts)


def _transliteration(old: str, new: str, flags: str, delimiter: str) -> Editor:
    if flags.strip():
        raise SedError("y takes no flags")
    escape = f"\\{delimiter}"
    old, new = old.replace(escape, delimiter), new.replace(escape, delimiter)
    if len(old) != len(new):
        raise SedError(f"y takes as many characters as it gives: {len(old)} and {len(new)} here")
    table = str.maketrans(old, new)
    return lambda text: text.translate(table)
