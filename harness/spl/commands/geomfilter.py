"""`geomfilter`: keeps the shapes of a map that lie in a rectangle."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class GeomfilterCommand(DeclaredCommand):
    """Keeps the shapes of a map that lie in a rectangle."""

    keyword = "geomfilter"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "geomfilter [min_x=<number>] [min_y=<number>] [max_x=<number>] [max_y=<number>]"
    options = (
        Option("min_x", "number", default=-180, says="The western bound in degrees."),
        Option("min_y", "number", default=-90, says="The southern bound in degrees."),
        Option("max_x", "number", default=180, says="The eastern bound in degrees."),
        Option("max_y", "number", default=90, says="The northern bound in degrees."),
    )
    documentation = Documentation(
        summary="Keeps the shapes of a map that lie in a rectangle.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Geomfilter",
    )
    refusal = "it clips the shapes that geom makes, and there are none; compare latitude and longitude with where"

    min_x: float
    min_y: float
    max_x: float
    max_y: float
