"""`debug`: gives Splunk a debugging order."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class DebugCommand(UnreadCommand):
    """Gives Splunk a debugging order."""

    keyword = "debug"
    type = CommandType.ORCHESTRATING
    syntax = "debug <arguments>"
    documentation = internal("Gives Splunk a debugging order; internal.")
    refusal = "there is no server to give orders to"
