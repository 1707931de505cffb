"""`foreach`: runs a template for each of several fields, members or array elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Kind, members, texts
from harness.diagnostics import Origin, SourceText
from harness.errors import SearchRuntimeError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.commands.eval import EvalCommand
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import matching, pattern
from harness.spl.json_fields import leaf_text
from harness.spl.json_text import read_json
from harness.spl.parsing import GRAMMAR
from harness.spl.syntax.ast import StringLiteral, children
from harness.spl.syntax.pipelines import parse_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harness.data import Table, Value
    from harness.spl.syntax.ast import Expression, FieldName, Pipeline


@dataclass(frozen=True, slots=True)
class ForeachCommand(DeclaredCommand):
    """`foreach <fields> [ <template> ]`; `<<FIELD>>` and its kin stand in the template for what varies."""

    keyword = "foreach"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "foreach [mode=multifield|multivalue|json_array|auto_collections] [fieldstr=<name>] [matchstr=<name>] "
        "[matchseg1=<name>] [matchseg2=<name>] [matchseg3=<name>] [itemstr=<name>] [iterstr=<name>] <field>... [ "
        "<template> ]"
    )
    options = (
        Option(
            "mode",
            "choice",
            default="multifield",
            choices=("multifield", "multivalue", "json_array", "auto_collections"),
            says="What varies.",
        ),
        Option("fieldstr", "string", says="Stands for the field instead of <<FIELD>>."),
        Option("matchstr", "string", says="Stands for what the wildcards match instead of <<MATCHSTR>>."),
        Option("matchseg1", "string", says="Stands for what the first wildcard matches instead of <<MATCHSEG1>>."),
        Option("matchseg2", "string", says="Stands for what the second wildcard matches instead of <<MATCHSEG2>>."),
        Option("matchseg3", "string", says="Stands for what the third wildcard matches instead of <<MATCHSEG3>>."),
        Option("itemstr", "string", says="Stands for the member instead of <<ITEM>>."),
        Option("iterstr", "string", says="Stands for the number of the member instead of <<ITER>>."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("fields", "patterns", optional=True),
        Argument("template", "subsearch"),
    )
    documentation = Documentation(
        summary="Runs a pipeline for each of several fields, or for each member of one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Foreach",
        examples=(
            Example(
                "| makeresults | eval total=0, t1=4, t2=5 | foreach t* [eval total=total + <<FIELD>>] | table total",
                rows=[{"total": "9"}],
            ),
            Example(
                '| makeresults | eval m=split("1,2,3", ","), s=0 | foreach mode=multivalue m [eval s=s + <<ITEM>>] '
                "| table s",
                rows=[{"s": "6"}],
            ),
        ),
        differs=(
            "A page shows a sum that passes over results without the field; here the sum becomes null, as eval's does.",
            "A template that cannot be read with one of the fields fails the search.",
        ),
        undecided=(
            "The order of the fields (that of the columns here).",
            "What <<ITEM>> is inside quotes; it is refused there.",
            "An element of a JSON array that is null; it is null.",
            "Which field auto_collections takes without a name where several hold collections; it is refused then.",
        ),
    )

    mode: str
    fieldstr: str | None
    matchstr: str | None
    matchseg1: str | None
    matchseg2: str | None
    matchseg3: str | None
    itemstr: str | None
    iterstr: str | None
    fields: tuple[FieldName, ...]
    template: Pipeline

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows after the template has run for each field, or for each member of one field.

        Raises: SplError where the template cannot be read with a field, or holds more than one eval in the modes that
        go through members.
        """
        if self.mode == "multifield":
            return self._over_fields(rows, context)
        return self._over_members(rows, context)

    def _over_fields(self, rows: Table, context: Context) -> Table:
        for written in self.fields:
            for name in matching(written.name, rows.names) if written.has_wildcard else [written.name]:
                filled = fill_template(self.template, self._names(written.name, name))
                rows = context.continue_(parse_pipeline(filled, GRAMMAR), rows)
        return rows

    def _names(self, pattern_text: str, name: str) -> Mapping[str, str]:
        """What stands for each placeholder."""
        match = pattern(pattern_text).fullmatch(name)
        segments = match.groups() if match else ()
        values = {"FIELD": name, "MATCHSTR": "".join(segments)}
        for number in (1, 2, 3):
            values[f"MATCHSEG{number}"] = segments[number - 1] if number <= len(segments) else ""
        own = dict(
            zip(values, (self.fieldstr, self.matchstr, self.matchseg1, self.matchseg2, self.matchseg3), strict=True)
        )
        return {own[placeholder] or f"<<{placeholder}>>": value for placeholder, value in values.items()}

    def _over_members(self, rows: Table, context: Context) -> Table:
        self._check_template(context)
        names = [field.name for field in self.fields] or self._collections(rows)
        if len(names) != 1:
            raise unsupported(context, self.span, f"foreach mode={self.mode} without exactly one field")
        items = self._items(rows.column(names[0]))
        counts = [len(value) for value in items]
        for place in range(max(counts, default=0)):
            here = [row for row, count in enumerate(counts) if count > place]
            given = Column.of([items[row][place] for row in here])
            rows = self._step(rows, here, {"ITEM": given, "ITER": Column.constant(place, len(here))}, context)
        return rows

    def _collections(self, rows: Table) -> list[str]:
        """The fields that auto_collections finds by itself: multivalues and JSON arrays."""
        if self.mode != "auto_collections":
            return []
        return [name for name, column in rows.columns.items() if not name.startswith("_") and _holds_several(column)]

    def _check_template(self, context: Context) -> None:
        """Makes sure that the template is one eval.

        Raises: SearchRuntimeError for any other template; SplUnsupportedError for an item inside quotes.
        """
        commands = self.template.commands
        if len(commands) != 1 or not isinstance(commands[0], EvalCommand):
            message = f"foreach mode={self.mode} takes a template of one eval command"
            raise context.error(SearchRuntimeError, "SPL560", message, self.template.span)
        for assignment in commands[0].assignments:
            if "<<" in assignment.target.name or any("<<" in text for text in _quoted(assignment.expression)):
                raise unsupported(context, assignment.span, "<<ITEM>> and <<ITER>> inside quotes or names of fields")

    def _items(self, column: Column) -> list[list[str | None]]:
        """What the template runs for, in each row."""
        if column.kind is Kind.NULL:
            return [[] for _ in range(len(column))]
        if self.mode == "multivalue":
            return [list(value) if isinstance(value, list) else [] for value in members(column).values()]
        return [_elements(value, self.mode) for value in texts(column).values()]

    def _step(self, rows: Table, here: Sequence[int], items: Mapping[str, Column], context: Context) -> Table:
        """The rows after one run of the template over some of them."""
        names = {f"<<{placeholder}>>": column for placeholder, column in items.items()}
        for own, placeholder in ((self.itemstr, "ITEM"), (self.iterstr, "ITER")):
            if own:
                names[own] = items[placeholder]
        given = rows if len(here) == rows.height else rows.take(here)
        hidden = {name: given.column(name) for name in names if name in given}
        done = context.continue_(self.template, given.with_columns(names)).without(names).with_columns(hidden)
        if len(here) == rows.height:
            return done
        chosen = set(here)
        rest = [row for row in range(rows.height) if row not in chosen]
        places = {row: place for place, row in enumerate([*rest, *here])}
        return rows.take(rest).concat(done).take([places[row] for row in range(rows.height)])


