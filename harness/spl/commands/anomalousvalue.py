"""`anomalousvalue`: finds values that are rare in their field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._anomalous_values import AnomalyRules, annotated, summarized
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._outliers import outlying_fields
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Option
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class AnomalousvalueCommand(DeclaredCommand):
    """Finds values that are rare in their field."""

    keyword = "anomalousvalue"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "anomalousvalue [maxanofreq=<number>] [minnormfreq=<number>] [minsupcount=<int>] "
        "[minsupfreq=<number>] [action=annotate|filter|summary] [pthresh=<number>] [<field>...]"
    )
    options = (
        Option("maxanofreq", "number", default=0.05, says="How often a rare value may occur."),
        Option("minnormfreq", "number", default=0.01, says="How often a normal value must occur."),
        Option("minsupcount", "integer", default=100, minimum=0, says="How many results must have the field."),
        Option("minsupfreq", "number", default=0.05, says="Which part of the results must have the field."),
        Option(
            "action",
            "choice",
            default="filter",
            choices=("annotate", "filter", "summary"),
            says="What to do with them.",
        ),
        Option("pthresh", "number", default=0.01, says="How improbable is improbable."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Finds values that are rare in their field.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Anomalousvalue",
        undecided=(
            "what the scores are: the frequency of a text, and how improbable it is to lie as far out as a number does",
            "whether numbers are tested for rare values too; they are not, here",
            "what minnormfreq compares: the part of anomalous values, as the page says, here",
            "how the figures of action=summary are written",
        ),
    )

    maxanofreq: float
    minnormfreq: float
    minsupcount: int
    minsupfreq: float
    action: str
    pthresh: float
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows that hold anomalous values, all rows with these annotated, or a table of the fields."""
        say_undecided(self, context, "what the scores of anomalous values are")
        names = outlying_fields(select(self.fields, rows.names), rows)
        figures = (float(self.pthresh), float(self.maxanofreq), float(self.minnormfreq))
        rules = AnomalyRules(*figures, self.minsupcount, float(self.minsupfreq))
        if self.action == "summary":
            return summarized(rows, names, rules)
        found, hits = annotated(rows, names, rules)
        return found if self.action == "annotate" else found.filter(hits)
