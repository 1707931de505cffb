"""`noop`: does nothing; options of it steer the optimizer."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class NoopCommand(DeclaredCommand):
    """Does nothing; options of it steer the optimizer."""

    keyword = "noop"
    type = CommandType.ORCHESTRATING
    syntax = "noop [search_optimization=<bool>]"
    options = (Option("search_optimization", "boolean", says="Turns the optimizer on or off."),)
    documentation = Documentation(
        summary="Does nothing; options of it steer the optimizer.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Noop",
    )

    search_optimization: bool | None
