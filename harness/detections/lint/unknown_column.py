"""Fields that `table`, `fields`, `rename` or `convert` lists and that no earlier command can have made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.detections.lint._unknown_fields import unknown_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class UnknownColumnRule(Rule):
    """Follows the fields through the search, and compares what commands list with what there is."""

    codes = ("L011",)
    severity = "note"
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A note for each field, where it is listed for the first time."""
        return unknown_fields(search, "L011", "note", read=False)
