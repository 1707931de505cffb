"""`isbool(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction

if TYPE_CHECKING:
    from harness.data import Value


def _is_truth(value: Value, *, literal: bool) -> bool:  # noqa: ARG001
    return isinstance(value, bool)


class IsboolFunction(TypeFunction):
    """Tells whether a value is a truth value."""

    name = "isbool"
    signature = "isbool(value)"
    kernel = staticmethod(_is_truth)
    documentation = Documentation(
        "True where the value is true or false; a field never is.",
        INFORMATIONAL,
        (
            example('if(isbool(1==2), "yes", "no")', "yes"),
            example('if(isbool(a), "yes", "no")', "no", given='a="true"'),
        ),
    )
