"""`outputraw`: writes raw events for another process."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class OutputrawCommand(UnreadCommand):
    """Writes raw events for another process."""

    keyword = "outputraw"
    aliases = ("outputrawr",)
    type = CommandType.ORCHESTRATING
    syntax = "outputraw <arguments>"
    documentation = internal("Writes raw events for another process; internal.")
    refusal = "it writes for another process of Splunk, of which nothing is published"
