"""`rawstats`: computes figures of raw events."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class RawstatsCommand(UnreadCommand):
    """Computes figures of raw events."""

    keyword = "rawstats"
    type = CommandType.DATASET_PROCESSING
    syntax = "rawstats <arguments>"
    documentation = internal("Computes figures of raw events; internal.")
    refusal = "it is internal to Splunk, which does not document what it does"
