"""Partial results of `tstats` and `mstats` (`prestats`): the rows, with what a later command will ask of them.

Partial results are the events or points with the fields that BY and the functions name, so that the same functions
after them give what Splunk gives.  Rows that lack a BY field are left out already.

Source: Search Reference, "tstats", "mstats".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Column
from harness.spl.syntax.ast import FieldName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Table
    from harness.spl.syntax.stats_terms import StatsTerm

PARTIAL = "_partial"
"""The field of partial results that says what they are partial results of."""

_TIMED = frozenset({"earliest", "earliest_time", "latest", "latest_time", "rate"})


def partial_results(events: Table, grouped: Table, by: Sequence[str], terms: Sequence[StatsTerm]) -> Table:
    """The events with the fields that BY and the functions name, those without a BY field left out."""
    arguments = [term.argument.name for term in terms if isinstance(term.argument, FieldName)]
    names = dict.fromkeys([*by, *arguments, *(["_time"] if any(term.function in _TIMED for term in terms) else [])])
    columns = {name: grouped.column(name) if name in by else events.column(name) for name in names}
    columns[PARTIAL] = Column.constant(_described(terms), events.height)
    found = type(events)(columns, events.height)
    for name in by:
        found = found.filter(found.column(name).is_not_null())
    return found


def _described(terms: Sequence[StatsTerm]) -> str:
    return " ".join(sorted({term.default_name for term in terms}))


def is_partial_of(rows: Table, terms: Sequence[StatsTerm]) -> bool:
    """Whether rows are partial results of these very functions, or there are none."""
    return not rows.height or set(rows.column(PARTIAL).values()) == {_described(terms)}


def needs_exact_time(terms: Sequence[StatsTerm]) -> bool:
    """Whether a function asks when an event was, or takes `_time` itself."""
    return any(
        term.function in _TIMED or (isinstance(term.argument, FieldName) and term.argument.name == "_time")
        for term in terms
    )
