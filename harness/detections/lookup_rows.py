"""The content's lookups as a search sees them: rows, read when it asks for them, and how they match."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DetectionError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from harness.data import Table
    from harness.detections.model import Lookup
    from harness.spl.sources import LookupTable


class LookupRows(Mapping[str, "LookupTable"]):
    """Tables by lookup name and by the name of the CSV file, as `lookup` and `inputlookup` accept both.

    An empty cell is null.  A KV store collection has no rows until a search writes some.

    Undecided: blanks around the name of a column; they do not count (a published search that passes its tests on a
    Splunk names a column without the blank that its file has).
    """

    def __init__(self, lookups: Sequence[Lookup]) -> None:
        files = {lookup.filename: lookup for lookup in lookups if lookup.filename}
        self._lookups = files | {lookup.name: lookup for lookup in lookups}
        self._tables: dict[str, LookupTable] = {}

    def __getitem__(self, name: str) -> LookupTable:
        lookup = self._lookups[name]
        if lookup.name not in self._tables:
            self._tables[lookup.name] = _with_rules(lookup)
        return self._tables[lookup.name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lookups)

    def __len__(self) -> int:
        return len(self._lookups)

    def __contains__(self, name: object) -> bool:
        return name in self._lookups


def _with_rules(lookup: Lookup) -> LookupTable:
    from harness.spl.sources import LookupRules, LookupTable

    rules = LookupRules(
        case_sensitive=lookup.case_sensitive,
        match_types=_match_types(lookup.match_type),
        max_matches=lookup.max_matches,
        min_matches=lookup.min_matches or 0,
        default_match=lookup.default_match or "",
        is_collection=lookup.collection is not None,
        field_types=lookup.field_types,
        enforce_types=lookup.enforces_types,
        program=lookup.program,
        file=lookup.filename or lookup.collection or lookup.name,
    )
    return LookupTable(_table(lookup), rules)


def _match_types(written: Sequence[str]) -> dict[str, Literal["EXACT", "WILDCARD", "CIDR"]]:
    """`WILDCARD(field)` and its kin by field."""
    found: dict[str, Literal["EXACT", "WILDCARD", "CIDR"]] = {}
    for text in written:
        for kind, name in _MATCH_TYPE.findall(text):
            found[name] = kind.upper()
    return found


_MATCH_TYPE = re.compile(r"(EXACT|WILDCARD|CIDR)\s*\(\s*([^()]*?)\s*\)", re.IGNORECASE)


def _table(lookup: Lookup) -> Table:
    from harness.data import Column, Table

    if lookup.filename is None or lookup.program:
        return Table({name: Column.nulls(0) for name in lookup.fields}, 0)
    return Table.from_rows(_read_csv(lookup, lookup.path.parent / lookup.filename))


def _read_csv(lookup: Lookup, path: Path) -> list[dict[str, str | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
            return [
                {name: value or None for name, value in row.items() if name and isinstance(value, str | None)}
                for row in rows
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f'the rows of lookup "{lookup.name}" cannot be read: {reason}'
        way_out = "put the CSV file, in UTF-8, beside the lookup's own file"
        text = SourceText(path.as_posix(), "")
        raise DetectionError(diagnostics=[Diagnostic("DET115", message, text, Span(0, 0), help=way_out)]) from error
