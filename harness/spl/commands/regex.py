"""`regex`: keeps the results that match a regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from harness.data import Column, coalesce, contains_pattern, map_scalars, not_, texts
from harness.spl.commands._patterns import compiled, timed
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.native_patterns import native_pattern
from harness.spl.patterns import checked, search
from harness.spl.syntax.printer import print_field, print_pattern

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.patterns import Pattern
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class RegexCommand(Command):
    """`regex [<field>=|<field>!=]"<regex>"`; without a field it reads `_raw`."""

    keyword = "regex"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "regex [<field>=|<field>!=]<regex>"
    documentation = Documentation(
        summary="Keeps the results of which a field matches a regular expression, or does not.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Regex",
        examples=(
            Example(
                r'| makeresults | eval ip=split("10.1.2.3,8.8.8.8", ",") | mvexpand ip | regex ip!="^10\." | table ip',
                rows=[{"ip": "8.8.8.8"}],
            ),
        ),
        undecided=(
            "A multivalue matches if any member does; with != it is kept if none does.",
            "A result without the field is kept by != and dropped by =.",
        ),
    )

    pattern: str
    field: FieldName | None = None
    negates: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the field, the operator and the regular expression."""
        start = cursor.position
        if cursor.peek_string():
            pattern = cursor.string()
            if cursor.at_end():
                return cls(cursor.command_span(), pattern)
            cursor.position = start
        field = cursor.field(wildcards=False, calls=False)
        negates = cursor.punctuation("!=")
        if not negates:
            cursor.expect("=")
        return cls(cursor.command_span(), cursor.string(), field, negates)

    def render(self) -> str:
        """`regex`, the field with its operator, and the regular expression."""
        field = f"{print_field(self.field)}{'!=' if self.negates else '='}" if self.field else ""
        return f"regex {field}{print_pattern(self.pattern)}"

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows of which the field matches anywhere, or nowhere.

        Raises: SplArgumentError for a pattern that does not compile.
        """
        if not rows.height:
            return rows
        pattern = compiled(self.pattern, self, context)
        column = texts(rows.column(self.field.name if self.field else "_raw"))
        native = native_pattern(self.pattern)
        matching = contains_pattern(column, native) if native else None
        if matching is not None:
            known = coalesce([matching, Column.constant(value=False, height=rows.height)])
            return rows.filter(not_(known) if self.negates else known)
        keeps = checked(partial(self._keeps, pattern), context.check)
        return rows.filter(timed(lambda: map_scalars(keeps, column, nulls=True), self, context))

    def _keeps(self, pattern: Pattern, value: str | list[str] | None) -> bool:
        members = [value] if isinstance(value, str) else value or []
        return any(search(pattern, member) is not None for member in members) is not self.negates
