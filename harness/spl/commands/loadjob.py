"""`loadjob`: gives the results of an earlier search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.diagnostics import suggest
from harness.errors import SplNameError
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import CommandType, Context, Documentation, Option

if TYPE_CHECKING:
    from harness.data import Table


@dataclass(frozen=True, slots=True)
class LoadjobCommand(DeclaredCommand):
    """Gives the results of an earlier search."""

    keyword = "loadjob"
    type = CommandType.GENERATING
    syntax = (
        "loadjob (<sid>|savedsearch=<user>:<app>:<name>) [artifact_offset=<int>] [ignore_running=<bool>] "
        "[events=<bool>] [job_delegate=<string>]"
    )
    options = (
        Option("savedsearch", "string", says="The saved search that ran, as user:app:name."),
        Option("artifact_offset", "integer", default=0, minimum=0, says="Which of its runs, counted from the last."),
        Option("ignore_running", "boolean", default=True, says="Skips runs that have not ended."),
        Option("events", "boolean", default=False, says="Gives events instead of results."),
        Option("job_delegate", "string", default="scheduler", says="Who started the job."),
    )
    arguments: ClassVar[tuple[Argument, ...]] = (Argument("sid", "word", optional=True),)
    documentation = Documentation(
        summary="Gives the results of an earlier search, where whoever runs the search hands them in.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Loadjob",
        differs=(
            "the results of a job are handed in with the search (Knowledge.artifacts); of a saved search there is one",
            "events=true, an offset and a delegate are refused",
        ),
    )

    savedsearch: str | None
    artifact_offset: int
    ignore_running: bool
    events: bool
    job_delegate: str
    sid: str | None

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The results of the job.

        Raises: SplNameError where no results were handed in under this name.
        """
        if self.events or self.artifact_offset or self.job_delegate != "scheduler":
            raise unsupported(context, self.span, "loadjob with events, artifact_offset or job_delegate")
        if (self.savedsearch is None) == (self.sid is None):
            raise self._not_one(context)
        name = str(self.sid or self.savedsearch)
        artifacts = context.sources.knowledge.artifacts
        if name not in artifacts:
            raise self._unknown(name, context)
        return artifacts[name]

    def _not_one(self, context: Context) -> Exception:
        message = "loadjob takes the id of a job or savedsearch=.., one of the two"
        return context.error(SplNameError, "SPL603", message, self.span)

    def _unknown(self, name: str, context: Context) -> Exception:
        near = suggest(name, context.sources.knowledge.artifacts)
        way_out = f'did you mean "{near}"?' if near else "no job ran before this search: hand its results in"
        message = f'there are no results of a job "{name}"'
        return context.error(SplNameError, "SPL603", message, self.span, label="no such job", help=way_out)
