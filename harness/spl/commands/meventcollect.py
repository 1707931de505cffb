"""`meventcollect`: writes events into a metric index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._metric_points import SPLITS
from harness.spl.commands._point_collectors import COLLECTING, DIFFERS, UNDECIDED, PointCollector
from harness.spl.contract import CommandType, Documentation, Example, Option


@dataclass(frozen=True, slots=True)
class MeventcollectCommand(PointCollector):
    """`meventcollect index=<name> [split=<bool>] [<options>] [<dimension>...]`."""

    keyword = "meventcollect"
    type = CommandType.ORCHESTRATING
    syntax = (
        "meventcollect index=<string> [file=<string>] [split=<bool>] [spool=<bool>] [prefix_field=<string>] "
        "[host=<string>] [source=<string>] [sourcetype=<string>] [<dimension>...]"
    )
    options = (
        *COLLECTING,
        Option(
            "split",
            "choice",
            default="false",
            choices=tuple(name for name in SPLITS if name != "allnums"),
            says="Whether every field that is not listed is a measurement.",
        ),
    )
    documentation = Documentation(
        summary="Makes data points of events and writes them into a metric index.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Meventcollect",
        examples=(
            Example(
                '| makeresults | eval "metric_name:load"=2, user="ann" | meventcollect index=m',
                rows=[{"user": "ann", "metric_name:load": "2"}],
            ),
        ),
        differs=(*DIFFERS, "That only commands for events stand before it is not checked."),
        undecided=UNDECIDED,
    )
