"""Fields that are read and that no earlier command can have made.

Behind `stats`, `table` and their like, results have the fields that these name and no other.  A field that is read
later under another name is null in every result: conditions on it are never true, groups by it are empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Rule
from harness.detections.lint._unknown_fields import unknown_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class UnknownFieldRule(Rule):
    """Follows the fields through the search, and compares what commands read with what there is."""

    codes = ("L010",)

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each field, where it is read for the first time."""
        return unknown_fields(search, "L010", "warning", read=True)
