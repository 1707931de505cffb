"""`union`: the results of several datasets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.commands._named_datasets import read_dataset
from harness.spl.commands._subsearches import concatenated, first_not_streaming, limited, newest_first
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_options, print_subsearch

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import Pipeline
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class UnionCommand(Command):
    """`union <dataset>...`; a dataset is a subsearch, or a name such as `inputlookup:X` that stands for one."""

    keyword = "union"
    type = CommandType.DATASET_PROCESSING
    syntax = "union [maxtime=<int>] [maxout=<int>] [timeout=<int>] <dataset>|[ <subsearch> ]..."
    options = (
        Option("maxtime", "integer", default=60, minimum=0, says="Seconds that a subsearch may take."),
        Option("maxout", "integer", default=50_000, minimum=0, says="How many results a subsearch may give."),
        Option("timeout", "integer", default=300, minimum=0, says="Seconds to wait for a subsearch."),
    )
    documentation = Documentation(
        summary="Puts the results of several datasets together.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Union",
        examples=(
            Example(
                "| union [| makeresults | eval a=1 | table a] [| makeresults | eval a=2 | table a]",
                rows=[{"a": "1"}, {"a": "2"}],
            ),
        ),
        differs=("an error in a subsearch fails the search; maxtime and timeout never end it early",),
        undecided=("the order of events of the same time: that of the datasets",),
    )

    datasets: tuple[Pipeline, ...]
    maxtime: int = 60
    maxout: int = 50_000
    timeout: int = 300

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and datasets."""
        values = cursor.options(cls.options)
        datasets = [read_dataset(cursor)]
        while cursor.punctuation(",") or not cursor.at_end():
            datasets.append(read_dataset(cursor))
        return cls(cursor.command_span(), tuple(datasets), **values)

    def render(self) -> str:
        """`union`, its options and its datasets."""
        text = f"union{print_options(self.options, option_values(self))}"
        return " ".join([text, *map(print_subsearch, self.datasets)])

    def generate(self, context: Context) -> Table:
        """The results of all datasets: by time if all of them stream, else one behind the other."""
        found = self._results(context)
        streams = all(first_not_streaming(d) is None for d in self.datasets)
        return newest_first(found) if streams else concatenated(found)

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows, then the results of all datasets.

        Undecided: whether events that follow a pipe are put in the order of time among them.
        """
        return concatenated([rows, *self._results(context)])

    def _results(self, context: Context) -> list[Table]:
        return [limited(context.run(pipeline), self.maxout, self.span, context) for pipeline in self.datasets]
