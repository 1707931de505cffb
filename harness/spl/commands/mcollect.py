"""`mcollect`: writes results into a metric index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._metric_points import SPLITS
from harness.spl.commands._point_collectors import COLLECTING, DIFFERS, UNDECIDED, PointCollector
from harness.spl.contract import CommandType, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class McollectCommand(PointCollector):
    """`mcollect index=<name> [split=true|false|allnums] [<options>] [<dimension>...]`."""

    keyword = "mcollect"
    type = CommandType.ORCHESTRATING
    syntax = (
        "mcollect index=<string> [file=<string>] [split=true|false|allnums] [spool=<bool>] "
        "[prefix_field=<string>] [host=<string>] [source=<string>] [sourcetype=<string>] "
        "[marker=<string>] [<dimension>...]"
    )
    options = (
        *COLLECTING,
        Option("split", "choice", default="false", choices=tuple(SPLITS), says="Which fields are measurements."),
        Option("marker", "string", says="Dimensions that are added: name=value pairs with commas between."),
    )
    documentation = Documentation(
        summary="Makes data points of results and writes them into a metric index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Mcollect",
        examples=(
            Example(
                '| makeresults | eval type="cpu", usage=0.78, idle=0.22, user="ann" '
                "| mcollect index=m split=true prefix_field=type user",
                rows=[{"user": "ann", "metric_name:cpu.usage": "0.78", "metric_name:cpu.idle": "0.22"}],
            ),
        ),
        differs=DIFFERS,
        undecided=UNDECIDED,
    )

    marker: str | None

    @property
    def added(self) -> dict[str, str]:
        """The dimensions of the marker."""
        pairs = (pair.partition("=") for pair in (self.marker or "").split(",") if "=" in pair)
        return {name.strip(): value.strip() for name, _, value in pairs}
