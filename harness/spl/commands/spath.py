"""`spath`: takes values out of JSON or XML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import laid_over, map_records, map_scalars, texts
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.json_fields import json_fields, leaf_text
from harness.spl.json_text import find, parse_path, read_json
from harness.spl.xml_text import find_in_xml, xml_fields

if TYPE_CHECKING:
    from harness.data import Record, Records, Table, Value
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class SpathCommand(DeclaredCommand):
    """`spath [input=<field>] [output=<field>] [path=<path>|<path>]`; without a path it takes everything."""

    keyword = "spath"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "spath [input=<field>] [output=<field>] [path=<path>|<path>]"
    options = (
        Option("input", "field", default="_raw", says="The field that is read."),
        Option("output", "field", says="The field for the value; the path itself if not given."),
        Option("path", "string", says="The way to the value, such as a.b{}.c or a{@attribute}."),
    )
    documentation = Documentation(
        summary="Takes the value at a path out of JSON or XML, or all of them.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Spath",
        examples=(
            Example(
                r'| makeresults | eval j="{\"a\":{\"b\":1},\"c\":[1,2]}" | spath input=j | table a.b c{}',
                rows=[{"a.b": "1", "c{}": ["1", "2"]}],
                says="Everything.",
            ),
            Example(
                '| makeresults | eval x="<a><b n=\\"7\\">t</b></a>" | spath input=x output=n path=a.b{@n} | table n',
                rows=[{"n": "7"}],
            ),
        ),
        differs=("Without a path, an XML text is read to its end; the 5,000 characters count for JSON.",),
        undecided=(
            "A field that exists gets the new values behind its own, unless it has them already (without a path).",
            "A path to null gives the text null, as without a path (measured); to an object or array, its JSON text.",
            "A document that is cut off gives the leaves that end before the cut.",
            "`{}` behind what is no array names the value itself.",
        ),
    )

    input: str
    output: str | None
    path: str | None

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the options; the path may stand alone."""
        values = cursor.options(cls.options)
        if not cursor.at_end():
            values["path"] = cursor.word()
            cursor.options(cls.options, values)
        return cls(cursor.command_span(), **values)

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the value at the path, or with every value; what is not there leaves a field as it is."""
        values = texts(rows.column(self.input))
        if self.path is None:
            if self.output is not None:
                raise unsupported(context, self.span, "spath with an output and no path")
            return _merged(rows, map_records(_every_field, values))
        output, path = self.output or self.path, self.path
        return laid_over(rows, map_records(lambda value: _at_path(value, path, output), values).columns())


EXTRACTION_CUTOFF = 5_000
"""How many characters of a JSON text are looked at without a path (limits.conf)."""


def _every_field(value: str | list[str]) -> Record:
    found: dict[str, list[str]] = {}
    for text in [value] if isinstance(value, str) else value:
        fields = xml_fields(text) if text.lstrip().startswith("<") else json_fields(text, EXTRACTION_CUTOFF)
        for name, members in fields.items():
            found.setdefault(name, []).extend(members)
    return {name: members[0] if len(members) == 1 else members for name, members in found.items()}


def _at_path(value: str | list[str], path: str, output: str) -> Record:
    members = [part for text in ([value] if isinstance(value, str) else value) for part in _parts(text, path)]
    if not members:
        return {}
    return {output: members[0] if len(members) == 1 else members}


def _parts(text: str, path: str) -> list[str]:
    if text.lstrip().startswith("<"):
        return find_in_xml(text, path)
    document = read_json(text)
    return [] if document is None else [leaf_text(part) for part in find(document[0], parse_path(path))[0]]


def _merged(rows: Table, records: Records) -> Table:
    """The rows with each new field; a field that is there keeps its values in front."""
    columns = records.columns()
    for name in columns:
        if name in rows:
            columns[name] = map_scalars(_joined, texts(rows.column(name)), texts(columns[name]), nulls=True)
    return laid_over(rows, columns)


def _joined(old: Value, new: Value) -> Value:
    before = [str(old)] if isinstance(old, str) else list(old) if isinstance(old, list) else []
    after = [str(new)] if isinstance(new, str) else list(new) if isinstance(new, list) else []
    members = before + [member for member in after if member not in before]
    return members or None
