"""`index=*`: a search of every index that its role may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.field_reads import search_expression
from harness.detections.lint import Rule
from harness.detections.lint._conditions import terms
from harness.spl.syntax.ast import SearchComparison, SearchIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic


class EveryIndexRule(Rule):
    """Finds filters on `index` that every index passes."""

    codes = ("L015",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each of them."""
        for line in search.lines:
            for node, negated in terms(search_expression(line.first)):
                if negated or not isinstance(node, SearchComparison | SearchIn) or node.field.name != "index":
                    continue
                values = (node.value,) if isinstance(node, SearchComparison) else node.values
                is_asked = not isinstance(node, SearchComparison) or node.operator == "="
                if is_asked and any(not value.text.strip("*") for value in values):
                    yield search.finding(
                        "L015",
                        "the search reads every index",
                        node.span,
                        "all indexes",
                        help="name the indexes that hold the data, or a macro that does",
                    )
