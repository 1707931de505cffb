"""What the syntax room needs to know of commands and functions, without importing them.

The room that knows every construct (`harness.spl.contract`) lies above this one; a `Grammar` is handed in instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness.spl.syntax.ast import CommandNode
    from harness.spl.syntax.cursor import Cursor


class OptionSyntax(Protocol):
    """One `name=value` option as a command declares it."""

    @property
    def name(self) -> str:
        """Its name in SPL."""
        ...

    @property
    def kind(self) -> str:
        """What its value is: boolean, integer, number, string, field, choice, timespan, time, condition, regex."""
        ...

    @property
    def default(self) -> Any:
        """Its value where it is not written."""
        ...

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a choice."""
        ...

    @property
    def minimum(self) -> int | None:
        """The least value of a number."""
        ...

    @property
    def maximum(self) -> int | None:
        """The greatest value of a number."""
        ...


class CommandSyntax(Protocol):
    """A command that can read its arguments from a cursor."""

    keyword: ClassVar[str]

    @classmethod
    def parse(cls, cursor: Cursor) -> CommandNode:
        """Reads the command's arguments; the cursor stands behind its name."""
        ...


@frozen
class FunctionSyntax:
    """What a call of an eval function must look like.

    `most` None: any number of arguments; `even`: they come in pairs; `kinds` says what a literal in each place must
    be (any, string, number, field; the last one repeats).
    """

    name: str
    least: int
    most: int | None
    even: bool = False
    gives_bool: bool = False
    kinds: tuple[str, ...] = ()
    signature: str = ""


@frozen
class StatisticSyntax:
    """What a call of a statistical function must look like; `parameter` is the number in its name."""

    name: str
    takes_argument: bool = True
    argument_optional: bool = False
    parameter: float | None = None


class Grammar(Protocol):
    """Which commands and functions there are; names are given in lower case."""

    def command(self, name: str) -> type[CommandSyntax] | None:
        """The command of this name or alias."""
        ...

    def command_names(self) -> Iterable[str]:
        """Every command name, for suggestions."""
        ...

    def advice(self, name: str) -> str | None:
        """What helps where a command of this name is not known, if anything is known of it."""
        ...

    def function(self, name: str) -> FunctionSyntax | None:
        """The eval function of this name or alias."""
        ...

    def function_names(self) -> Iterable[str]:
        """Every eval function name, for suggestions."""
        ...

    def statistic(self, name: str) -> StatisticSyntax | None:
        """The statistical function of this name, alias or pattern (`perc95`)."""
        ...

    def statistic_names(self) -> Iterable[str]:
        """Every statistical function name, for suggestions."""
        ...
