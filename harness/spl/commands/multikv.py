"""`multikv`: makes one result of each row of a table in the raw text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import Column, Table, choose, laid_over, texts
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.key_values import clean_key
from harness.spl.syntax.printer import print_fields, print_options

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class MultikvCommand(Command):
    """`multikv [<options>] [fields <names>] [filter <words>]`."""

    keyword = "multikv"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "multikv [conf=<name>] [copyattrs=<bool>] [forceheader=<int>] [multitable=<bool>] [noheader=<bool>] "
        "[rmorig=<bool>] [fields <field>...] [filter <word>...]"
    )
    options = (
        Option("conf", "string", says="The stanza that describes the table."),
        Option("copyattrs", "boolean", default=True, says="Copies the other fields of the event."),
        Option("forceheader", "integer", minimum=0, says="The line of the header."),
        Option("multitable", "boolean", default=True, says="There may be several tables."),
        Option("noheader", "boolean", default=False, says="There is no header."),
        Option("rmorig", "boolean", default=True, says="Drops the event itself."),
    )
    documentation = Documentation(
        summary="Makes one result of each row of a table in the raw text.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Multikv",
        examples=(
            Example(
                '| makeresults | eval _raw=mvjoin(split("PID CMD;1 init;7 sh", ";"), urldecode("%0A")) | multikv '
                "| table PID CMD",
                rows=[{"PID": "1", "CMD": "init"}, {"PID": "7", "CMD": "sh"}],
            ),
        ),
        differs=(
            "The first line that is not empty is the header, unless forceheader or noheader say otherwise.",
            "A table whose lines have other numbers of words than its header, or than its first line, is refused.",
        ),
        undecided=(
            "A header without blanks is split at its commas, and quotes stay; what names cannot have becomes _.",
            "filter keeps lines that hold one of the words, letter case aside.",
            "An event without a table stays as it is.",
        ),
    )

    fields: tuple[FieldName, ...] = ()
    filters: tuple[FieldName, ...] = ()
    conf: str | None = None
    copyattrs: bool = True
    forceheader: int | None = None
    multitable: bool = True
    noheader: bool = False
    rmorig: bool = True

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, fields and filter words."""
        values = cursor.options(cls.options)
        fields = cursor.fields(stop=("filter",)) if cursor.keyword("fields") else ()
        cursor.options(cls.options, values)
        filters = cursor.fields() if cursor.keyword("filter") else ()
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), fields, filters, **values)

    def render(self) -> str:
        """`multikv`, its options, fields and filter words."""
        text = f"multikv{print_options(self.options, option_values(self))}"
        if self.fields:
            text += f" fields {print_fields(self.fields)}"
        return f"{text} filter {print_fields(self.filters)}" if self.filters else text

    def execute(self, rows: Table, context: Context) -> Table:
        """One row for each line of the table in `_raw`, with the fields of its event unless `copyattrs=f`.

        Raises: SplUnsupportedError for a conf stanza, and for a table whose lines do not fit its header.
        """
        if self.conf is not None:
            raise unsupported(context, self.span, "multikv with conf")
        origins: list[int] = []
        records: list[dict[str, str]] = []
        for number, text in enumerate(texts(rows.column("_raw")).values()):
            found = self._lines(text if isinstance(text, str) else "", context)
            origins += [number] * len(found)
            records += found
            if not found or not self.rmorig:
                origins.append(number)
                records.append({})
        return self._built(rows, origins, records)

    def _built(self, rows: Table, origins: list[int], records: list[dict[str, str]]) -> Table:
        copied = rows.take(origins)
        if not self.copyattrs:
            kept = Column.of([not record for record in records])
            nothing = Column.nulls(len(records))
            copied = copied.mapped(lambda column: choose([kept], [column], nothing))
        names = dict.fromkeys(name for record in records for name in record)
        return laid_over(copied, {name: Column.of([record.get(name) for record in records]) for name in names})

    def _lines(self, text: str, context: Context) -> list[dict[str, str]]:
        """The lines of a table as fields by name."""
        lines = [line for line in text.splitlines() if line.strip()]
        if self.noheader:
            tables = [(_words(line, None), line) for line in lines]
            if len({len(words) for words, _ in tables}) > 1:
                raise unsupported(context, self.span, "multikv over a table whose lines do not fit its first line")
            made = [{f"Column_{n}": word for n, word in enumerate(words, 1)} | {"_raw": line} for words, line in tables]
            return [self._chosen(record) for record in made if self._passes(record["_raw"])]
        start = self.forceheader or 1
        if len(lines) <= start:
            return []
        header = lines[start - 1]
        separator = None if len(header.split()) > 1 else ","
        names = [clean_key(word) for word in _words(header, separator)]
        found: list[dict[str, str]] = []
        for line in lines[start:]:
            words = _words(line, separator)
            if len(words) != len(names):
                raise unsupported(context, self.span, "multikv over a table whose lines do not fit its header")
            if self._passes(line):
                found.append(
                    self._chosen({n: word for n, word in zip(names, words, strict=True) if n} | {"_raw": line})
                )
        return found

    def _passes(self, line: str) -> bool:
        return not self.filters or any(word.name.lower() in line.lower() for word in self.filters)

    def _chosen(self, record: dict[str, str]) -> dict[str, str]:
        wanted = {field.name for field in self.fields} | {"_raw"}
        return {name: value for name, value in record.items() if not self.fields or name in wanted}


def _words(line: str, separator: str | None) -> list[str]:
    return [word.strip() for word in line.split(separator)]
