"""The rows of the content's lookups, read when a search asks for them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DetectionError

if TYPE_CHECKING:
    from pathlib import Path

    from harness.data import Table
    from harness.detections.model import Lookup


class LookupRows(Mapping[str, "Table"]):
    """Tables by lookup name and by the name of the CSV file, as `lookup` and `inputlookup` accept both.

    An empty cell is null.  A KV store collection has no rows until a search writes some.
    """

    def __init__(self, lookups: Sequence[Lookup]) -> None:
        files = {lookup.filename: lookup for lookup in lookups if lookup.filename}
        self._lookups = files | {lookup.name: lookup for lookup in lookups}
        self._tables: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        lookup = self._lookups[name]
        if lookup.name not in self._tables:
            self._tables[lookup.name] = _table(lookup)
        return self._tables[lookup.name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lookups)

    def __len__(self) -> int:
        return len(self._lookups)

    def __contains__(self, name: object) -> bool:
        return name in self._lookups


def _table(lookup: Lookup) -> Table:
    from harness.data import Column, Table

    if lookup.filename is None:
        return Table({name: Column.nulls(0) for name in lookup.fields}, 0)
    return Table.from_rows(_read_csv(lookup, lookup.path.parent / lookup.filename))


def _read_csv(lookup: Lookup, path: Path) -> list[dict[str, str | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [
                {name: value or None for name, value in row.items() if name and isinstance(value, str | None)}
                for row in csv.DictReader(file)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f'the rows of lookup "{lookup.name}" cannot be read: {reason}'
        way_out = "put the CSV file, in UTF-8, beside the lookup's own file"
        text = SourceText(path.as_posix(), "")
        raise DetectionError(diagnostics=[Diagnostic("DET115", message, text, Span(0, 0), help=way_out)]) from error
