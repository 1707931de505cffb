"""`ismv(value)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.contract import Documentation
from harness.spl.functions._pages import INFORMATIONAL
from harness.spl.functions._shapes import example
from harness.spl.functions._types import TypeFunction

if TYPE_CHECKING:
    from harness.data import Value


def _has_members(value: Value, *, literal: bool) -> bool:  # noqa: ARG001
    return isinstance(value, list) and len(value) > 1


class IsmvFunction(TypeFunction):
    """Tells whether a value has several members."""

    name = "ismv"
    signature = "ismv(value)"
    kernel = staticmethod(_has_members)
    documentation = Documentation(
        "True where the value has more than one member.",
        INFORMATIONAL,
        (
            example('if(ismv(m), "yes", "no")', "yes", given='m=split("p,q", ",")'),
            example('if(ismv("p"), "yes", "no")', "no"),
        ),
    )
