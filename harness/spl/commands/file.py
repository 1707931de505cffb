"""`file`: reads a file as if it were being indexed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation


@dataclass(frozen=True, slots=True)
class FileCommand(DeclaredCommand):
    """Reads a file as if it were being indexed."""

    keyword = "file"
    aliases = ("preview",)
    type = CommandType.GENERATING
    syntax = "file <file name>"
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("path", "word"),)
    documentation = Documentation(
        summary="Reads a file as if it were being indexed.",
        source="https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/internal-commands",
    )
    refusal = "a search reads no files; give its events to the search as a dataset"

    path: str
