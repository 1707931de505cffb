"""What the commands on lookups share: the error for a table that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import suggest
from harness.errors import SplNameError

if TYPE_CHECKING:
    from harness.spl.contract import Command, Context


def unknown_lookup(name: str, command: Command, context: Context) -> Exception:
    """The error for a lookup that does not exist, for the caller to raise."""
    near = suggest(name, context.sources.lookups)
    way_out = f'did you mean "{near}"?' if near else "give the search a table of this name"
    message = f'unknown lookup "{name}"'
    return context.error(SplNameError, "SPL305", message, command.span, label="no such lookup", help=way_out)
