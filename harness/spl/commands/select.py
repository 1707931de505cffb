"""`select`: selects from results as SQL does."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class SelectCommand(UnreadCommand):
    """Selects from results as SQL does."""

    keyword = "select"
    type = CommandType.TRANSFORMING
    syntax = "select <arguments>"
    documentation = internal("Selects from results as SQL does; deprecated and without a published syntax.")
    refusal = "Splunk publishes no syntax of it; write | where, | fields and | stats"
