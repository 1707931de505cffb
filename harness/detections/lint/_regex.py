"""Whether a regular expression can match at all.

Only two reasons are looked for, and only where they are certain: a `^` behind something that takes at least one
character, and something that takes at least one character behind a `$`.  The pattern is read piece by piece; what is
inside of lookarounds and conditions is left alone, and of alternatives all have to be impossible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""(?P<open>\((?:\?(?:P?<[A-Za-z_]\w*>|'\w+'|>|\||[a-zA-Z-]*:))?+(?!\?))
      | (?P<look>\(\?(?:<?[=!]|\(|\#|P[=>]|R|[&0-9+-]))
      | (?P<flags>\(\?[a-zA-Z-]+\))
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<start>\^|\\A)
      | (?P<end>\$|\\[Zz])
      | (?P<zero>\\[bBGKQE])
      | (?P<class>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])
      | (?P<atom>\\x\{[^}]*\}|\\[pP]\{[^}]*\}|\\.|.)""",
    re.DOTALL | re.VERBOSE,
)
_QUANTIFIER = re.compile(r"(?:(?P<none>[*?]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[+?]?")
_LINE_END = re.compile(r"\\[nsRvDWNHX]|\n|\\r|\[\^|\[.*\\[nsDW]|\\x|\\[pP]|\\\d|\\[kg]", re.DOTALL)


@dataclass(slots=True)
class _Branch:
    """What was read of one alternative: whether it took a character, whether it is at the end, and why it cannot be."""

    took: bool
    ended: bool
    dead: str | None = None


def contradiction(pattern: str) -> str | None:
    """Why the pattern cannot match any text, or None where it may."""
    flags = "".join(re.findall(r"\(\?([a-zA-Z]+)[-:)]", pattern))
    if any(flag in flags for flag in "mxs") or "\\Q" in pattern:
        return None  # anchors and dots mean other things then
    reader = _Reader(pattern)
    found = reader.alternatives(_Branch(False, False))
    return found.dead if reader.is_understood else None


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.depth = 0
        self.is_understood = True

    def alternatives(self, before: _Branch) -> _Branch:
        """Reads up to the end of the group; what holds of every alternative holds behind it."""
        branches = [_Branch(before.took, before.ended)]
        while self.position < len(self.pattern) and self.is_understood:
            piece = _PIECE.match(self.pattern, self.position)
            assert piece is not None
            self.position = piece.end()
            if piece.lastgroup == "close":
                break
            if piece.lastgroup == "bar":
                branches.append(_Branch(before.took, before.ended))
            else:
                self._read(piece, branches[-1])
        alive = [branch for branch in branches if branch.dead is None]
        if not alive:
            return branches[0]
        return _Branch(all(branch.took for branch in alive), all(branch.ended for branch in alive))

    def _read(self, piece: re.Match[str], branch: _Branch) -> None:
        kind = piece.lastgroup
        if kind == "look":
            self.is_understood = self._skip_group()
        elif kind == "open":
            self._group(branch)
        elif kind in ("class", "atom"):
            # A bracket that closes nothing is one of a class that was read otherwise than it is meant.
            self.is_understood = piece[0] != "["
            self._character(piece[0], branch)
        elif kind == "start":
            if not self._is_optional() and branch.took and branch.dead is None:
                branch.dead = f"{piece[0]} stands behind what takes a character"
        elif kind == "end" and not self._is_optional():
            branch.ended = True

    def _group(self, branch: _Branch) -> None:
        self.depth += 1
        if self.depth > 50:
            self.is_understood = False
            return
        inner = self.alternatives(_Branch(branch.took, branch.ended))
        self.depth -= 1
        if self._is_optional():
            return
        branch.took, branch.ended = inner.took, inner.ended
        branch.dead = branch.dead or inner.dead

    def _character(self, text: str, branch: _Branch) -> None:
        if self._is_optional():
            return
        if branch.ended and branch.dead is None and not _LINE_END.match(text):
            branch.dead = f"{text} stands behind the end"
        branch.took = True

    def _is_optional(self) -> bool:
        """Whether what was read may be absent; takes the quantifier."""
        found = _QUANTIFIER.match(self.pattern, self.position)
        if found is None:
            return False
        self.position = found.end()
        return found["none"] is not None

    def _skip_group(self) -> bool:
        depth = 1
        while depth and self.position < len(self.pattern):
            piece = _PIECE.match(self.pattern, self.position)
            assert piece is not None
            self.position = piece.end()
            depth += (piece.lastgroup in ("open", "look")) - (piece.lastgroup == "close")
        return depth == 0
