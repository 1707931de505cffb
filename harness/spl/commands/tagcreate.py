"""`tagcreate`: adds tags."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class TagcreateCommand(UnreadCommand):
    """Adds tags."""

    keyword = "tagcreate"
    type = CommandType.ORCHESTRATING
    syntax = "tagcreate <arguments>"
    documentation = internal("Adds tags; internal.")
    refusal = "tags come with the content; a search does not change them"
