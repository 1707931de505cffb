"""`makemv`: splits the value of a field into members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import map_scalars, texts
from harness.errors import SplArgumentError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._patterns import compiled, timed
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.patterns import matches

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Table, Value
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MakemvCommand(DeclaredCommand):
    """Splits the value of a field into members."""

    keyword = "makemv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "makemv [delim=<string>] [tokenizer=<regex>] [allowempty=<bool>] [setsv=<bool>] <field>"
    options = (
        Option("delim", "string", default=" ", says="What stands between two members."),
        Option("tokenizer", "regex", says="A regular expression whose first group is a member."),
        Option("allowempty", "boolean", default=False, says="Keeps empty members."),
        Option("setsv", "boolean", default=False, says="Also sets the single value that stands for all members."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field"),)
    documentation = Documentation(
        summary="Splits the value of a field into members.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Makemv",
        examples=(
            Example('| makeresults | eval a="x,y" | makemv delim="," a | table a', rows=[{"a": ["x", "y"]}]),
            Example(
                '| makeresults | eval a="1-2" | makemv tokenizer="([^-]+)-?" a | table a', rows=[{"a": ["1", "2"]}]
            ),
        ),
        differs=("setsv has no effect but on a nomv that follows: a multivalue has no second value here.",),
        undecided=("A multivalue is split member by member.",),
    )

    delim: str
    tokenizer: str | None
    allowempty: bool
    setsv: bool
    field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the field split; internal fields are not touched.

        Nulls: a value of which nothing is left is null.
        Raises: SplArgumentError for a tokenizer without a group, or a delimiter without characters.
        """
        name = self.field.name
        if name.startswith("_") or name not in rows:
            return rows
        if self.setsv:
            context.delimiters[name] = self.delim
        split = self._splitter(context)
        column = texts(rows.column(name))
        split_values = timed(lambda: map_scalars(lambda value: self._members(value, split), column), self, context)
        return rows.with_column(name, split_values)

    def _members(self, value: str | list[str], split: Callable[[str], list[str]]) -> Value:
        found = [member for text in ([value] if isinstance(value, str) else value) for member in split(text)]
        kept = found if self.allowempty else [member for member in found if member]
        return kept[0] if len(kept) == 1 else kept or None

    def _splitter(self, context: Context) -> Callable[[str], list[str]]:
        if self.tokenizer is not None:
            pattern = compiled(self.tokenizer, self, context)
            if not pattern.groups:
                raise self._invalid(context, "the tokenizer of makemv needs a group that holds a member: (..)")
            return lambda text: [str(match.group(1) or "") for match in matches(pattern, text)]
        if not self.delim:
            raise self._invalid(context, "the delimiter of makemv needs a character")
        return lambda text: text.split(self.delim)

    def _invalid(self, context: Context, message: str) -> Exception:
        return context.error(SplArgumentError, "SPL262", message, self.span)
