"""`rtorder`: brings the events of a real-time search into order."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class RtorderCommand(UnreadCommand):
    """Brings the events of a real-time search into order."""

    keyword = "rtorder"
    type = CommandType.CENTRALIZED_STREAMING
    syntax = "rtorder <arguments>"
    documentation = internal("Brings the events of a real-time search into order; internal.")
    refusal = "there are no real-time searches here"
