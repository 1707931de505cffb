"""`newseriesfilter`: keeps the series that are new."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class NewseriesfilterCommand(UnreadCommand):
    """Keeps the series that are new."""

    keyword = "newseriesfilter"
    type = CommandType.DATASET_PROCESSING
    syntax = "newseriesfilter <arguments>"
    documentation = internal("Keeps the series that are new; internal.")
    refusal = "it is internal to Splunk, which does not document what it does"
