"""`editinfo`: changes the facts that a search keeps about itself."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class EditinfoCommand(UnreadCommand):
    """Changes the facts that a search keeps about itself."""

    keyword = "editinfo"
    type = CommandType.ORCHESTRATING
    syntax = "editinfo <arguments>"
    documentation = internal("Changes the facts that a search keeps about itself; internal.")
    refusal = "Splunk publishes nothing about what it changes"
