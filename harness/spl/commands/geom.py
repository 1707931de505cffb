"""`geom`: adds the shapes of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class GeomCommand(DeclaredCommand):
    """Adds the shapes of places."""

    keyword = "geom"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "geom [featureIdField=<field>] [allFeatures=<bool>] [gen=<string>] [min_x=<string>] "
        "[min_y=<string>] [max_x=<string>] [max_y=<string>] [<name>]"
    )
    options = (
        Option("featureIdField", "field", says="The field that names the place."),
        Option("allFeatures", "boolean", default=False, says="Adds places without results."),
        Option("gen", "string", says="How much shapes are simplified."),
        Option("min_x", "string", says="The western bound."),
        Option("min_y", "string", says="The southern bound."),
        Option("max_x", "string", says="The eastern bound."),
        Option("max_y", "string", says="The northern bound."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("collection", "word", optional=True),)
    documentation = Documentation(
        summary="Adds the shapes of places.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Geom",
    )
    refusal = "shapes of places are files of a Splunk server, and there are none; count by the field of the place"

    featureidfield: str | None
    allfeatures: bool
    gen: str | None
    min_x: str | None
    min_y: str | None
    max_x: str | None
    max_y: str | None
    collection: str | None
