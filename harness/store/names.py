"""Names of indexes and metrics against patterns with `*`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def matching_names(patterns: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names that match one of the patterns, sorted; names of metrics are case-sensitive."""
    expressions = [_expression(pattern) for pattern in patterns]
    return sorted(name for name in names if any(expression.fullmatch(name) for expression in expressions))


def matching_indexes(patterns: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names of indexes that match, sorted; an internal index (`_metrics`) only where the pattern starts with `_`.

    Names of indexes are in lower case, so the case of a pattern does not matter.
    """
    lowered = [pattern.lower() for pattern in patterns]
    return sorted(
        name
        for name in names
        if any(
            _expression(pattern).fullmatch(name.lower()) and pattern.startswith("_") >= name.startswith("_")
            for pattern in lowered
        )
    )


def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)
