"""`setfields`: gives fields of every result a fixed value."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class SetfieldsCommand(UnreadCommand):
    """Gives fields of every result a fixed value."""

    keyword = "setfields"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "setfields <arguments>"
    documentation = internal("Gives fields of every result a fixed value; internal.")
