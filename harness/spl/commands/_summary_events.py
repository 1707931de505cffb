"""Results as the events of a summary index: what `collect` writes.

Rules (Search Reference, collect; limits.conf [collect])
- E1  A result with `_raw` is written as that text.  One without becomes a line of `name=value` pairs with a comma
  and a blank between: its time, the window and start of the search, its fields, the marker.
- E2  Its time is the first of `info_min_time` and `_time` that it has; else the start of the window, or of the search
  where the window has none.  A start of 0 is none: it means all time.
- E3  The window is `info_min_time`, `info_max_time`, `info_search_time` in epoch seconds with three decimals; a bound
  that the search has not is left out, and so is what the result has by itself.
- E4  A value stands in double quotes where it holds a breaker of segments, major or minor, or is empty; quotes inside
  are escaped.  A multivalue is one value with its members on a line each.  Nulls and internal fields are left out.

Undecided: the order of fields (that of their names, as one published file has it; an example of the page has another),
the marker behind a text of its own (after a comma and a blank), `index` and `splunk_server` of results (written).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.data import Column, RenderedRow, Table, parse_number
from harness.frozen import frozen
from harness.timerange import strftime

if TYPE_CHECKING:
    from harness.spl.contract import Context

TIME_FORMAT = "%m/%d/%Y %H:%M:%S %z"
_INFO = ("info_min_time", "info_max_time", "info_search_time")
_BREAKER = re.compile(r"[\[\]<>(){}|!;,'\"*\n\r\s\t&?+/:=@.\-$#%\\_]|\A\Z")


@frozen
class SummaryForm:
    """How results are written: the options of `collect` that say so."""

    marker: str = ""
    time_format: str | None = TIME_FORMAT
    with_info: bool = True


def summary_events(rows: Table, form: SummaryForm, context: Context) -> tuple[list[float], list[str]]:
    """The time and the text of the event that each result becomes."""
    writer = _Writer(form, rows, context)
    written = [writer.event(row) for row in rows.rows()]
    return [time for time, _ in written], [text for _, text in written]


def as_events(times: Sequence[float], raw: Sequence[str], constants: Mapping[str, str | None]) -> Table:
    """Events as an index holds them; `constants` are fields that all of them share, None for one that is not known."""
    fields = {name: Column.constant(value, len(raw)) for name, value in constants.items() if value is not None}
    return Table({"_time": Column.of(times), "_raw": Column.of(raw), **fields}, len(raw))


class _Writer:
    """Writes the results of one search."""

    def __init__(self, form: SummaryForm, rows: Table, context: Context) -> None:
        window = context.searched_range
        self._form = form
        self._zone = ZoneInfo(context.settings.timezone)
        self._otherwise = window.earliest or context.now
        self._info = {name: value for name, value in _window(context).items() if form.with_info and name not in rows}
        self._names = [name for name in sorted(rows.names) if not name.startswith("_")]
        self._own_info = [name for name in _INFO if name in rows]
        self._names = [name for name in self._names if name not in _INFO]

    def event(self, row: RenderedRow) -> tuple[float, str]:
        raw = row.get("_raw")
        if raw is not None:
            return self._time(row, ("_time",)), self._marked([raw if isinstance(raw, str) else "\n".join(raw)])
        time = self._time(row, ("info_min_time", "_time"))
        return time, self._marked([*self._stamp(time), *self._pairs(row)])

    def _marked(self, parts: list[str]) -> str:
        return ", ".join([*parts, self._form.marker] if self._form.marker else parts)

    def _time(self, row: RenderedRow, names: Sequence[str]) -> float:
        for name in names:
            number = parse_number(str(row.get(name, "")))
            if number or (number is not None and name == "_time"):
                return float(number)
        return self._otherwise

    def _stamp(self, time: float) -> list[str]:
        text = self._form.time_format and strftime(time, self._form.time_format, self._zone)
        return [text] if text else []

    def _pairs(self, row: RenderedRow) -> list[str]:
        info = self._info | {name: str(row[name]) for name in self._own_info if name in row}
        fields = [f"{name}={_quoted(row[name])}" for name in self._names if name in row]
        return [*(f"{name}={info[name]}" for name in _INFO if name in info), *fields]


def _window(context: Context) -> dict[str, str]:
    window = context.searched_range
    bounds = {"info_min_time": window.earliest, "info_max_time": window.latest, "info_search_time": context.now}
    return {name: f"{bound:.3f}" for name, bound in bounds.items() if bound is not None}


def _quoted(value: str | list[str]) -> str:
    text = value if isinstance(value, str) else "\n".join(value)
    if not _BREAKER.search(text):
        return text
    return '"' + text.replace('"', '\\"') + '"'
