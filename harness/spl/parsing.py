"""From a search as people write it to its tree: comments blanked, macros expanded, commands read."""

from __future__ import annotations

import gc
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Command, StatsFunction
from harness.spl.external_commands import ExternalCommand, way_out
from harness.spl.knowledge.macros import blank_comments, expand_macros
from harness.spl.syntax.grammar import FunctionSyntax, StatisticSyntax
from harness.spl.syntax.pipelines import parse_pipeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from harness.data import Value
    from harness.spl.sources import MacroDefinition
    from harness.spl.syntax.ast import Pipeline


class SplGrammar:
    """The commands and functions that the engine knows, as the syntax room asks for them.

    `externals` are names, in lower case, of commands that add-ons bring along.
    """

    def __init__(self, externals: frozenset[str] = frozenset()) -> None:
        self.externals = externals

    def command(self, name: str) -> type[Command] | None:
        """The command of this name or alias; one of Splunk's own wins over an external one."""
        found = COMMANDS.find(name)
        return ExternalCommand if found is None and name in self.externals else found

    def command_names(self) -> Iterable[str]:
        """Every command name."""
        return [*COMMANDS.names(), *self.externals]

    def advice(self, name: str) -> str | None:
        """How to make a command of a known add-on known."""
        return way_out(name)

    @cache  # noqa: B019 - grammars live as long as the process
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

    @cache  # noqa: B019 - grammars live as long as the process
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


@lru_cache(maxsize=8)
def grammar_with(externals: frozenset[str]) -> SplGrammar:
    """The grammar in which commands of these names are commands of add-ons."""
    return SplGrammar(frozenset(map(str.lower, externals))) if externals else GRAMMAR


def parse(
    spl: str | SourceText,
    *,
    macros: Mapping[str, MacroDefinition | str] | None = None,
    externals: Collection[str] = (),
    expand: bool = True,
) -> Pipeline:
    """The tree of a search.

    Input: the text, alone or with its place in a file; macros by name (`name`, or `name(2)` for two arguments); the
    names of `externals`, commands that add-ons bring along and that are kept as they are written.
    Without `expand` macros stay as written where they are terms of a search expression or whole commands; anywhere
    else they are refused (SPL116), because what follows cannot be read without them.
    Raises: SplError with the diagnostics of every mistake.
    """
    source = spl if isinstance(spl, SourceText) else SourceText("<search>", spl)
    with _garbage_left():
        text = expand_macros(source, macros or {}, eval_macro=_macro_value) if expand else blank_comments(source)
        return parse_pipeline(text, grammar_with(frozenset(externals)), keep_macros=not expand)


def _macro_value(expression: SourceText) -> Value:
    from harness.spl.macro_evaluation import macro_value

    return macro_value(expression, GRAMMAR)


class _garbage_left:  # noqa: N801 - it reads as a verb where it is used
    """While this is entered nobody looks for garbage; in a tree that only grows there is none, and looking costs more
    than reading once the tree is large.
    """

    def __enter__(self) -> None:
        self.was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.was_enabled:
            gc.enable()
