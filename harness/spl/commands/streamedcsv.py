"""`streamedcsv`: reads results that another process streams."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class StreamedcsvCommand(UnreadCommand):
    """Reads results that another process streams."""

    keyword = "streamedcsv"
    type = CommandType.GENERATING
    syntax = "streamedcsv <arguments>"
    documentation = internal("Reads results that another process streams; internal.")
    refusal = "its results come from another process of Splunk; hand them in as a lookup"
