"""`collapse`: brings results of several searches into one form."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class CollapseCommand(UnreadCommand):
    """Brings results of several searches into one form."""

    keyword = "collapse"
    type = CommandType.DATASET_PROCESSING
    syntax = "collapse <arguments>"
    documentation = internal("Brings results of several searches into one form; internal.")
    refusal = "it is internal to Splunk, which does not document what it does"
