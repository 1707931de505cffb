"""`sendemail`: sends the results by email."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.spl.commands._declared import DeclaredCommand
from harness.spl.commands._recording import record, written_options
from harness.spl.contract import CommandType, Context, Documentation, Example, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class SendemailCommand(DeclaredCommand):
    """Sends the results by email."""

    keyword = "sendemail"
    type = CommandType.ORCHESTRATING
    syntax = (
        "sendemail [to=<string>] [from=<string>] [cc=<string>] [bcc=<string>] [subject=<string>] "
        "[message=<string>] [footer=<string>] [format=<string>] [sendresults=<bool>] "
        "[inline=<bool>] [sendcsv=<bool>] [sendpdf=<bool>] [graceful=<bool>] [server=<string>] "
        "[priority=<string>] [content_type=<string>] [use_ssl=<bool>] [use_tls=<bool>] "
        "[width_sort_columns=<string>] [maxinputs=<int>] [maxtime=<int>] [pdfview=<string>] "
        "[paperorientation=<string>] [papersize=<string>]"
    )
    options = (
        Option("to", "string", says="To whom."),
        Option("from", "string", says="From whom."),
        Option("cc", "string", says="Copies to whom."),
        Option("bcc", "string", says="Blind copies to whom."),
        Option("subject", "string", says="Its subject."),
        Option("message", "string", says="Its text."),
        Option("footer", "string", says="Its last lines."),
        Option("format", "string", default="html", says="How the results are written."),
        Option("sendresults", "boolean", default=False, says="Sends the results themselves."),
        Option("inline", "boolean", default=False, says="Puts them into the message."),
        Option("sendcsv", "boolean", default=False, says="Attaches them as CSV."),
        Option("sendpdf", "boolean", default=False, says="Attaches them as PDF."),
        Option("graceful", "boolean", default=False, says="Goes on where sending fails."),
        Option("server", "string", says="The mail server."),
        Option("priority", "string", says="How urgent it is."),
        Option("content_type", "string", says="Its content type."),
        Option("use_ssl", "boolean", says="Uses TLS from the start."),
        Option("use_tls", "boolean", says="Starts TLS."),
        Option("width_sort_columns", "string", says="How columns are laid out."),
        Option("maxinputs", "integer", minimum=0, says="How many results."),
        Option("maxtime", "integer", minimum=0, says="Seconds it may take."),
        Option("pdfview", "string", says="The view that the PDF shows."),
        Option("paperorientation", "string", says="The orientation of its paper."),
        Option("papersize", "string", says="The size of its paper."),
    )
    documentation = Documentation(
        summary="Sends the results by email.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sendemail",
        examples=(Example("| makeresults | eval a=1 | sendemail to=soc@example.com | table a", rows=[{"a": "1"}]),),
        differs=("Nothing is sent: it is in the results of the search, for whoever ran it.",),
    )

    to: str | None
    from_: str | None
    cc: str | None
    bcc: str | None
    subject: str | None
    message: str | None
    footer: str | None
    format: str
    sendresults: bool
    inline: bool
    sendcsv: bool
    sendpdf: bool
    graceful: bool
    server: str | None
    priority: str | None
    content_type: str | None
    use_ssl: bool | None
    use_tls: bool | None
    width_sort_columns: str | None
    maxinputs: int | None
    maxtime: int | None
    pdfview: str | None
    paperorientation: str | None
    papersize: str | None

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows as they are; the mail's options and the rows are recorded."""
        record("alert", "email", rows, written_options(self), context)
        return rows
