"""`from`: the results of a data model, a table, or a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Self

from harness.data import Table
from harness.spl.commands._datasets import whole_dataset
from harness.spl.commands._saved_searches import run_saved_search
from harness.spl.commands.inputlookup import InputlookupCommand
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.knowledge.datamodels import data_model, dataset_of, roots_of
from harness.spl.syntax.printer import print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

KINDS = ("datamodel", "inputlookup", "lookup", "savedsearch")


@dataclass(frozen=True, slots=True)
class FromCommand(Command):
    """`from <kind>:<name>`, of which the colon may be left out."""

    keyword = "from"
    type = CommandType.GENERATING
    syntax = "from datamodel|lookup|savedsearch:<name>"
    documentation = Documentation(
        summary="Gives the results of a named dataset.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/From",
        examples=(
            Example("| from datamodel:Web.Web | stats count by status", says="The fields stand without `Web.`."),
            Example(
                '| makeresults | eval a="x" | fields a | outputlookup t.csv | append [| from lookup:t.csv]',
                rows=[{"a": "x"}, {"a": "x"}],
            ),
        ),
        undecided=("A data model that is named without a dataset: the events of each of its roots.",),
    )

    kind: str
    name: str

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the kind and the name."""
        kind, _, name = cursor.word().partition(":")
        if kind.lower() not in KINDS:
            raise cursor.error("SPL204", f'"{kind}" is no kind of dataset', help=f"there are: {', '.join(KINDS)}")
        if not name:
            cursor.punctuation(":")
            name = cursor.word()
        if cursor.peek_string():
            name += cursor.string()
        return cls(cursor.command_span(), kind.lower(), name)

    def render(self) -> str:
        """`from`, the kind and the name."""
        return f"from {self.kind}:{print_word(self.name)}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The events of a dataset with its fields under their plain names, the rows of a table, or a saved search's.

        Raises: SplNameError for a name that means nothing.
        """
        if self.kind == "savedsearch":
            return run_saved_search(self.name, self.span, context)
        if self.kind == "datamodel":
            return self._events(context)
        return InputlookupCommand(self.span, self.name, strict=True).generate(context)

    def _events(self, context: Context) -> Table:
        name, _, path = self.name.partition(".")
        model = data_model(name, self.span, context)
        datasets = [dataset_of(model, path, self.span, context)] if path else roots_of(model)
        return reduce(Table.concat, (whole_dataset(model, each, self.span, context, flat=True) for each in datasets))
