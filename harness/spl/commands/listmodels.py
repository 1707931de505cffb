"""`listmodels`: lists the trained models."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class ListmodelsCommand(ToolkitCommand):
    """`listmodels`, its arguments as they are written."""

    keyword = "listmodels"
    type = CommandType.GENERATING
    syntax = "listmodels"
    documentation = of_the_toolkit("Lists the trained models.", "| listmodels")
    refusal = NO_MODELS
