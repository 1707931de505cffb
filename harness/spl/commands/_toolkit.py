"""Commands of the Machine Learning Toolkit: known, kept as they are written, and refused.

They train and apply models with Python libraries that an add-on of Splunk brings along, and a model is a file of a
search head.  Their arguments are algorithms with parameters of their own, so they are not looked into.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand
from harness.spl.contract import Documentation, Example

MANUAL = "https://docs.splunk.com/Documentation/MLApp/latest/User/Customsearchcommands"
NO_MODELS = (
    "it needs the Machine Learning Toolkit, whose models and libraries are not part of the engine; "
    "test the search up to here, or run it on a Splunk that has the toolkit"
)


@dataclass(frozen=True, slots=True)
class ToolkitCommand(UnreadCommand):
    """A command of the toolkit: its name and the text of its arguments."""


def of_the_toolkit(summary: str, example: str) -> Documentation:
    """What the reference page says of a command of the toolkit."""
    return Documentation(
        summary=f"{summary} A command of the Machine Learning Toolkit, which is not executed here.",
        source=MANUAL,
        examples=(Example(example),),
        differs=("its arguments are kept as they are written and not checked",),
    )
