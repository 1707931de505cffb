"""`anomalydetection`: finds results that are improbable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.errors import SplArgumentError
from harness.spl.commands._anomalous_values import AnomalyRules, annotated, summarized
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._improbable import improbable
from harness.spl.commands._outliers import OutlierRules, outlying_fields, without_outliers
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Option
from harness.spl.evaluation.fields import select

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.ast import FieldName

_ACTIONS = {
    "histogram": ("filter", "annotate", "summary"),
    "zscore": ("filter", "annotate", "summary"),
    "iqr": ("transform", "tf", "remove", "rm"),
}
"""The actions of each method, the default first."""


@dataclass(frozen=True, slots=True)
class AnomalydetectionCommand(DeclaredCommand):
    """Finds results that are improbable."""

    keyword = "anomalydetection"
    type = CommandType.TRANSFORMING
    syntax = (
        "anomalydetection [method=histogram|zscore|iqr] "
        "[action=filter|annotate|summary|remove|transform|rm|tf] [pthresh=<number>] [cutoff=<bool>] "
        "[param=<number>] [uselower=<bool>] [mark=<bool>] [maxanofreq=<number>] [minnormfreq=<number>] "
        "[minsupcount=<int>] [minsupfreq=<number>] [<field>...]"
    )
    options = (
        Option(
            "method", "choice", default="histogram", choices=("histogram", "zscore", "iqr"), says="How they are found."
        ),
        Option(
            "action",
            "choice",
            choices=("filter", "annotate", "summary", "remove", "transform", "rm", "tf"),
            says="What to do with them: filter, or transform with the method iqr, where it is absent.",
        ),
        Option("pthresh", "number", says="How improbable is improbable."),
        Option("cutoff", "boolean", default=True, says="Lowers the threshold where many are found."),
        Option("param", "number", says="How far is far, for the method iqr."),
        Option("uselower", "boolean", says="Looks below too, for the method iqr."),
        Option("mark", "boolean", says="Marks clipped values, for the method iqr."),
        Option("maxanofreq", "number", says="How often a rare value may occur, for the method zscore."),
        Option("minnormfreq", "number", says="How often a rare value must occur, for the method zscore."),
        Option(
            "minsupcount", "integer", minimum=0, says="How many results must have the field, for the method zscore."
        ),
        Option("minsupfreq", "number", says="Which part of the results must have the field, for the method zscore."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "patterns", optional=True),)
    documentation = Documentation(
        summary="Finds results that are improbable for the values they hold.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Anomalydetection",
        examples=(
            Example(
                '| makeresults format=csv data="v\n1\n2\n3\n4\n99" | anomalydetection method=iqr action=remove v',
                rows=[{"v": "1"}, {"v": "2"}, {"v": "3"}, {"v": "4"}],
            ),
            Example(
                '| makeresults format=csv data="u\na\na\na\na\na\na\nb" | anomalydetection u | table u probable_cause',
                rows=[{"u": "b", "probable_cause": "u"}],
            ),
        ),
        undecided=(
            "how cutoff=true, the default, lowers the threshold; it is the one of cutoff=false here",
            "the bins of the histogram of a numerical field; they follow Scott's rule here",
            "whether null is a value; it is, here",
            "whether action=annotate gives the four fields to results that are no anomalies; it does not, here",
            "everything that is undecided for anomalousvalue, with the method zscore",
        ),
    )

    method: str
    action: str | None
    pthresh: float | None
    cutoff: bool
    param: float | None
    uselower: bool | None
    mark: bool | None
    maxanofreq: float | None
    minnormfreq: float | None
    minsupcount: int | None
    minsupfreq: float | None
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """What the method finds, done with as the action says.

        Raises: SplArgumentError for an action or an option that the method does not have.
        """
        action = self._action(context)
        names = outlying_fields(select(self.fields, rows.names), rows)
        if self.method == "iqr":
            param = 2.5 if self.param is None else float(self.param)
            rules = OutlierRules(action in ("remove", "rm"), param, bool(self.uselower), bool(self.mark))
            return without_outliers(rows, names, rules)
        if self.method == "zscore":
            say_undecided(self, context, "what the scores of anomalous values are")
            return self._by_score(rows, names, action)
        what = "how histograms are made" if self.pthresh is not None else "how the threshold is chosen"
        say_undecided(self, context, what)
        return improbable(rows, names, self.pthresh, action)

    def _action(self, context: Context) -> str:
        allowed = _ACTIONS[self.method]
        action = self.action or allowed[0]
        if action not in allowed:
            problem = f"the method {self.method} has no action {action}"
            raise context.error(SplArgumentError, "SPL202", problem, self.span, help=f"write {' or '.join(allowed)}")
        if self.method == "iqr" and self.pthresh is not None:
            raise context.error(SplArgumentError, "SPL202", "the method iqr takes no pthresh", self.span)
        return action

    def _by_score(self, rows: Table, names: list[str], action: str) -> Table:
        given = {
            name: getattr(self, name)
            for name in ("pthresh", "maxanofreq", "minnormfreq", "minsupcount", "minsupfreq")
            if getattr(self, name) is not None
        }
        rules = AnomalyRules(**given)
        if action == "summary":
            return summarized(rows, names, rules)
        found, hits = annotated(rows, names, rules)
        return found if action == "annotate" else found.filter(hits)
