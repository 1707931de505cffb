"""The message of a command whose results depend on something that Splunk's documents do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Message

if TYPE_CHECKING:
    from harness.spl.contract import Command, Context


def say_undecided(command: Command, context: Context, what: str) -> None:
    """Tells that Splunk's documents do not decide `what`, and that its figures may be others on a real Splunk."""
    text = f"{command.keyword}: Splunk's documents do not say {what}; a real Splunk may give other figures"
    context.say(Message("INFO", text, command.span, help="do not let a test depend on these figures"))
