r"""Regular expressions that Polars' own engine reads exactly as PCRE does, in its dialect.

The idea: most patterns of searches use nothing but characters, classes, groups and repetitions, over which the two
engines agree once ASCII classes are spelled out (`\d` as `[0-9]`).  Such a pattern runs over a whole column at a time
and in linear time; every other one is left to `patterns`.

Invariants
- A pattern is translated only if every part of it is known to mean the same; None is always a right answer.
- `$` is taken at the very end only, where PCRE lets it stand before a last newline too.
- A group that captures is not repeated, and none that may match nothing: after an empty turn the engines go on
  differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from re import compile as plain

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": " \\t\\n\\x0B\\x0C\\r"}
_IGNORING_CASE = "(?i)"
"""At the very beginning only; ASCII letters lose their case, as in PCRE without Unicode, and Polars is told each."""
_CONTROLS = {"t": "\\t", "n": "\\n", "r": "\\r", "f": "\\x0C"}
_TOKEN = plain(
    r"""(?sx)
      \\ (?P<escape> . )
    | (?P<class> \[ \^? \]? (?: \\. | [^\]\\\[] )* \] )
    | \( (?P<group> \?: | \?P?<[A-Za-z_]\w*> | (?!\?) )
    | (?P<close> \) )
    | (?P<repeat> (?: [*+?] | \{\d{1,3}(?:,\d{0,3})?\} ) \?? (?![+*?]) )
    | (?P<anchor> [$^] )
    | (?P<mark> [.|] )
    | (?P<literal> [^\\\[\](){}*+?.|$^] )
    """
)
_MEMBER = plain(r"(?s)\\(?P<escape>.)|(?P<range>([^\\\[\]])-([^\\\[\]]))|(?P<char>[^\\\[])")


class _Foreign(Exception):  # noqa: N818 - it never leaves this file
    """A part that is not known to mean the same."""


@lru_cache(maxsize=1024)
def native_pattern(text: str) -> str | None:
    """The pattern for Polars, or None where it might mean something else there."""
    if not text.isascii():
        return None
    try:
        return _Translation(text).translate()
    except _Foreign:
        return None


def native_replaces(text: str) -> bool:
    """Whether a native pattern may also replace what it matches: it never matches nothing, and takes no line end."""
    walk = _Translation(text)
    walk.translate()
    return not walk.may_be_empty and not walk.is_anchored


@dataclass(slots=True)
class _Group:
    """A group that is being read: whether it captures, and whether what was read of it may match nothing.

    `empty` speaks of the branch so far, `before` of it without its last part, `may_be_empty` of earlier branches.
    """

    captures: bool
    empty: bool = True
    before: bool = True
    may_be_empty: bool = False


class _Translation:
    """One walk over a pattern."""

    def __init__(self, text: str) -> None:
        self._ignores_case = text.startswith(_IGNORING_CASE)
        self._text = text.removeprefix(_IGNORING_CASE)
        self._open = [_Group(captures=False)]
        self._repeatable = ""
        self._names: set[str] = set()
        self.is_anchored = False
        """Whether it ends with `$`, which is translated to something that takes a last newline with it."""

    def translate(self) -> str:
        """The whole pattern.

        Raises: _Foreign.
        """
        parts: list[str] = []
        position = 0
        while position < len(self._text):
            token = _TOKEN.match(self._text, position)
            if token is None:
                raise _Foreign
            position = token.end()
            kind = str(token.lastgroup)
            parts.append(getattr(self, f"_{kind}")(token[kind], position))
        if len(self._open) > 1:
            raise _Foreign
        return "".join(parts)

    @property
    def may_be_empty(self) -> bool:
        """Whether the whole pattern, once translated, may match nothing."""
        return self._open[0].empty or self._open[0].may_be_empty

    def _atom(self, *, empty: bool = False, repeats: str = "*+?{") -> None:
        """Something that can be repeated by these marks has been read."""
        group = self._open[-1]
        group.before = group.empty
        group.empty = group.empty and empty
        self._repeatable = repeats

    def _escape(self, char: str, _: int) -> str:
        if char == "b":
            self._repeatable = ""
            return r"(?-u:\b)"
        self._atom()
        if char in _CLASSES:
            return f"[{_CLASSES[char]}]"
        if char.lower() in _CLASSES:
            return f"[^{_CLASSES[char.lower()]}]"
        return _CONTROLS[char] if char in _CONTROLS else _punctuation(char)

    def _class(self, text: str, _: int) -> str:
        self._atom()
        negated = text.startswith("[^")
        body = text[2 if negated else 1 : -1]
        members, position = "", 0
        while position < len(body):
            member = _MEMBER.match(body, position)
            if member is None:
                raise _Foreign
            position = member.end()
            parts = (member["escape"], member["range"], member["char"])
            members += _member(*parts, ignores_case=self._ignores_case)
        if not members:
            raise _Foreign
        return f"[{'^' if negated else ''}{members}]"

    def _group(self, opening: str, _: int) -> str:
        name = opening.strip("?P<>") if opening.endswith(">") else ""
        if name in self._names:
            raise _Foreign
        self._names.update([name] if name else [])
        captures = opening != "?:"
        for group in self._open:
            group.captures = group.captures or captures
        self._open.append(_Group(captures))
        self._repeatable = ""
        return f"(?P<{name}>" if name else f"({opening}"

    def _close(self, _: str, __: int) -> str:
        if len(self._open) == 1:
            raise _Foreign
        group = self._open.pop()
        empty = group.empty or group.may_be_empty
        self._atom(empty=empty, repeats="" if group.captures else "?" if empty else "*+?{")
        return ")"

    def _repeat(self, text: str, _: int) -> str:
        if not self._repeatable or text[0] not in self._repeatable:
            raise _Foreign
        group = self._open[-1]
        if text[0] in "*?" or text.startswith("{0"):
            group.empty = group.before
        self._repeatable = ""
        return text

    def _anchor(self, char: str, position: int) -> str:
        self._repeatable = ""
        if char == "^":
            return "^"
        if position < len(self._text) or len(self._open) > 1:
            raise _Foreign
        self.is_anchored = True
        return "(?:\\n?\\z)"

    def _mark(self, char: str, _: int) -> str:
        if char == ".":
            self._atom()
        else:
            group = self._open[-1]
            group.may_be_empty = group.may_be_empty or group.empty
            group.empty = True
            self._repeatable = ""
        return char

    def _literal(self, char: str, _: int) -> str:
        self._atom()
        return f"[{_both_cases(char)}]" if self._ignores_case and char.isalpha() else _spelled(char)


def _member(escape: str | None, span: str | None, char: str | None, *, ignores_case: bool) -> str:
    if span is not None:
        written = f"{_spelled(span[0])}-{_spelled(span[2])}"
        return written + _other_case(span[0], span[2]) if ignores_case else written
    if escape is None:
        return _both_cases(str(char)) if ignores_case else _spelled(str(char))
    if escape in _CLASSES:
        return _CLASSES[escape]
    return _CONTROLS[escape] if escape in _CONTROLS else _punctuation(escape)


def _both_cases(char: str) -> str:
    return f"{char.lower()}{char.upper()}" if char.isalpha() else _spelled(char)


def _other_case(first: str, last: str) -> str:
    """A range of letters in the other case.

    Raises: _Foreign for a range that holds letters among other characters.
    """
    span = [chr(code) for code in range(ord(first), ord(last) + 1)]
    if not any(map(str.isalpha, span)):
        return ""
    if all(map(str.islower, span)) or all(map(str.isupper, span)):
        return f"{first.swapcase()}-{last.swapcase()}"
    raise _Foreign


def _punctuation(char: str) -> str:
    if char.isalnum() or char == "_":
        raise _Foreign
    return _spelled(char)


def _spelled(char: str) -> str:
    return char if char.isalnum() or char == "_" else f"\\x{ord(char):02X}"
