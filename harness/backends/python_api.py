"""`harness.search`: the embedded engine for Python programs and notebooks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from harness.backends.dispatch import dispatch_window
from harness.data import Table
from harness.diagnostics import SourceText
from harness.errors import ConfigError
from harness.spl.knowledge.platform import platform_macros
from harness.spl.objects import Knowledge
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, PlaceSource, Sources
from harness.spl.syntax.ast import Pipeline
from harness.store import EventFile, EventStore, load_events, open_metrics
from harness.store.places import PlaceTable, read_places
from harness.timerange import SystemClock

Rows: TypeAlias = Iterable[Mapping[str, Any]] | str | Path
"""Dicts, or the path of a file or a folder."""
Macro: TypeAlias = MacroDefinition | Mapping[str, Any] | str
"""A macro: its definition as text, a dict with `definition` and `arguments` (their names), or the engine's own form."""


def search(
    spl: str,
    *,
    events: Rows | EventFile | None = None,
    metrics: Rows | None = None,
    lookups: Mapping[str, Rows] | None = None,
    macros: Mapping[str, Macro] | None = None,
    now: float | None = None,
    earliest: str | float | None = None,
    latest: str | float | None = None,
    settings: Mapping[str, Any] | Settings | None = None,
    places: Rows | None = None,
    knowledge: Knowledge | None = None,
) -> Results:
    """Runs SPL on the embedded engine.

    Input: events as dicts (`_time`, `_raw`, `index`, `host`, `source`, `sourcetype` and any field), data points as
    dicts (`_time`, `metrics`, `dims`, `index`), each or a file or folder of them (`EventFile` of `harness.store` names
    the sourcetype that raw text needs); lookups by name, as dicts or a CSV
    file; macros by name (`name` or `name(2)`), as text or with the names of their arguments (`Macro`), over those that
    apps of the platform bring; for `iplocation` the places of networks as dicts (`network`, `City`, `Country`,
    `Region`, `lat`, `lon`), a CSV file or a MaxMind database; saved searches, event types and their kin as `Knowledge`.
    Output: `rows` are dicts of texts, lists of texts for multivalue fields, nothing for null; `fields`, `messages`
    and `stages` stand beside them.
    Units: `now` in epoch seconds (default: the clock); bounds as time modifiers or epoch seconds.  No bound: all time.
    Raises: SplError where the SPL is wrong or not executed, DatasetError where data is, ConfigError for the rest.
    """
    if not isinstance(spl, str | SourceText | Pipeline):
        raise ConfigError(f"the search is {spl!r}: give its SPL as text")
    chosen = Settings.of(settings)
    moment = SystemClock().now() if now is None else now
    window = dispatch_window(earliest, latest, moment, chosen)
    return run_search(
        spl,
        now=moment,
        sources=replace(_sources(events, metrics, lookups or {}, places, moment), knowledge=knowledge or Knowledge()),
        time_range=window,
        settings=chosen,
        macros={**platform_macros(), **{name: _macro(name, given) for name, given in (macros or {}).items()}},
    )


def _sources(
    events: Rows | EventFile | None,
    metrics: Rows | None,
    lookups: Mapping[str, Rows],
    places: Rows | None,
    now: float,
) -> Sources:
    tables = {name: _lookup(name, rows) for name, rows in lookups.items()}
    given: dict[str, Any] = {}
    if metrics is not None:
        given["metrics"] = open_metrics(_rows("metrics", metrics))
    if events is not None:
        given["events"] = _events(events, now)
    if places is not None:
        given["places"] = _places(_rows("places", places))
    return Sources(lookups=tables, **given)


def _events(given: Rows | EventFile, now: float) -> EventStore:
    return load_events(given if isinstance(given, EventFile) else _rows("events", given), index_time=now)


def _places(given: Rows) -> PlaceSource:
    if isinstance(given, str | Path):
        return read_places(Path(given))
    try:
        return PlaceTable([{name: str(value) for name, value in row.items()} for row in given])
    except (KeyError, ValueError) as error:
        raise ConfigError(f"places are dicts with a network such as 192.0.2.0/24: {error}") from error


def _rows(name: str, given: Rows) -> Rows:
    if not isinstance(given, Iterable | str | Path):
        raise ConfigError(f"{name} is {given!r}: give dicts, or the path of a file or a folder")
    return given


def _lookup(name: str, given: Rows) -> Table:
    rows = _rows(f"the lookup {name}", given)
    if isinstance(rows, str | Path):
        return read_lookup(Path(rows))
    listed = list(rows)
    for row in listed:
        if not isinstance(row, Mapping):
            raise ConfigError(f"the lookup {name} has the row {row!r}: give dicts")
    return Table.from_rows(listed)


def read_lookup(path: Path) -> Table:
    """The rows of a CSV lookup, all values text.

    Raises: ConfigError where the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            header = next(lines, [])
            return Table.from_rows([dict(zip(header, line, strict=False)) for line in lines])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"the lookup {path} cannot be read: {error}") from error


def _macro(name: str, given: Macro) -> MacroDefinition:
    if isinstance(given, MacroDefinition):
        return given
    fields = given if isinstance(given, Mapping) else {"definition": given}
    definition, arguments = fields.get("definition"), tuple(fields.get("arguments", ()))
    if not isinstance(definition, str) or {*fields} - {"definition", "arguments"}:
        raise ConfigError(f"the macro {name} is {given!r}: give its definition as text, or definition and arguments")
    taken = name[:-1].rpartition("(")[2] if name.endswith(")") else "0"
    if taken != str(len(arguments)):
        raise ConfigError(
            f"the macro {name} takes {taken} arguments and names {len(arguments)}: "
            'give {"definition": .., "arguments": [..]}'
        )
    return MacroDefinition(name, definition, arguments)
