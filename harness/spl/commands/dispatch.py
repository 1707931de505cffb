"""`dispatch`: starts a search job."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class DispatchCommand(UnreadCommand):
    """Starts a search job."""

    keyword = "dispatch"
    type = CommandType.ORCHESTRATING
    syntax = "dispatch <arguments>"
    documentation = internal("Starts a search job; internal.")
    refusal = "it starts a job of its own; write a subsearch"
