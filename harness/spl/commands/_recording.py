"""What a search would do outside of itself: written down in its results, never done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.commands._declared import option_values
from harness.spl.contract import Recorded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.data import Table
    from harness.spl.contract import Command, Context


def record(kind: str, target: str, rows: Table, options: Mapping[str, str], context: Context) -> None:
    """Adds one thing to what the search would do."""
    context.recorded.append(Recorded(kind, target, rows, options))


def written_options(command: Command) -> dict[str, str]:
    """The options of a command that have a value, as text by their names in SPL."""
    return {name: _text(value) for name, value in option_values(command).items() if value is not None}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
