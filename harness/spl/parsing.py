"""From a search as people write it to its tree: comments blanked, macros expanded, commands read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Command, StatsFunction
from harness.spl.knowledge.macros import blank_comments, expand_macros
from harness.spl.syntax.grammar import FunctionSyntax, StatisticSyntax
from harness.spl.syntax.pipelines import parse_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.spl.sources import MacroDefinition
    from harness.spl.syntax.ast import Pipeline


class SplGrammar:
    """The commands and functions that the engine knows, as the syntax room asks for them."""

    def command(self, name: str) -> type[Command] | None:
        """The command of this name or alias."""
        return COMMANDS.find(name)

    def command_names(self) -> Iterable[str]:
        """Every command name."""
        return COMMANDS.names()

    @cache  # noqa: B019 - there is one grammar, and it lives as long as the process
    def function(self, name: str) -> FunctionSyntax | None:
        """The eval function of this name or alias."""
        found = EVAL_FUNCTIONS.find(name)
        if found is None:
            return None
        arity = found.arity
        return FunctionSyntax(
            found.name, arity.least, arity.most, arity.even, found.gives_bool, found.literal_kinds, found.signature
        )

    def function_names(self) -> Iterable[str]:
        """Every eval function name."""
        return EVAL_FUNCTIONS.names()

    @cache  # noqa: B019 - there is one grammar, and it lives as long as the process
    def statistic(self, name: str) -> StatisticSyntax | None:
        """The statistical function of this name, alias or pattern."""
        found = STATS_FUNCTIONS.find(name)
        parameter = None
        if found is None:
            found, parameter = _by_pattern(name)
        if found is None:
            return None
        return StatisticSyntax(found.name, found.takes_argument, found.argument_optional, parameter)

    def statistic_names(self) -> Iterable[str]:
        """Every statistical function name."""
        return STATS_FUNCTIONS.names()


def _by_pattern(name: str) -> tuple[type[StatsFunction] | None, float | None]:
    """The function whose pattern a name such as `perc95` matches, and the number in it."""
    for function in STATS_FUNCTIONS.all():
        match = re.fullmatch(function.pattern, name) if function.pattern else None
        if match:
            return function, float(match[1])
    return None, None


GRAMMAR = SplGrammar()


def parse(
    spl: str | SourceText, *, macros: Mapping[str, MacroDefinition | str] | None = None, expand: bool = True
) -> Pipeline:
    """The tree of a search.

    Input: the text, alone or with its place in a file; macros by name (`name`, or `name(2)` for two arguments).
    Without `expand` macros stay as written where they are terms of a search expression or whole commands; anywhere
    else they are refused (SPL116), because what follows cannot be read without them.
    Raises: SplError with the diagnostics of every mistake.
    """
    source = spl if isinstance(spl, SourceText) else SourceText("<search>", spl)
    text = expand_macros(source, macros or {}) if expand else blank_comments(source)
    return parse_pipeline(text, GRAMMAR, keep_macros=not expand)
