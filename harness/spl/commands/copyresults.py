"""`copyresults`: copies the results of a search job."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class CopyresultsCommand(UnreadCommand):
    """Copies the results of a search job."""

    keyword = "copyresults"
    type = CommandType.ORCHESTRATING
    syntax = "copyresults <arguments>"
    documentation = internal("Copies the results of a search job; internal.")
    refusal = "it copies the files of a search job, and there are none"
