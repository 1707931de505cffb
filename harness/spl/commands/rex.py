"""`rex`: takes fields out of a text with a regular expression, or edits the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from harness.data import extract_groups, laid_over, map_records, map_scalars, texts
from harness.errors import SplArgumentError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._patterns import compiled, editor, timed
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.native_patterns import native_pattern
from harness.spl.patterns import checked, matches, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Column, Record, Table
    from harness.spl.patterns import Match, Pattern


@dataclass(frozen=True, slots=True)
class RexCommand(DeclaredCommand):
    """`rex [field=<field>] "<regex with named groups>"` or `rex [field=<field>] mode=sed "<sed expression>"`."""

    keyword = "rex"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "rex [field=<field>] [max_match=<int>] [offset_field=<field>] [mode=sed] <regex>"
    options = (
        Option("field", "field", default="_raw", says="The field that is read."),
        Option("max_match", "integer", default=1, minimum=0, says="How many matches; 0: all."),
        Option("offset_field", "field", says="The field for the places of the matches."),
        Option("mode", "choice", choices=("sed",), says="Edits the field instead."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("pattern", "regex"),)
    documentation = Documentation(
        summary="Makes fields of the named groups of a regular expression, or edits a field like sed.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rex",
        examples=(
            Example(
                r'| makeresults | eval id="ann;search" | rex field=id "(?<user>\w+);(?<app>\w+)" | table user app',
                rows=[{"user": "ann", "app": "search"}],
            ),
            Example(
                r'| makeresults | eval t="a$1,b$2" | rex field=t max_match=0 "(?<k>[^$,]*)\$(?<v>[^,]*)" | table k v',
                rows=[{"k": ["a", "b"], "v": ["1", "2"]}],
                says="Every match: multivalues.",
            ),
            Example(
                r'| makeresults | eval n="1234-5678" | rex field=n mode=sed "s/\d{4}-/XXXX-/g" | table n',
                rows=[{"n": "XXXX-5678"}],
            ),
        ),
        undecided=(
            "A multivalue is read member by member, and max_match counts for each member.",
            "A group that took no part in a match leaves its field alone.",
            "How offset_field tells several matches: all of them, joined by `&`.",
        ),
    )

    field: str
    max_match: int
    offset_field: str | None
    mode: str | None
    pattern: str

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the fields of the first match; without one a row stays as it is.

        Raises: SplArgumentError for a pattern that does not compile or names no group.
        """
        if self.mode == "sed":
            return self._edited(rows, context)
        pattern = compiled(self.pattern, self, context)
        if not pattern.groupindex:
            raise self._without_groups(context)
        values = texts(rows.column(self.field))
        columns = self._extracted(pattern, values)
        if columns is None:
            read = checked(partial(self._fields, pattern, tuple(pattern.groupindex)), context.check)
            columns = timed(lambda: map_records(read, values), self, context).columns()
        return laid_over(rows, {name: column for name, column in columns.items() if not is_empty(column)})

    def _extracted(self, pattern: Pattern, values: Column) -> dict[str, Column] | None:
        """The groups by way of whole columns, where the pattern allows it."""
        native = native_pattern(self.pattern) if self.max_match == 1 and self.offset_field is None else None
        return None if native is None else extract_groups(values, native, list(pattern.groupindex))

    def _fields(self, pattern: Pattern, names: Sequence[str], value: str | list[str]) -> Record:
        found: dict[str, list[str]] = defaultdict(list)
        places: list[str] = []
        for text in [value] if isinstance(value, str) else value:
            for match in self._matches(pattern, text):
                for name in names:
                    group = match.group(name)
                    if group is not None:
                        found[name].append(group)
                        if self.offset_field is not None:
                            start, end = match.span(name)
                            places.append(f"{name}={start}-{end - 1}")
        fields: dict[str, str | list[str]] = {n: v[0] if len(v) == 1 else v for n, v in found.items()}
        return {**fields, self.offset_field: "&".join(places)} if self.offset_field and places else fields

    def _matches(self, pattern: Pattern, text: str) -> Sequence[Match]:
        if self.max_match != 1:
            return matches(pattern, text, self.max_match)
        found = search(pattern, text)
        return () if found is None else (found,)

    def _edited(self, rows: Table, context: Context) -> Table:
        if self.max_match != 1 or self.offset_field:
            raise unsupported(context, self.span, "rex mode=sed with max_match or offset_field")
        edit = checked(editor(self.pattern, self, context), context.check)
        if self.field not in rows:
            return rows
        column = texts(rows.column(self.field))
        edited = timed(lambda: map_scalars(edit, column, members=True), self, context)
        return rows.with_column(self.field, edited)

    def _without_groups(self, context: Context) -> Exception:
        message = "the regular expression of rex names no group, so it extracts nothing"
        return context.error(SplArgumentError, "SPL261", message, self.span, help="name a group: (?<field>...)")
