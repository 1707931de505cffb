"""`showargs`: shows the arguments that it is given."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class ShowargsCommand(UnreadCommand):
    """Shows the arguments that it is given."""

    keyword = "showargs"
    type = CommandType.ORCHESTRATING
    syntax = "showargs <arguments>"
    documentation = internal("Shows the arguments that it is given; internal.")
    refusal = "Splunk publishes nothing about its results"
