"""`cluster`: groups events that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from harness.data import Column, render_scalar, texts
from harness.errors import SplArgumentError
from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.data.clustering import TextMatch

_MOST_CLUSTERS = 10_000
"""How many groups Splunk makes (limits.conf, slc: maxclusters)."""


@dataclass(frozen=True, slots=True)
class ClusterCommand(DeclaredCommand):
    """Groups events that are alike."""

    keyword = "cluster"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "cluster [t=<number>] [delims=<string>] [showcount=<bool>] [countfield=<field>] "
        "[labelfield=<field>] [field=<field>] [labelonly=<bool>] [match=termlist|termset|ngramset]"
    )
    options = (
        Option("t", "number", default=0.8, says="How alike they must be."),
        Option("delims", "string", says="What separates terms."),
        Option("showcount", "boolean", default=False, says="Adds the size of the group."),
        Option("countfield", "field", default="cluster_count", says="The field of the size."),
        Option("labelfield", "field", default="cluster_label", says="The field of the number of the group."),
        Option("field", "field", default="_raw", says="The field that is compared."),
        Option("labelonly", "boolean", default=False, says="Keeps every event."),
        Option(
            "match",
            "choice",
            default="termlist",
            choices=("termlist", "termset", "ngramset"),
            says="How texts are compared.",
        ),
    )
    documentation = Documentation(
        summary="Groups events that are alike.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Cluster",
        examples=(
            Example(
                '| makeresults format=csv data="m\nlogin of ann\nlogin of bob\ndisk full" '
                "| cluster field=m t=0.6 showcount=true | table m cluster_label cluster_count",
                rows=[
                    {"m": "login of ann", "cluster_label": "1", "cluster_count": "2"},
                    {"m": "disk full", "cluster_label": "2", "cluster_count": "1"},
                ],
            ),
        ),
        undecided=(
            "how alike two texts are: the part of the terms, or trigrams, that they share, here",
            "which group a text joins: the one whose first text it is most alike, here",
            "results without the field: they are in no group, and only labelonly=true keeps them, here",
        ),
    )

    t: float
    delims: str | None
    showcount: bool
    countfield: str
    labelfield: str
    field: str
    labelonly: bool
    match: str

    def execute(self, rows: Table, context: Context) -> Table:
        """The first result of each group, or with `labelonly` every result, with the number of its group.

        Raises: SplArgumentError for a threshold that is not between 0 and 1; SplUnsupportedError for too many groups.
        """
        if not 0 < self.t < 1:
            problem = "t is a number above 0 and below 1"
            raise context.error(SplArgumentError, "SPL205", problem, self.span, label=f"t={self.t}")
        say_undecided(self, context, "how alike two texts are")
        groups = self._groups(rows, context)
        sizes: dict[int | None, int] = {}
        firsts: list[int] = []
        for row, group in enumerate(groups):
            if group is not None and group not in sizes:
                firsts.append(row)
            sizes[group] = sizes.get(group, 0) + 1
        if len(firsts) > _MOST_CLUSTERS:
            raise unsupported(context, self.span, f"cluster into more than {_MOST_CLUSTERS} groups", "lower t")
        found = rows.with_column(self.labelfield, Column.of(None if g is None else g + 1 for g in groups))
        if self.showcount:
            counts = Column.of(None if group is None else sizes[group] for group in groups)
            found = found.with_column(self.countfield, counts)
        return found if self.labelonly else found.take(firsts)

    def _groups(self, rows: Table, context: Context) -> list[int | None]:
        """The number of the group of each result; None for one that lacks the field."""
        from harness.data.clustering import Likeness, grouped_texts

        likeness = Likeness(cast("TextMatch", self.match), float(self.t), self.delims)
        values = [
            "\n".join(value) if isinstance(value, list) else None if value is None else render_scalar(value)
            for value in texts(rows.column(self.field)).values()
        ]
        distinct = list(dict.fromkeys(value for value in values if value is not None))
        numbers = dict(zip(distinct, grouped_texts(distinct, likeness, context.check), strict=True))
        return [None if value is None else numbers[value] for value in values]
