"""`loadjob`: gives the results of an earlier search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Documentation, Option


@dataclass(frozen=True, slots=True)
class LoadjobCommand(DeclaredCommand):
    """Gives the results of an earlier search."""

    keyword = "loadjob"
    type = CommandType.GENERATING
    syntax = (
        "loadjob [savedsearch=<string>] [artifact_offset=<int>] [ignore_running=<bool>] "
        "[events=<bool>] [job_delegate=<bool>] [<name>]"
    )
    options = (
        Option("savedsearch", "string", says="The saved search that ran, as user:app:name."),
        Option("artifact_offset", "integer", default=0, minimum=0, says="Which of its runs."),
        Option("ignore_running", "boolean", default=True, says="Skips runs that have not ended."),
        Option("events", "boolean", default=False, says="Gives events instead of results."),
        Option("job_delegate", "boolean", default=False, says="Asks another member of the cluster."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("sid", "word", optional=True),)
    documentation = Documentation(
        summary="Gives the results of an earlier search.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Loadjob",
    )
    refusal = "there are no earlier jobs here"

    savedsearch: str | None
    artifact_offset: int
    ignore_running: bool
    events: bool
    job_delegate: bool
    sid: str | None
