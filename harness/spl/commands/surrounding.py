"""`surrounding`: finds the events around an event."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class SurroundingCommand(UnreadCommand):
    """Finds the events around an event."""

    keyword = "surrounding"
    type = CommandType.GENERATING
    syntax = "surrounding id=<string> timebefore=<int> timeafter=<int> searchkeys=<fields> <arguments>"
    documentation = internal("Finds the events around an event; internal.")
    refusal = "events have no addresses here"
