"""`apply`: adds to the results what a trained model says of them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class ApplyCommand(ToolkitCommand):
    """`apply <model> [as <field>] [<parameter>=<value>]...`, its arguments as they are written."""

    keyword = "apply"
    type = CommandType.DATASET_PROCESSING
    syntax = "apply <model> [as <field>] [<parameter>=<value>]..."
    documentation = of_the_toolkit(
        "Adds to the results what a trained model says of them.",
        "| makeresults | apply m threshold=0.005",
    )
    refusal = NO_MODELS
