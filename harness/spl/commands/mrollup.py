"""`mrollup`: writes a rollup of a metric index."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class MrollupCommand(UnreadCommand):
    """Writes a rollup of a metric index."""

    keyword = "mrollup"
    type = CommandType.ORCHESTRATING
    syntax = "mrollup <arguments>"
    documentation = internal("Writes a rollup of a metric index; internal.")
    refusal = "it writes summaries of a metric index; write | mstats .. | mcollect"
