"""`kmeans`: groups results by the distance of their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from harness.data import Column, numbers
from harness.data.rarity import is_numerical
from harness.errors import SplArgumentError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._outliers import outlying_fields
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table
    from harness.data.clustering import DistanceKind
    from harness.spl.syntax.ast import FieldName

_DISTANCES = {
    **dict.fromkeys(("sqeuclidean", "l2", "l2norm", "sq"), "sqeuclidean"),
    **dict.fromkeys(("cityblock", "l1", "l1norm", "cb"), "cityblock"),
    **dict.fromkeys(("cosine", "cos"), "cosine"),
}
_MOST_GROUPS = 1000
"""How many groups there may be (limits.conf, kmeans: maxkvalue)."""


@dataclass(frozen=True, slots=True)
class KmeansCommand(DeclaredCommand):
    """Groups results by the distance of their numbers."""

    keyword = "kmeans"
    type = CommandType.DATASET_PROCESSING
    syntax = (
        "kmeans [k=<string>] [reps=<int>] [maxiters=<int>] [t=<number>] [cnumfield=<field>] "
        "[distype=<string>] [showcentroid=<bool>] [<field>...]"
    )
    options = (
        Option("k", "string", default="2", says="How many groups, or a range of it."),
        Option("reps", "integer", default=10, minimum=1, says="How often it starts anew."),
        Option("maxiters", "integer", default=10000, minimum=1, says="How many steps it may take."),
        Option("t", "number", default=0, says="When it has converged."),
        Option("cnumfield", "field", default="CLUSTERNUM", says="The field of the number of the group."),
        Option("cfield", "field", says="Another name of cnumfield."),
        Option("distype", "string", default="sqeuclidean", says="How distance is measured."),
        Option("dt", "string", says="Another name of distype."),
        Option("showcentroid", "boolean", default=True, says="Adds the centre of the group."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("fields", "fields", optional=True),)
    documentation = Documentation(
        summary="Groups results by the distance of their numbers.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Kmeans",
        examples=(
            Example(
                '| makeresults format=csv data="n\n1\n9\n2\n8" | kmeans k=2 n | table n CLUSTERNUM centroid_n',
                rows=[
                    {"n": "1", "CLUSTERNUM": "1", "centroid_n": "1.5"},
                    {"n": "2", "CLUSTERNUM": "1", "centroid_n": "1.5"},
                    {"n": "9", "CLUSTERNUM": "2", "centroid_n": "8.5"},
                    {"n": "8", "CLUSTERNUM": "2", "centroid_n": "8.5"},
                ],
            ),
        ),
        differs=(
            "the first centres are chosen by a fixed rule and not by chance: groups that are not well apart may differ",
            "a range of k is refused: the columns of its summary are not documented",
        ),
        undecided=(
            "the numbers of the groups: by the order of their first results, here",
            "the names of the fields of a centre: `centroid_` and the name of the field, here",
            "the centre of a group by cityblock or cosine distance: the mean too, here",
        ),
    )

    k: str
    reps: int
    maxiters: int
    t: float
    cnumfield: str
    cfield: str | None
    distype: str
    dt: str | None
    showcentroid: bool
    fields: tuple[FieldName, ...]

    def execute(self, rows: Table, context: Context) -> Table:
        """The results whose fields are all numbers, those of a group side by side, with its number and its centre.

        Raises: SplArgumentError for a number of groups or a distance that Splunk does not have.
        """
        from harness.data.clustering import KMeans, partition

        groups, distance = self._groups(context), self._distance(context)
        named = [field.name for field in self.fields]
        names = named or [name for name in outlying_fields([], rows) if is_numerical(rows.column(name))]
        kept, points = _points(rows, names)
        say_undecided(self, context, "from which centres it starts")
        if not points:
            return kept
        how = KMeans(min(groups, len(points)), self.reps, self.maxiters, float(self.t), distance)
        found = partition(points, how, context.check)
        columns = {self.cfield or self.cnumfield: Column.of(group + 1 for group in found.groups)}
        if self.showcentroid:
            for place, name in enumerate(names):
                columns[f"centroid_{name}"] = Column.of(found.centres[group][place] for group in found.groups)
        order = sorted(range(len(points)), key=lambda row: found.groups[row])
        return kept.with_columns(columns).take(order)

    def _groups(self, context: Context) -> int:
        if "-" in self.k.strip("-"):
            raise unsupported(context, self.span, "kmeans with a range of k", "write one number of groups")
        if not self.k.isdigit() or not 1 < int(self.k) <= _MOST_GROUPS:
            problem = f"k is a whole number from 2 to {_MOST_GROUPS}"
            raise context.error(SplArgumentError, "SPL205", problem, self.span, label=f"k={self.k}")
        return int(self.k)

    def _distance(self, context: Context) -> DistanceKind:
        written = (self.dt or self.distype).lower()
        if written not in _DISTANCES:
            problem = f'"{written}" is no distance; there are: {", ".join(_DISTANCES)}'
            raise context.error(SplArgumentError, "SPL202", problem, self.span)
        return cast("DistanceKind", _DISTANCES[written])


def _points(rows: Table, names: list[str]) -> tuple[Table, list[list[float]]]:
    """The rows that have numbers in all of some fields, and these."""
    figures = [numbers(rows.column(name)).values() for name in names]
    points: list[list[float]] = []
    kept: list[int] = []
    for row, values in enumerate(zip(*figures, strict=True)):
        found = [float(value) for value in values if isinstance(value, (int, float))]
        if len(found) == len(names):
            kept.append(row)
            points.append(found)
    return rows.take(kept), points
