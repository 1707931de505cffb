"""`makecontinuous`: adds rows so that a field has no gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class MakecontinuousCommand(DeclaredCommand):
    """Adds rows so that a field has no gaps."""

    keyword = "makecontinuous"
    type = CommandType.TRANSFORMING
    syntax = (
        "makecontinuous [span=<string>] [bins=<int>] [start=<string>] [end=<string>] "
        "[aligntime=<string>] [<field>]"
    )
    options = (
        Option("span", "string", says="The width of a bin."),
        Option("bins", "integer", minimum=2, says="How many bins at most."),
        Option("start", "string", says="Where the first bin starts."),
        Option("end", "string", says="Where the last bin ends."),
        Option("aligntime", "string", says="What bins are aligned to."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("field", "field", optional=True),)
    documentation = Documentation(
        summary="Adds rows so that a field has no gaps.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Makecontinuous",
    )

    span_: str | None
    bins: int | None
    start: str | None
    end: str | None
    aligntime: str | None
    field: FieldName | None
