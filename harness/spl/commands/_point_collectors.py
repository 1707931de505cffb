"""What `mcollect` and `meventcollect` share: results that become data points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from harness.data import Column
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._metric_points import SPLITS, PointForm, metric_points
from harness.spl.commands._recording import record, written_options
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Context, Option
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.syntax.cursor import Cursor

COLLECTING = (
    Option("index", "string", says="Into which metric index."),
    Option("file", "string", says="The name of the file that is written."),
    Option("spool", "boolean", default=True, says="Has the file indexed; else it is only written."),
    Option("prefix_field", "string", says="The field that metric names start with."),
    Option("host", "string", says="The host of the data points."),
    Option("source", "string", says="The source of the data points."),
    Option("sourcetype", "string", says="The source type of the data points."),
)
LISTED: tuple[Argument, ...] = (Argument("fields", "fields", optional=True),)
UNDECIDED = (
    "With split=allnums a field is numeric by its value in each result.",
    "The results that go on are the data points, without the dimensions that the options add.",
)
DIFFERS = (
    "Nothing is written: the data points are in the results of the search, for whoever ran it.",
    "Fields that are listed with split=false are refused: the page says two things about them.",
)


@dataclass(frozen=True, slots=True)
class PointCollector(DeclaredCommand):
    """A command that makes data points of results."""

    default_sourcetype: ClassVar[str] = "mcollect_stash"
    arguments: ClassVar[tuple[Argument, ...]] = LISTED

    index: str | None
    file: str | None
    spool: bool
    prefix_field: str | None
    host: str | None
    source: str | None
    sourcetype: str | None
    split: str
    fields: tuple[FieldName, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and dimensions; `split=true` needs dimensions."""
        command = super(PointCollector, cls).parse(cursor)
        if command.index is None:
            raise cursor.missing("index=..")
        if SPLITS[command.split] == "true" and not command.fields:
            raise cursor.missing("the dimensions", "name them behind the options: split=true host")
        return command

    @property
    def added(self) -> dict[str, str]:
        """Dimensions that every point gets beside the usual ones."""
        return {}

    def execute(self, rows: Table, context: Context) -> Table:
        """The data points: `_time`, dimensions and `metric_name:<name>` fields."""
        split = SPLITS[self.split]
        if split == "false" and self.fields:
            raise unsupported(context, self.span, f"{self.keyword} with fields and split=false", "write split=true")
        prefix_field = self.prefix_field if split == "true" else None
        dimensions = frozenset(field.name for field in self.fields)
        shown = metric_points(rows, PointForm(split, dimensions, prefix_field), context.now)
        constants = {name: Column.constant(value, shown.height) for name, value in self._constants().items()}
        whole = shown.with_columns(constants) if shown.height else shown
        target = str(self.index)
        kind, where = ("metrics", target) if self.spool else ("file", self.file or f"{target}_metrics.csv")
        record(kind, where, whole, written_options(self), context)
        return shown

    def _constants(self) -> dict[str, str]:
        given = {"host": self.host, "source": self.source, "sourcetype": self.sourcetype or self.default_sourcetype}
        return {name: value for name, value in given.items() if value is not None} | self.added
