"""`sample`: takes some of the results by chance."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class SampleCommand(ToolkitCommand):
    """`sample <number>|<ratio>|partitions=<number> [seed=<number>] [by <field>]`, its arguments as they are written."""

    keyword = "sample"
    type = CommandType.DATASET_PROCESSING
    syntax = "sample <number>|<ratio>|partitions=<number> [seed=<number>] [by <field>]"
    documentation = of_the_toolkit("Takes some of the results by chance.", "| makeresults count=9 | sample 3")
    refusal = NO_MODELS
