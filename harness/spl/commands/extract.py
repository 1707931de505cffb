"""`extract`: makes fields of the pairs of keys and values in the raw text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Self

from harness.data import laid_over, map_records, texts
from harness.diagnostics import suggest
from harness.errors import SplArgumentError, SplNameError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.extraction.rules import Problems
from harness.spl.extraction.sequence import extracted
from harness.spl.extraction.transforms import read_transform
from harness.spl.key_values import automatic_pairs, collected_pairs, delimited_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Record, Table
    from harness.spl.extraction.rules import FieldTransform
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class ExtractCommand(DeclaredCommand):
    """`extract [<options>] [<extraction stanzas>]`."""

    keyword = "extract"
    aliases = ("kv",)
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "extract [segment=<bool>] [auto=<bool>] [reload=<bool>] [limit=<int>] [maxchars=<int>] [mv_add=<bool>] "
        "[clean_keys=<bool>] [pairdelim=<string>] [kvdelim=<string>] [<stanza>...]"
    )
    options = (
        Option("segment", "boolean", default=False, says="Marks the places of keys and values."),
        Option("auto", "boolean", default=True, says="Looks for key=value."),
        Option("reload", "boolean", default=False, says="Reads the configuration again."),
        Option("limit", "integer", default=50, minimum=0, says="How many pairs at most."),
        Option("maxchars", "integer", default=10_240, minimum=0, says="How many characters are looked at."),
        Option("mv_add", "boolean", default=False, says="Makes a multivalue field of a key that comes again."),
        Option("clean_keys", "boolean", default=True, says="Replaces characters of keys that names cannot have."),
        Option("pairdelim", "string", says="Characters of which each separates two pairs."),
        Option("kvdelim", "string", says="Characters of which each separates a key from its value."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("stanzas", "fields", optional=True),)
    documentation = Documentation(
        summary="Makes fields of the pairs of keys and values in the raw text.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Extract",
        examples=(
            Example(
                '| makeresults | eval _raw="user=ann act=view" | extract | table user act',
                rows=[{"user": "ann", "act": "view"}],
            ),
            Example(
                '| makeresults | eval _raw="a:1|b=2" | kv pairdelim="|" kvdelim=":=" | table a b',
                rows=[{"a": "1", "b": "2"}],
            ),
        ),
        differs=("reload has nothing to read again: the content is read before each search.",),
        undecided=(
            "A field that exists is overwritten.",
            "A value that holds a delimiter of keys keeps it; some pages say that its pair is left out.",
            "One set of delimiters without the other; it is refused.",
            "Stanzas replace the search for key=value, and do not overwrite fields.",
        ),
    )

    segment: bool
    auto: bool
    reload: bool
    limit: int
    maxchars: int
    mv_add: bool
    clean_keys: bool
    pairdelim: str | None
    kvdelim: str | None
    stanzas: tuple[FieldName, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options, with or without commas between them, and stanzas."""
        values = cursor.options(cls.options)
        while cursor.punctuation(","):
            cursor.options(cls.options, values)
        stanzas = () if cursor.at_end() else cursor.fields(wildcards=False)
        cursor.options(cls.options, values)
        return cls(cursor.command_span(), **values, stanzas=stanzas)

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with the pairs of `_raw` as fields, at most `limit` of them."""
        if self.segment:
            raise unsupported(context, self.span, "extract with segment", "write the extraction with rex")
        if (self.pairdelim is None) is not (self.kvdelim is None):
            raise unsupported(context, self.span, "extract with only one of pairdelim and kvdelim")
        for transform in self._transforms(context):
            rows = extracted(rows, transform)
        if self.stanzas and self.pairdelim is None:
            return rows
        return laid_over(rows, map_records(self._fields, texts(rows.column("_raw"))).columns())

    def _transforms(self, context: Context) -> Iterator[FieldTransform]:
        """The stanzas of transforms.conf that are named.

        Raises: SplNameError for one that is not there, SplArgumentError for one that cannot be read.
        """
        known = context.sources.knowledge.transforms
        for name in self.stanzas:
            problems = Problems()
            if name.name not in known:
                near = suggest(name.name, known)
                way_out = f'did you mean "{near}"?' if near else "declare it in transforms.conf"
                message = f'unknown transform "{name.name}"'
                raise context.error(SplNameError, "SPL672", message, name.span, label="no such transform", help=way_out)
            yield from read_transform(known[name.name], problems)
            if problems.found:
                raise SplArgumentError(diagnostics=problems.found)

    def _fields(self, value: str | list[str]) -> Record:
        text = (value if isinstance(value, str) else "\n".join(value))[: self.maxchars]
        if self.pairdelim and self.kvdelim:
            pairs = delimited_pairs(text, self.pairdelim, self.kvdelim)
        else:
            pairs = automatic_pairs(text) if self.auto else iter(())
        found = collected_pairs(islice(pairs, self.limit), clean=self.clean_keys, repeats=self.mv_add)
        return {name: members[0] if len(members) == 1 else members for name, members in found.items()}
