"""`jsontxn`: reads transactions as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class JsontxnCommand(UnreadCommand):
    """Reads transactions as JSON."""

    keyword = "jsontxn"
    type = CommandType.GENERATING
    syntax = "jsontxn <arguments>"
    documentation = internal("Reads transactions as JSON; internal.")
    refusal = "it is internal to Splunk, which does not document what it does"
