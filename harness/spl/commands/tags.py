"""`tags`: adds the tags of field values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, map_scalars, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Option
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.extraction.tagging import FIELD, PREFIX, merged, tag_column, tags_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.data import Table, Value
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class TagsCommand(DeclaredCommand):
    """Adds the tags of field values."""

    keyword = "tags"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "tags [outputfield=<field>] [inclname=<bool>] [inclvalue=<bool>] [allowed_tags=<string>] [<field>...]"
    options = (
        Option("outputfield", "string", says="The one field for all tags."),
        Option("inclname", "boolean", default=False, says="Adds the name of the field."),
        Option("inclvalue", "boolean", default=False, says="Adds its value."),
        Option("allowed_tags", "string", says="The only tags that are given, with commas between them."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Adds the tags of field values.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Tags",
        undecided=(
            "Tags are in alphabetical order.",
            "With outputfield the tags of fields stand in the order of the fields.",
        ),
    )

    outputfield: str | None
    inclname: bool
    inclvalue: bool
    allowed_tags: str | None
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the tags of these fields, or of all: in `tag` and `tag::field`, or in the output field."""
        known = self._allowed(tags_of(context.sources.knowledge))
        wanted = [field.name for field in self.fields] or list(known)
        chosen = {name: known[name] for name in wanted if name in known and name in rows}
        if self.outputfield is not None:
            return self._in_one_field(rows, self.outputfield, chosen)
        columns = {name: tag_column(rows.column(name), tags) for name, tags in chosen.items()}
        found = {name: column for name, column in columns.items() if not is_empty(column)}
        if not found:
            return rows
        every = merged([rows.column(FIELD), *found.values()])
        return rows.with_columns({**{f"{PREFIX}{name}": column for name, column in found.items()}, FIELD: every})

    def _allowed(self, known: Mapping[str, Mapping[str, Sequence[str]]]) -> Mapping[str, Mapping[str, Sequence[str]]]:
        if self.allowed_tags is None:
            return known
        allowed = {part.strip() for part in self.allowed_tags.split(",")}
        return {
            name: {value: [tag for tag in tags if tag in allowed] for value, tags in by_value.items()}
            for name, by_value in known.items()
        }

    def _in_one_field(self, rows: Table, output: str, chosen: Mapping[str, Mapping[str, Sequence[str]]]) -> Table:
        columns = [self._described(name, rows.column(name), by_value) for name, by_value in chosen.items()]
        if not columns:
            return rows

        def joined(*values: Value) -> Value:
            members = [each for value in values if value is not None for each in _listed(value)]
            return list(dict.fromkeys(members)) or None

        column = map_scalars(joined, *columns, nulls=True)
        return rows if is_empty(column) else rows.with_column(output, column)

    def _described(self, name: str, column: Column, by_value: Mapping[str, Sequence[str]]) -> Column:
        """The tags of a field with its name and value in front of them, as the options say."""

        def described(value: Value) -> Value:
            parts = [
                "::".join([*([name] if self.inclname else []), *([member] if self.inclvalue else []), tag])
                for member in _listed(value)
                for tag in sorted(set(by_value.get(member, ())))
            ]
            return parts or None

        return map_scalars(described, texts(column))


def _listed(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)]
