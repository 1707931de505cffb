"""`fit`: trains a model on the results and adds what it says of them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class FitCommand(ToolkitCommand):
    """`fit <algorithm> <field>... [into <model>] ..`, its arguments as they are written."""

    keyword = "fit"
    type = CommandType.DATASET_PROCESSING
    syntax = "fit <algorithm> [<target> from] <field>... [by <field>...] [into <model>] [<parameter>=<value>]..."
    documentation = of_the_toolkit(
        "Trains a model on the results and adds what it says of them.",
        '| makeresults | fit DensityFunction x by "hour,weekday" into m dist=expon show_density=true',
    )
    refusal = NO_MODELS
