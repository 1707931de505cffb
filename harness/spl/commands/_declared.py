"""Commands whose syntax is nothing but options and a few arguments in a row.

Such a command declares both as data; reading and printing follow from the declaration:

    options = (Option("limit", "integer", default=0),)
    arguments = (Argument("field", "field"),)

The attributes of its class bear the names of its options and arguments (`global_` where the name is a Python keyword).
Options may stand before, between and behind the arguments.
"""

from __future__ import annotations

import keyword
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from harness.frozen import frozen
from harness.spl.contract import Command
from harness.spl.syntax import printer
from harness.spl.syntax.cursor import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ArgumentKind = Literal[
    "field", "pattern", "fields", "patterns", "integer", "number", "word", "string", "regex", "subsearch"
]


@frozen
class Argument:
    """One argument in its place.

    `optional`: it may be absent, and is None (an empty tuple of fields) or `default` then.  `after` is a keyword that
    stands before it (`as`) and without which it is absent.
    """

    name: str
    kind: ArgumentKind
    optional: bool = False
    default: Any = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredCommand(Command):
    """A command that is read and printed by its declaration."""

    arguments: ClassVar[tuple[Argument, ...]] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and arguments as declared."""
        values = cursor.options(cls.options)
        for argument in cls.arguments:
            values[argument.name] = _read(cursor, argument)
            cursor.options(cls.options, values)
        return cls(cursor.command_span(), **{attribute(name): value for name, value in values.items()})

    def render(self) -> str:
        """Options that differ from their defaults, then the arguments."""
        values = {option.name: getattr(self, attribute(option.name)) for option in self.options}
        text = self.keyword + printer.print_options(self.options, values)
        return text + "".join(_printed(argument, getattr(self, argument.name)) for argument in self.arguments)


_OF_EVERY_COMMAND = frozenset({"type", "syntax", "options", "arguments", "keyword", "aliases", "span"})


def attribute(option: str) -> str:
    """The name of the attribute that holds an option's value; with `_` where the plain name is taken."""
    name = option.replace(".", "_").lower()
    return f"{name}_" if keyword.iskeyword(name) or name in _OF_EVERY_COMMAND else name


def option_values(command: Command) -> Mapping[str, Any]:
    """The values of a command's options by their names in SPL."""
    return {option.name: getattr(command, attribute(option.name)) for option in command.options}


def _read(cursor: Cursor, argument: Argument) -> Any:
    absent = () if argument.kind in ("fields", "patterns") else argument.default
    if argument.after and not cursor.keyword(argument.after):
        return absent
    if argument.optional and not argument.after and (cursor.at_end() or not _fits(cursor, argument.kind)):
        return absent
    return _READERS[argument.kind](cursor)


def _fits(cursor: Cursor, kind: ArgumentKind) -> bool:
    if kind == "integer":
        return cursor.peek_integer()
    if kind in ("string", "regex"):
        return cursor.peek_string()
    return (cursor.peek_character() == "[") == (kind == "subsearch")


_READERS: dict[str, Callable[[Cursor], Any]] = {
    "field": lambda cursor: cursor.field(wildcards=False),
    "pattern": lambda cursor: cursor.field(),
    "fields": lambda cursor: cursor.fields(wildcards=False),
    "patterns": lambda cursor: cursor.fields(),
    "integer": Cursor.integer,
    "number": Cursor.number,
    "word": Cursor.word,
    "string": Cursor.string,
    "regex": Cursor.string,
    "subsearch": Cursor.subsearch,
}
_PRINTERS: dict[str, Callable[[Any], str]] = {
    "field": printer.print_field,
    "pattern": printer.print_field,
    "fields": printer.print_fields,
    "patterns": printer.print_fields,
    "integer": str,
    "number": str,
    "word": printer.print_word,
    "string": printer.print_string,
    "regex": printer.print_pattern,
    "subsearch": printer.print_subsearch,
}


def _printed(argument: Argument, value: Any) -> str:
    if value is None or value == () or (argument.optional and value == argument.default):
        return ""
    return (f" {argument.after.upper()} " if argument.after else " ") + _PRINTERS[argument.kind](value)
