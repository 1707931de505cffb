"""`xpath`: reads a value out of XML with an XPath expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class XpathCommand(DeclaredCommand):
    """Reads a value out of XML with an XPath expression."""

    keyword = "xpath"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "xpath [field=<field>] [outfield=<field>] [default=<string>] <string>"
    options = (
        Option("field", "field", default='_raw', says="The field that holds the XML."),
        Option("outfield", "field", default='xpath', says="The field for the value."),
        Option("default", "string", says="The value where there is none."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("path", "string"),)
    documentation = Documentation(
        summary="Reads a value out of XML with an XPath expression.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Xpath",
    )

    field: str
    outfield: str
    default: str | None
    path: str
