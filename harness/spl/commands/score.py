"""`score`: measures how good predictions are."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._toolkit import NO_MODELS, ToolkitCommand, of_the_toolkit
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class ScoreCommand(ToolkitCommand):
    """`score <method> <field>... [against <field>...] [<parameter>=<value>]...`, its arguments as they are written."""

    keyword = "score"
    type = CommandType.TRANSFORMING
    syntax = "score <method> <field>... [against <field>...] [<parameter>=<value>]..."
    documentation = of_the_toolkit(
        "Measures how good predictions are.",
        "| makeresults | score accuracy_score a against b",
    )
    refusal = NO_MODELS
