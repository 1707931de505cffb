"""`appendcols`: puts the fields of a subsearch beside the current results, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class AppendcolsCommand(DeclaredCommand):
    """Puts the fields of a subsearch beside the current results, row by row."""

    keyword = "appendcols"
    type = CommandType.DATASET_PROCESSING
    syntax = "appendcols [override=<bool>] [maxtime=<int>] [maxout=<int>] [timeout=<int>] [ <subsearch> ]"
    options = (
        Option("override", "boolean", default=False, says="Lets the subsearch replace fields that are there."),
        Option("maxtime", "integer", default=60, minimum=0, says="Seconds that the subsearch may take."),
        Option("maxout", "integer", default=50000, minimum=0, says="How many results the subsearch may give."),
        Option("timeout", "integer", default=60, minimum=0, says="Seconds to wait for the subsearch."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("subsearch", "subsearch"),)
    documentation = Documentation(
        summary="Puts the fields of a subsearch beside the current results, row by row.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Appendcols",
    )

    override: bool
    maxtime: int
    maxout: int
    timeout: int
    subsearch: Pipeline
