"""`internalinputcsv`: reads results from a file of a search job."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class InternalinputcsvCommand(UnreadCommand):
    """Reads results from a file of a search job."""

    keyword = "internalinputcsv"
    type = CommandType.GENERATING
    syntax = "internalinputcsv <arguments>"
    documentation = internal("Reads results from a file of a search job; internal.")
    refusal = "it reads a file of a search job, and there are none; hand its rows in as a lookup"
