"""`extract`: makes fields of the pairs of keys and values in the raw text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class ExtractCommand(DeclaredCommand):
    """`extract [<options>] [<extraction stanzas>]`."""

    keyword = "extract"
    aliases = ("kv",)
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = (
        "extract [segment=<bool>] [auto=<bool>] [reload=<bool>] [limit=<int>] [maxchars=<int>] [mv_add=<bool>] "
        "[clean_keys=<bool>] [pairdelim=<string>] [kvdelim=<string>] [<stanza>...]"
    )
    options = (
        Option("segment", "boolean", default=False, says="Marks the places of keys and values."),
        Option("auto", "boolean", default=True, says="Looks for key=value."),
        Option("reload", "boolean", default=False, says="Reads the configuration again."),
        Option("limit", "integer", default=50, minimum=0, says="How many pairs at most."),
        Option("maxchars", "integer", default=10_240, minimum=0, says="How many characters are looked at."),
        Option("mv_add", "boolean", default=False, says="Makes a multivalue field of a key that comes again."),
        Option("clean_keys", "boolean", default=True, says="Replaces characters of keys that names cannot have."),
        Option("pairdelim", "string", says="Characters of which each separates two pairs."),
        Option("kvdelim", "string", says="Characters of which each separates a key from its value."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("stanzas", "fields", optional=True),)
    documentation = Documentation(
        summary="Makes fields of the pairs of keys and values in the raw text.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Extract",
    )

    segment: bool
    auto: bool
    reload: bool
    limit: int
    maxchars: int
    mv_add: bool
    clean_keys: bool
    pairdelim: str | None
    kvdelim: str | None
    stanzas: tuple[FieldName, ...]
