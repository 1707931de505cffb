"""Regular expressions as Splunk reads them: PCRE, carried by the `regex` module.

The idea: the two dialects agree on nearly everything, so a pattern is rewritten in the few places where they do not
(`\\Q..\\E`, `\\x{41}`, `\\Z`, `\\k<name>`, a brace that is no quantifier) and then compiled once.

Invariants
- `\\d`, `\\w`, `\\s` and `\\b` know ASCII only, as PCRE does unless it is told otherwise; a pattern that itself holds
  a character beyond ASCII or a Unicode property is compiled with Unicode rules.
- No search runs for ever: one value may take `TIMEOUT_S` seconds, then `PatternTimeout` is raised; between two values
  whoever matches many asks whether the search may go on (`checked`).

Undecided: whether Splunk asks PCRE for Unicode classes (no page says so; probe: `match("é", "^\\w$")`).
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from itertools import islice
from re import compile as plain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ResultT = TypeVar("ResultT")
TIMEOUT_S = 2.0


class Match(Protocol):
    """What a match of either module offers here."""

    def group(self, number: int | str = 0, /) -> Any:
        """The text of a group, None where it took no part."""
        ...

    def span(self, number: int | str = 0, /) -> tuple[int, int]:
        """Where a group stands, (-1, -1) where it took no part."""
        ...


class Pattern(Protocol):
    """A compiled pattern of the `regex` module."""

    pattern: str
    groups: int
    groupindex: dict[str, int]

    def search(self, text: str, *, timeout: float | None = None) -> Match | None:
        """The first match."""
        ...

    def finditer(self, text: str, *, timeout: float | None = None) -> Iterator[Match]:
        """Every match, left to right."""
        ...

    def sub(self, repl: Callable[[Match], str], string: str, *, timeout: float | None = None) -> str:
        """The text with every match replaced."""
        ...


class PatternError(ValueError):
    """The text is not a regular expression; the message is a sentence without a full stop."""


class PatternTimeout(Exception):  # noqa: N818
    """A pattern took too long on one value, or more memory than there is."""


@lru_cache(maxsize=1024)
def compile_pattern(text: str) -> Pattern:
    """The compiled form of a PCRE pattern.

    Raises: PatternError with the reason and the offset.
    """
    import warnings

    regex: Any = importlib.import_module("regex")
    flags = regex.VERSION0 if _needs_unicode(text) else regex.VERSION0 | regex.ASCII
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled: Pattern = regex.compile(rewrite(text), flags)
    except regex.error as error:
        raise PatternError(f'"{text}" is not a regular expression: {error.msg}') from None
    return compiled


def checked(function: Callable[..., ResultT], check: Callable[[], None]) -> Callable[..., ResultT]:
    """A function of one value that first asks, through the `check` of a context, whether the search may go on."""

    def of_value(*values: Any) -> ResultT:
        check()
        return function(*values)

    return of_value


def search(pattern: Pattern, text: str) -> Match | None:
    """The first place in `text` that the pattern matches.

    Raises: PatternTimeout.
    """
    try:
        return pattern.search(text, timeout=TIMEOUT_S)
    except (TimeoutError, MemoryError):  # what it has to remember grows with the value
        raise PatternTimeout(pattern.pattern) from None


def matches(pattern: Pattern, text: str, most: int = 0) -> list[Match]:
    """The first `most` places in `text` that the pattern matches, or all of them for 0.

    Raises: PatternTimeout.
    """
    try:
        return list(islice(pattern.finditer(text, timeout=TIMEOUT_S), most or None))
    except (TimeoutError, MemoryError):  # what it has to remember grows with the value
        raise PatternTimeout(pattern.pattern) from None


def substitute(pattern: Pattern, replacement: Callable[[Match], str], text: str) -> str:
    """`text` with every match replaced by what `replacement` gives for it.

    Raises: PatternTimeout.
    """
    try:
        return pattern.sub(replacement, text, timeout=TIMEOUT_S)
    except (TimeoutError, MemoryError):  # what it has to remember grows with the value
        raise PatternTimeout(pattern.pattern) from None


def _needs_unicode(text: str) -> bool:
    return not text.isascii() or any(escape in text for escape in ("\\p", "\\P", "\\X", "\\x{"))


# --- the places where the dialects differ ----------------------------------------------------------------------------

_PIECE = plain(
    r"""(?sx)
      \\Q (?P<quoted> .*? ) (?: \\E | \Z )
    | \\[xo]\{ (?P<code> [0-9A-Fa-f]+ ) \}
    | (?P<property> \\[pP]\{[^}]*\} )
    | \\[kg] (?: \{ (?P<r1> -?\w+ ) \} | < (?P<r2> \w+ ) > | ' (?P<r3> \w+ ) ' | (?P<r4> \d+ ) )
    | \\ (?P<escaped> . )
    | \(\?' (?P<group> \w+ ) '
    | (?P<class> \[ \^? \]? (?: \\. | \[:\^?\w+:\] | [^\]\\] )* \] )
    | (?P<quantifier> \{ \d+ (?: ,\d* )? \} )
    | (?P<brace> [{}] )
    | (?P<other> . )
    """
)
_CAPTURE = plain(r"\((?![?*])|\(\?P?<\w|\(\?'\w")
_ESCAPES = {"Z": r"(?=\n?\Z)", "z": r"\Z", "e": r"\x1b", "E": "", "Q": "", "N": r"[^\n]", "m": "m", "M": "M", "L": "L"}


def rewrite(text: str) -> str:
    """A PCRE pattern in the dialect of the `regex` module."""
    return "".join(_rewritten(text))


def _rewritten(text: str) -> Iterator[str]:
    opened = 0
    for piece in _PIECE.finditer(text):
        opened += _CAPTURE.match(text, piece.start()) is not None and piece[0].startswith("(")
        yield _piece(str(piece.lastgroup), piece[str(piece.lastgroup)], opened)


def _piece(kind: str, found: str, opened: int) -> str:
    if kind == "quoted":
        return _literal(found)
    if kind == "code":
        return _literal(chr(int(found, 16)))
    if kind in ("r1", "r2", "r3", "r4"):
        return _reference(found, opened)
    if kind == "escaped":
        return _escape(found)
    if kind == "group":
        return f"(?P<{found}>"
    return f"\\{found}" if kind == "brace" else found


def _escape(char: str) -> str:
    """PCRE takes a backslash before a letter that means nothing as the letter; `regex` refuses or means something."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char in "yYiIjJlTqF" else f"\\{char}"


def _literal(text: str) -> str:
    return "".join(char if char.isalnum() or char == "_" else f"\\{char}" for char in text)


def _reference(found: str, opened: int) -> str:
    if found.startswith("-"):
        return f"(?:\\{opened + 1 + int(found)})"
    return f"(?:\\{found})" if found.isdigit() else f"(?P={found})"
