"""`harness.search`: the embedded engine for Python programs and notebooks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from harness.backends.dispatch import dispatch_window
from harness.data import Table
from harness.diagnostics import SourceText
from harness.errors import ConfigError
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources
from harness.spl.syntax.ast import Pipeline
from harness.store import load_events, load_metrics
from harness.timerange import SystemClock

Rows: TypeAlias = Iterable[Mapping[str, Any]] | str | Path
"""Dicts, or the path of a file or a folder."""


def search(
    spl: str,
    *,
    events: Rows | None = None,
    metrics: Rows | None = None,
    lookups: Mapping[str, Rows] | None = None,
    macros: Mapping[str, MacroDefinition | str] | None = None,
    now: float | None = None,
    earliest: str | float | None = None,
    latest: str | float | None = None,
    settings: Mapping[str, Any] | Settings | None = None,
) -> Results:
    """Runs SPL on the embedded engine.

    Input: events as dicts (`_time`, `_raw`, `index`, `host`, `source`, `sourcetype` and any field), data points as
    dicts (`_time`, `metrics`, `dims`, `index`), each or a file or folder of them; lookups by name, as dicts or a CSV
    file; macros by name (`name` or `name(2)`), as text or definitions.
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
        sources=_sources(events, metrics, lookups or {}),
        time_range=window,
        settings=chosen,
        macros={name: _macro(name, given) for name, given in (macros or {}).items()},
    )


def _sources(events: Rows | None, metrics: Rows | None, lookups: Mapping[str, Rows]) -> Sources:
    tables = {name: _lookup(name, rows) for name, rows in lookups.items()}
    given: dict[str, Any] = {}
    if metrics is not None:
        given["metrics"] = load_metrics(_rows("metrics", metrics))
    if events is not None:
        given["events"] = load_events(_rows("events", events))
    return Sources(lookups=tables, **given)


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


def _macro(name: str, given: MacroDefinition | str) -> MacroDefinition:
    return given if isinstance(given, MacroDefinition) else MacroDefinition(name, given)
