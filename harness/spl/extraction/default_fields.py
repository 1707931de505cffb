"""Default fields that follow from an event itself: `linecount` and the `date_*` fields.

Rules
- D1  An event that was given such a field keeps it; one without `_raw` gets none.
- D2  `linecount` is the number of lines of `_raw`.
- D3  The `date_*` fields are the parts of the event's time; names of months and days are in lower case.  Splunk makes
  them of the text in which it found the time, before any timezone is applied.  Undecided: events whose text holds no
  time, and the zone (that of the search here).

Source: Knowledge Manager Manual, "Use default fields".
Differs: `punct`, `timestartpos`, `timeendpos`, `date_zone` and `splunk_server` are not made.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.data import Column, coalesce, map_records, map_scalars, numbers, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from harness.data import Record, Table
    from harness.spl.contract import Context

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_DATES = ("date_hour", "date_mday", "date_minute", "date_month", "date_second", "date_wday", "date_year")
NAMES = ("linecount", *_DATES)
"""The fields that are made when a search or a rule names them."""


def with_default_fields(rows: Table, names: Collection[str], context: Context) -> Table:
    """The events with those of the default fields that have these names (D1)."""
    columns: dict[str, Column] = {}
    if "linecount" in names:
        columns["linecount"] = map_scalars(_line_count, texts(rows.column("_raw")))
    if set(names) & set(_DATES):
        zone = ZoneInfo(context.settings.timezone)
        dates = map_records(
            lambda _, time: _dates(time, zone), texts(rows.column("_raw")), numbers(rows.column("_time"))
        )
        columns.update((name, dates.column(name)) for name in _DATES if name in names)
    return rows.with_columns({name: _under(rows, name, column) for name, column in columns.items()})


def _under(rows: Table, name: str, column: Column) -> Column:
    return coalesce([texts(rows.column(name)), texts(column)]) if name in rows else texts(column)


def _line_count(raw: str | list[str]) -> int:
    text = raw if isinstance(raw, str) else "\n".join(raw)
    return text.rstrip("\n").count("\n") + 1


def _dates(epoch_s: float, zone: ZoneInfo) -> Record:
    try:
        moment = datetime.fromtimestamp(epoch_s, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return {}
    parts: Mapping[str, str] = {
        "date_hour": str(moment.hour),
        "date_mday": str(moment.day),
        "date_minute": str(moment.minute),
        "date_month": _MONTHS[moment.month - 1],
        "date_second": str(moment.second),
        "date_wday": _DAYS[moment.weekday()],
        "date_year": str(moment.year),
    }
    return parts
