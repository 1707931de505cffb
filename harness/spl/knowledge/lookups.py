"""Lookups: tables by name, what a search has written over them, and which of their rows match a result.

The idea: a search never touches a file.  It reads tables that were handed in; what `outputlookup` writes lies over
them for the rest of the search (`Context.written`), and the caller finds it in the results and decides what becomes of
it.

Rules (Search Reference, lookup; transforms.conf; Spl 6.8)
- T1  `name` and `name.csv` are the same table, and so is the file that a lookup's rules name.
- T2  A row matches if each key does: exactly, or as a pattern with `*`, or as a network, as the rules say; letter case
  counts unless the rules say otherwise.  A null on either side matches nothing.
- T3  The first `max_matches` rows in file order count; with fewer than `min_matches`, `default_match` fills up.  Of a
  lookup in time the rows that are nearest before the event count.
- T4  Several rows give multivalues.  Each member of a multivalue key is looked up, and what it finds is put together.
  Undecided: a key of which one part is null, several multivalue keys (every combination here), `default_match` for
  them.

Cost: one look at an index for each distinct key; a lookup with patterns only compares every row with every key.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from functools import lru_cache
from ipaddress import ip_address, ip_network
from itertools import product
from re import DOTALL, IGNORECASE, escape
from re import compile as plain
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from harness.data import parse_number
from harness.diagnostics import Span
from harness.errors import SplUnsupportedError
from harness.frozen import frozen
from harness.spl.sources import LookupRules, LookupTable
from harness.timerange import strptime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from harness.data import RenderedRow, Table, Value
    from harness.spl.contract import Context

DEFAULT_MAX_MATCHES = 100
_NOWHERE = Span(0, 0)
_PLAIN_RULES = LookupRules()


@frozen
class Lookup:
    """A table that a search looks values up in; `key` is what all its names have in common."""

    key: str
    table: Table
    rules: LookupRules


def find_lookup(name: str, context: Context, span: Span = _NOWHERE) -> Lookup | None:
    """The lookup of this name, asked for at `span`, as the search sees it now, or None (T1).

    Raises: SplUnsupportedError for one whose values come from a program.
    """
    given = _given(name, context)
    rules = given.rules if isinstance(given, LookupTable) else _PLAIN_RULES
    if rules.program:
        raise context.error(
            SplUnsupportedError,
            "SPL900",
            f'the embedded engine does not execute the lookup "{name}"',
            span,
            label=f"its values come from {rules.program}",
            help="give the search a table of this name, or run it on a real Splunk",
        )
    key = _bare(rules.file or name)
    if key in context.written:
        table = context.written[key]
        return None if table is None else Lookup(key, table, rules)
    if given is None:
        return None
    return Lookup(key, given, rules)


def write_lookup(name: str, table: Table | None, context: Context) -> None:
    """Lays a table over the lookup of this name for the rest of the search; None deletes it."""
    given = _given(name, context)
    rules = given.rules if isinstance(given, LookupTable) else _PLAIN_RULES
    context.written[_bare(rules.file or name)] = table


def _given(name: str, context: Context) -> Table | None:
    lookups = context.sources.lookups
    for candidate in (name, _bare(name), f"{_bare(name)}.csv"):
        if candidate in lookups:
            return lookups[candidate]
    return None


def _bare(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".csv")


class Matcher:
    """Finds the rows of a lookup by the values of some of its fields, and what they say (T2 to T4)."""

    def __init__(self, lookup: Lookup, keys: Sequence[str], timezone: str = "UTC") -> None:
        self._rules = lookup.rules
        self._rows = lookup.table.rows()
        self._keys = [_Key.of(key, lookup.rules) for key in keys]
        self._timezone = timezone
        self._index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        exact = [key for key in self._keys if key.is_exact]
        for number, row in enumerate(self._rows):
            cells = [_cell(row, key.name) for key in self._keys]
            if None not in cells:
                self._index[tuple(key.folded(str(_cell(row, key.name))) for key in exact)].append(number)

    def found(self, values: Sequence[Value], outputs: Mapping[str, str], time: float | None = None) -> dict[str, Value]:
        """What the matching rows say, by the names that `outputs` gives to fields of the table; empty for no match."""
        cells: dict[str, list[str]] = defaultdict(list)
        for combination in product(*(value if isinstance(value, list) else [str(value)] for value in values)):
            rows = self._matching(combination, time)
            for old, new in outputs.items():
                cells[new].extend(self._cells(rows, old))
        return {name: _collected(members) for name, members in cells.items() if members}

    def _matching(self, values: Sequence[str], time: float | None) -> list[RenderedRow]:
        exact = tuple(key.folded(value) for key, value in zip(self._keys, values, strict=True) if key.is_exact)
        inexact = [(key, value) for key, value in zip(self._keys, values, strict=True) if not key.is_exact]
        rows = (self._rows[number] for number in self._index.get(exact, ()))
        matching = (row for row in rows if all(key.matches(str(_cell(row, key.name)), value) for key, value in inexact))
        most = self._rules.max_matches
        if self._rules.time_field is not None:
            return self._in_time(matching, time)[: 1 if most is None else most]
        return _first(matching, DEFAULT_MAX_MATCHES if most is None else most)

    def _in_time(self, rows: Iterator[RenderedRow], time: float | None) -> list[RenderedRow]:
        """The rows that count at a time, the nearest before it first."""
        if time is None:
            return []
        timed = ((self._time(row), row) for row in rows)
        least, most = self._rules.min_offset_s, self._rules.max_offset_s
        counting = [(start, row) for start, row in timed if start is not None and least <= time - start <= most]
        return [row for _, row in sorted(counting, key=lambda pair: -pair[0])]

    def _time(self, row: RenderedRow) -> float | None:
        text = str(row.get(str(self._rules.time_field), ""))
        if self._rules.time_format == "%s.%Q":
            return parse_number(text)
        return strptime(text, self._rules.time_format, ZoneInfo(self._timezone), 0)

    def _cells(self, rows: Sequence[RenderedRow], name: str) -> list[str]:
        missing = max(0, self._rules.min_matches - len(rows))
        values = [value for row in rows if (value := row.get(name)) is not None]
        members = [member for value in values for member in ([value] if isinstance(value, str) else value)]
        return members + [self._rules.default_match] * missing


@frozen
class _Key:
    """How one field of a table is compared with a value."""

    name: str
    is_exact: bool
    case_sensitive: bool
    compare: Callable[[str, str, bool], bool] = field(compare=False)

    @classmethod
    def of(cls, name: str, rules: LookupRules) -> _Key:
        kind = rules.match_types.get(name, "EXACT")
        return cls(name, kind == "EXACT", rules.case_sensitive, _is_inside if kind == "CIDR" else _is_like)

    def folded(self, text: str) -> str:
        return text if self.case_sensitive else text.lower()

    def matches(self, cell: str, value: str) -> bool:
        return self.compare(cell, value, self.case_sensitive)


def _is_like(cell: str, value: str, case_sensitive: bool) -> bool:
    return _pattern(cell, case_sensitive).fullmatch(value) is not None


@lru_cache(maxsize=65_536)
def _pattern(cell: str, case_sensitive: bool) -> Any:
    return plain(".*".join(map(escape, cell.split("*"))), DOTALL if case_sensitive else DOTALL | IGNORECASE)


def _is_inside(cell: str, value: str, _: bool) -> bool:
    network, address = _network(cell), _address(value)
    if network is None or address is None:
        return cell == value
    return address in network


@lru_cache(maxsize=65_536)
def _network(text: str) -> Any:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


@lru_cache(maxsize=65_536)
def _address(text: str) -> Any:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _cell(row: RenderedRow, name: str) -> str | None:
    value = row.get(name)
    return "\n".join(value) if isinstance(value, list) else value


def _first(rows: Iterator[RenderedRow], most: int) -> list[RenderedRow]:
    return [row for row, _ in zip(rows, range(most), strict=False)]


def _collected(members: list[str]) -> Value:
    return members[0] if len(members) == 1 else members