def _quoted(expression: Expression) -> Iterator[str]:
    """The texts in double quotes of an expression."""
    if isinstance(expression, StringLiteral):
        yield expression.value
    for child in children(expression):
        yield from _quoted(child)


def _holds_several(column: Column) -> bool:
    if column.kind is Kind.MULTI:
        return any(isinstance(value, list) and len(value) > 1 for value in column.values())
    return column.kind is Kind.TEXT and any(
        isinstance(value, str) and value.lstrip().startswith("[") and isinstance((read_json(value) or [None])[0], list)
        for value in column.values()
    )


def _elements(value: Value, mode: str) -> list[str | None]:
    """The elements of a JSON array; with auto_collections the members of a value that is none."""
    if value is None:
        return []
    document = read_json(value) if isinstance(value, str) else None
    if document is not None and isinstance(document[0], list):
        return [None if element is None else leaf_text(element) for element in document[0]]
    if mode == "json_array":
        return []
    return [str(member) for member in (value if isinstance(value, list) else [value])]


def fill_template(template: Pipeline, names: Mapping[str, str]) -> SourceText:
    """The text of a template with its placeholders filled in; each character knows where it was written."""
    source, (start, end) = template.source, template.span
    opening = source.text.index("[", start) + 1
    inner = source.text[opening : end - 1]
    text, offsets, position = "|", [opening], 0
    for match in re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), inner):
        text += inner[position : match.start()] + names[match[0]]
        offsets += range(opening + position, opening + match.start())
        offsets += [opening + match.start()] * len(names[match[0]])
        position = match.end()
    text += inner[position:]
    offsets += range(opening + position, end)
    return SourceText(source.name, text, (Origin(0, len(text), source, offsets, via="foreach"),))
