"""A baseline that is grouped by the number of a process.

A process id is new with every start of a program and is given to another one later, so no group of the present has a
past: each is seen for the first time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from harness.detections.field_reads import by_fields
from harness.detections.lint import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic

_PROCESS_ID = re.compile(r"(?:^|[._])p?pid$|(?:^|[._])(?:parent_)?process_?(?:gu)?id$|ProcessG?u?Id$", re.IGNORECASE)
_OVER_TIME = frozenset({"avg", "mean", "stdev", "stdevp", "var", "varp", "median", "perc", "exactperc", "range"})


class ProcessGroupingRule(Rule):
    """Finds process ids among the BY fields of metrics and of averages."""

    codes = ("L008",)
    is_advice = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each command that computes over time for each process id."""
        for _, _, command in search.steps("mstats", "stats", "eventstats", "streamstats", "tstats"):
            fields = [field for field in by_fields(command) if _PROCESS_ID.search(field.name)]
            if fields and _is_over_time(command):
                yield search.finding(
                    "L008",
                    f'"{fields[0].name}" is another one for every process, so its groups have no past',
                    fields[0].span,
                    "a group for each process",
                    help="group by what stays, such as the executable's name or path",
                )


def _is_over_time(command: Any) -> bool:
    return command.keyword == "mstats" or any(term.function in _OVER_TIME for term in command.terms)
