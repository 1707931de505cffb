"""`commands(search)`."""

from __future__ import annotations

from re import compile as plain
from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import MULTIVALUE
from harness.spl.functions._shapes import TextFunction, collected, example

if TYPE_CHECKING:
    from harness.data import Value

_PIECE = plain(r'"(?:[^"\\]|\\.)*"|[\[\]|]|[^"\[\]|]+')
_WORD = plain(r"\s*([A-Za-z_]\w*)(?!\w*\s*[=<>!:.*-])")


def _commands(search: str) -> Value:
    """The first word of each part between pipes; a part that starts the search is `search` unless a pipe leads it."""
    found: list[str] = []
    depth, starts = 0, True
    for piece in _PIECE.finditer(search):
        depth += (piece[0] == "[") - (piece[0] == "]")
        if depth == 0 and piece[0] == "|":
            starts = True
        elif starts and depth == 0 and piece[0].strip():
            word = _WORD.match(piece[0])
            found.append(word[1] if word and (piece.start() or word[1] == "search") else "search")
            starts = False
    return collected(found)


class CommandsFunction(TextFunction):
    """Lists the commands of a search."""

    name = "commands"
    signature = "commands(search)"
    kernel = staticmethod(_commands)
    documentation = Documentation(
        "The names of the commands of a search, left to right; those of subsearches are left out.",
        MULTIVALUE,
        (example('commands("search foo | stats count | sort count")', ["search", "stats", "sort"]),),
        undecided=("Whether subsearches count, and what an implied search is called (search here).",),
    )
