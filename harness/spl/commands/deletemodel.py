"""`deletemodel`: deletes a trained model."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class DeletemodelCommand(ToolkitCommand):
    """`deletemodel <model>`, its arguments as they are written."""

    keyword = "deletemodel"
    type = CommandType.ORCHESTRATING
    syntax = "deletemodel <model>"
    documentation = of_the_toolkit("Deletes a trained model.", "| deletemodel m")
    refusal = NO_MODELS
