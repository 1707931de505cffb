"""Collections of the KV store: records with a key, which a search reads as a lookup and writes with `outputlookup`.

Rules (Search Reference, outputlookup; collections.conf)
- K1  Every record has a key in the field `_key`.  A result brings its own in the key field, or in a field `_key`; one
  without gets the first 24 digits of a hash of the collection's name and the number of the record, so that the same
  searches give the same keys.  (Splunk makes them by chance.)
- K2  A record replaces the one that has its key, as a whole and in its place; with `allow_updates=false` the old one
  stays.  Within one write the last record of a key counts.
- K3  A multivalue stays one; internal fields other than the key are not written.
- K4  A value that is not of the type that its field is declared with is left out, or fails the search where the types
  of the collection are enforced.  Texts that read as numbers are numbers, times are epoch seconds.

Undecided: the place of a replaced record, what counts as a bool (true, false, t, f, 1, 0 in any letter case).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import md5
from ipaddress import ip_network
from typing import TYPE_CHECKING

from harness.data import RenderedRow, Table, parse_number
from harness.errors import SearchRuntimeError
from harness.frozen import frozen

if TYPE_CHECKING:
    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.knowledge.lookups import Lookup

KEY = "_key"
_KEY_DIGITS = 24
_BOOLS = frozenset({"true", "false", "t", "f", "1", "0"})


@frozen
class Writing:
    """How results go into a collection: their key field, whether its records stay, and may be replaced."""

    key_field: str
    keeps: bool
    updates: bool
    span: Span


def written_records(collection: Lookup, rows: Table, writing: Writing, context: Context) -> Table:
    """The records of the collection after results were written into it (K1 to K4).

    Raises: SearchRuntimeError for a value of another type than is enforced.
    """
    records: dict[str, RenderedRow] = {}
    if writing.keeps:
        records = {str(record[KEY]): record for record in _keyed(collection.key, collection.table.rows())}
    there = frozenset(records)
    fresh = _new_keys(collection.key, len(records))
    for row in rows.rows():
        given = row.get(writing.key_field)
        key = given if isinstance(given, str) and given else next(key for key in fresh if key not in records)
        if writing.updates or key not in there:
            records[key] = {KEY: key, **dict(_stored(collection, row, writing, context))}
    names = [KEY, *(name for name in (*collection.table.names, *rows.names) if not name.startswith("_"))]
    return Table.from_rows(list(records.values())).select(list(dict.fromkeys(names)))


def _keyed(name: str, rows: list[RenderedRow]) -> Iterator[RenderedRow]:
    """Records with keys; those that were handed in need not have any."""
    for row, key in zip(rows, _new_keys(name, 0), strict=False):
        yield row if row.get(KEY) else {KEY: key, **row}


def _new_keys(name: str, number: int) -> Iterator[str]:
    while True:
        yield md5(f"{name}\0{number}".encode(), usedforsecurity=False).hexdigest()[:_KEY_DIGITS]
        number += 1


def _stored(
    collection: Lookup, row: RenderedRow, writing: Writing, context: Context
) -> Iterator[tuple[str, str | list[str]]]:
    rules = collection.rules
    for name, value in row.items():
        if name.startswith("_"):
            continue
        kind = rules.field_types.get(name, "string")
        if _has_type(value, kind):
            yield name, value
        elif rules.enforce_types:
            message = f'the collection "{collection.key}" takes a {kind} for {name}, not {value!r}'
            raise context.error(SearchRuntimeError, "SPL608", message, writing.span, label="enforceTypes is true")


def _has_type(value: str | list[str], kind: str) -> bool:
    members = [value] if isinstance(value, str) else value
    return all(map(_TYPES.get(kind, _is_anything), members))


def _is_anything(_text: str) -> bool:
    return True


def _is_number(text: str) -> bool:
    return parse_number(text) is not None


def _is_bool(text: str) -> bool:
    return text.lower() in _BOOLS


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


_TYPES: Mapping[str, Callable[[str], bool]] = {
    "number": _is_number,
    "time": _is_number,
    "bool": _is_bool,
    "cidr": _is_network,
}
