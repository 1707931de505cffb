"""`tagdelete`: removes tags."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class TagdeleteCommand(UnreadCommand):
    """Removes tags."""

    keyword = "tagdelete"
    type = CommandType.ORCHESTRATING
    syntax = "tagdelete <arguments>"
    documentation = internal("Removes tags; internal.")
    refusal = "tags come with the content; a search does not change them"
