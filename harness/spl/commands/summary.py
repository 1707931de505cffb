"""`summary`: shows what a trained model has learned."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class SummaryCommand(ToolkitCommand):
    """`summary <model>`, its arguments as they are written."""

    keyword = "summary"
    type = CommandType.GENERATING
    syntax = "summary <model>"
    documentation = of_the_toolkit("Shows what a trained model has learned.", "| summary m")
    refusal = NO_MODELS
