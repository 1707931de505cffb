"""`harness.search`: the embedded engine for Python programs and notebooks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from harness.data import Table
from harness.errors import ConfigError
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources
from harness.store import load_events, load_metrics
from harness.timerange import SystemClock, resolve_range

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
    chosen = Settings.of(settings)
    moment = SystemClock().now() if now is None else now
    try:
        window = resolve_range(earliest, latest, moment, ZoneInfo(chosen.timezone))
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return run_search(
        spl,
        now=moment,
        sources=_sources(events, metrics, lookups or {}),
        time_range=window,
        settings=chosen,
        macros={name: _macro(name, given) for name, given in (macros or {}).items()},
    )


def _sources(events: Rows | None, metrics: Rows | None, lookups: Mapping[str, Rows]) -> Sources:
    tables = {name: _lookup(rows) for name, rows in lookups.items()}
    given: dict[str, Any] = {}
    if metrics is not None:
        given["metrics"] = load_metrics(metrics)
    if events is not None:
        given["events"] = load_events(events)
    return Sources(lookups=tables, **given)


def _lookup(rows: Rows) -> Table:
    return read_lookup(Path(rows)) if isinstance(rows, str | Path) else Table.from_rows(rows)


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
