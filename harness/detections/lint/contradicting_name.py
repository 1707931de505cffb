"""A name that contradicts the function whose result it names: `avg(x) as stdev_x`.

A copied line keeps its function while its name is changed, and what reads the name computes with the wrong number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.detections.lint import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span

_WORDS = {
    **dict.fromkeys(("avg", "average", "mean"), "avg"),
    **dict.fromkeys(("stdev", "stddev", "stdevp", "stddevp"), "stdev"),
    **dict.fromkeys(("var", "varp", "variance"), "var"),
    **dict.fromkeys(("min", "minimum"), "min"),
    **dict.fromkeys(("max", "maximum"), "max"),
    "median": "median",
}
"""What a word in a name claims of the number that it names."""
_FITTING = {
    "avg": {"mean", "avg"},
    "mean": {"avg"},
    "stdev": {"stdev"},
    "stdevp": {"stdev"},
    "var": {"var"},
    "varp": {"var"},
    "min": {"min"},
    "max": {"max"},
    "median": {"median", "avg"},
    "sum": set(),
    "dc": set(),
    "estdc": set(),
    "count": set(),
}
"""What each function's result may be called; functions that pick a value, such as latest, may be called anything."""
_ORDINALS = {"first": "min", "earliest": "min", "last": "max", "latest": "max"}
_CALL = re.compile(r"(?P<function>[a-z]+)\((?P<argument>.*)\)\Z", re.DOTALL)
_PERCENTILE = re.compile(r"(?:perc|p|exactperc|upperperc|percentile)(\d+)\Z")
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+")


class ContradictingNameRule(Rule):
    """Compares the words in the names of aggregations with their functions."""

    codes = ("L003",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each name that claims to be another function's result."""
        for span, alias, function, argument in _named(search):
            claimed = _claim(alias, function, argument)
            if claimed:
                yield search.finding(
                    "L003",
                    f'"{alias}" is the {function} of {argument}, and its name says {claimed}',
                    span,
                    f"{function}, not {claimed}",
                    help=f"write {claimed}({argument}), or another name",
                )


def _named(search: LintedSearch) -> Iterator[tuple[Span, str, str, str]]:
    for line in search.lines:
        for step in line.steps:
            command: Any = step.command
            for term in getattr(command, "terms", ()):
                if term.alias is not None and term.argument is not None and not term.sparkline:
                    yield term.span, term.alias.name, term.written, _argument(search, term)
            for renaming in command.renamings if command.keyword == "rename" else ():
                call = _CALL.match(renaming.old.name)
                if call:
                    yield renaming.span, renaming.new.name, call["function"], call["argument"]


def _argument(search: LintedSearch, term: Any) -> str:
    return getattr(term.argument, "name", None) or " ".join(search.text(term.argument.span).split())


def _claim(alias: str, function: str, argument: str) -> str | None:
    """The function that a name claims, where it is not the one that it has."""
    words = _tokens(alias)
    own = _tokens(argument)
    if (percent := _PERCENTILE.match(function)) is not None:
        claims = [match[1] for word in words if word not in own and (match := _PERCENTILE.match(word))]
        return f"perc{claims[0]}" if claims and percent[1] not in claims else None
    if function not in _FITTING or set(words) & ({function} - set(own)):
        return None
    claims = [word for word in words if word in _WORDS and word not in own]
    if any(_WORDS[word] in _FITTING[function] for word in claims):
        return None
    if argument.rpartition(".")[2] == "_time" and function in ("min", "max"):
        return next((word for word in words if _ORDINALS.get(word, function) != function), None)
    return claims[0] if claims else None


def _tokens(name: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(name)]
