"""`tagset`: replaces tags."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class TagsetCommand(UnreadCommand):
    """Replaces tags."""

    keyword = "tagset"
    type = CommandType.ORCHESTRATING
    syntax = "tagset <arguments>"
    documentation = internal("Replaces tags; internal.")
    refusal = "tags come with the content; a search does not change them"
