"""Regular expressions over whole columns, by Polars' own engine.

Rules
- X1  A pattern is given in Polars' dialect by a caller who knows that it means the same there.
- X2  A group that takes no part in the first match, or whose value does not match, is null.
- X3  A pattern that Polars does not compile gives None, and the caller takes another way.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from harness.data.column import Column, Kind
from harness.data.numbers import texts


def extract_groups(column: Column, pattern: str, names: Sequence[str]) -> dict[str, Column] | None:
    """What named groups hold in the first match of each value (X1 to X3); None for multivalues too."""
    values = texts(column)
    if values.kind is not Kind.TEXT:
        return None
    try:
        given = values.series if values.unit is None else values.unit
        if len(names) == 1 and _has_one_group(pattern):
            series = [given.str.extract(pattern, 1)]
        else:
            found = given.str.extract_groups(pattern).struct
            series = [found.field(name) for name in names]
    except pl.exceptions.PolarsError:
        return None
    if values.unit is not None:
        return {name: Column.spread(each, len(column)) for name, each in zip(names, series, strict=True)}
    return {name: Column(each) for name, each in zip(names, series, strict=True)}


def _has_one_group(pattern: str) -> bool:
    """Whether a pattern in which every bracket is a group has a single one that captures (X1)."""
    return pattern.count("(") - pattern.count("(?:") - pattern.count("(?-u:") == 1 and "\\(" not in pattern


def contains_pattern(column: Column, pattern: str) -> Column | None:
    """BOOL: whether a value matches anywhere, null for null (X1, X3); None for multivalues too."""
    values = texts(column)
    if values.kind is not Kind.TEXT:
        return None
    try:
        return values.lifted(lambda series: series.str.contains(pattern))
    except pl.exceptions.PolarsError:
        return None
