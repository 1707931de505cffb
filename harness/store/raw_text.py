"""Raw text becomes events: cut into lines, lines joined, times found.

Order: LINE_BREAKER cuts, TRUNCATE shortens, SHOULD_LINEMERGE joins lines of one event, then the time is read at the
beginning of the event or behind TIME_PREFIX.  An event in which no time is found has that of the event before it.

Source: Splunk, Getting Data In, "Configure event line breaking", "Configure timestamp recognition"; props.conf.
Differs: text whose first event has no time is refused, unless DATETIME_CONFIG says that there is none: Splunk would
stamp it with the time of the file or of indexing, and a test would depend on the clock.
Undecided: with DATETIME_CONFIG = CURRENT and SHOULD_LINEMERGE each line is an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl
import regex  # type: ignore[import-untyped]

from harness.data.column import Column
from harness.data.table import Table
from harness.store.event_records import INDEX, MAIN, RAW, TIME, EventOrigin
from harness.store.flaws import NO_TIMESTAMP, Flaw
from harness.store.ingestion import DEFAULT, IngestionRules
from harness.store.scalars import EARLIEST_S, LATEST_S, decode_index, shown
from harness.store.timestamps import formatted, recognized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOKAHEAD = 128


def raw_table(text: str, origin: EventOrigin, rules: IngestionRules | None) -> tuple[str, Table]:
    """The index and the events of a raw text.

    Raises: Flaw where no time is recognized.
    """
    chosen = rules or DEFAULT
    raws, known = _events(text, chosen, origin)
    index = decode_index(None, origin.index or MAIN)
    columns = {TIME: Column(_times(raws, known, chosen, origin)), RAW: Column(raws)}
    constants = {INDEX: index, **origin.fields()}
    spread = {name: Column.constant(value, raws.len()) for name, value in constants.items()}
    return index, Table({**columns, **spread}, raws.len())


def _events(text: str, rules: IngestionRules, origin: EventOrigin) -> tuple[pl.Series, pl.Series | None]:
    """The texts of the events, and their times where they had to be found already."""
    kept = [_truncated(line, rules.truncate) for line in _lines(text, rules) if line and not line.isspace()]
    lines = pl.Series(kept, dtype=pl.String)
    if not rules.should_linemerge or not rules.has_times:
        return lines, None
    if rules.break_only_before or not rules.break_only_before_date:
        return pl.Series(_joined(kept, rules, _beginnings(kept, rules)), dtype=pl.String), None
    times = _found_times(lines, rules, origin)
    if times.null_count() == 0 and not (rules.must_not_break_before or rules.must_not_break_after):
        return lines, times
    return pl.Series(_joined(kept, rules, times.is_not_null().to_list()), dtype=pl.String), None


def _lines(text: str, rules: IngestionRules) -> list[str]:
    if rules.line_breaker == DEFAULT.line_breaker:
        return text.replace("\r", "\n").split("\n")
    found, start = [], 0
    for match in _compiled(rules.line_breaker).finditer(text):
        begin, end = match.span(1)
        if end > start or begin > start:
            found.append(text[start:begin])
            start = end
    return [*found, text[start:].rstrip("\r\n")]


def _truncated(line: str, limit: int) -> str:
    if limit <= 0 or len(line) * 4 <= limit or len(line.encode()) <= limit:
        return line
    return line.encode()[:limit].decode("utf-8", "ignore")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _joined(lines: Sequence[str], rules: IngestionRules, begins: Sequence[bool]) -> Iterator[str]:
    """Events of several lines."""
    ends, keeps_before = _tester(rules.must_break_after), _tester(rules.must_not_break_before)
    keeps_after = _tester(rules.must_not_break_after)
    event: list[str] = []
    for line, is_begin in zip(lines, begins, strict=True):
        must = bool(event) and (ends(event[-1]) or len(event) >= rules.max_events)
        may = is_begin and not keeps_before(line) and not (event and keeps_after(event[-1]))
        if event and (must or may):
            yield "\n".join(event)
            event = []
        event.append(line)
    if event:
        yield "\n".join(event)


def _beginnings(lines: Sequence[str], rules: IngestionRules) -> Sequence[bool]:
    if rules.break_only_before:
        return [bool(_compiled(rules.break_only_before).search(line)) for line in lines]
    return [True] * len(lines)


def _tester(pattern: str) -> Callable[[str], bool]:
    if not pattern:
        return lambda _: False
    return partial(_matches, _compiled(pattern))


def _matches(pattern: regex.Pattern[str], line: str) -> bool:
    return pattern.search(line) is not None


def _times(raws: pl.Series, known: pl.Series | None, rules: IngestionRules, origin: EventOrigin) -> pl.Series:
    if not rules.has_times:
        return pl.Series([origin.index_time], dtype=pl.Float64).new_from_index(0, raws.len())
    found = _found_times(raws, rules, origin) if known is None else known
    times = found.fill_null(strategy="forward")
    if times.null_count():
        raise Flaw(
            NO_TIMESTAMP,
            f"no time is recognized in the event {shown(raws[0])}",
            at=raws[0].partition("\n")[0][:60],
            label="no time",
            help=f"declare TIME_PREFIX and TIME_FORMAT for [{origin.sourcetype}] in props.conf, "
            "or DATETIME_CONFIG = CURRENT for the time of indexing",
        )
    return times


def _found_times(raws: pl.Series, rules: IngestionRules, origin: EventOrigin) -> pl.Series:
    """The time that each event tells, null for one that tells none."""
    now = origin.index_time or 0.0
    seen = _timed_part(raws, rules)
    if rules.time_format:
        found = formatted(seen, rules.time_format, ZoneInfo(rules.tz or "UTC"), now)
    else:
        found = recognized(seen, rules.tz or "UTC", now)
    return found.set(~found.is_between(EARLIEST_S, LATEST_S, closed="left"), None)


def _timed_part(raws: pl.Series, rules: IngestionRules) -> pl.Series:
    """The part of each event in which its time is looked for; null where TIME_PREFIX does not match."""
    if not rules.time_prefix:
        limit = LOOKAHEAD if rules.max_timestamp_lookahead is None else rules.max_timestamp_lookahead
        return raws.str.slice(0, limit if limit > 0 else None)
    limit = rules.max_timestamp_lookahead or 0
    try:
        behind = raws.str.extract(f"(?s)(?:{rules.time_prefix})(.*)", _groups(rules.time_prefix) + 1)
    except pl.exceptions.PolarsError:
        pattern = _compiled(rules.time_prefix)
        behind = pl.Series([_behind(pattern, raw) for raw in raws.to_list()], dtype=pl.String)
    return behind.str.slice(0, limit if limit > 0 else LOOKAHEAD)


def _groups(pattern: str) -> int:
    return int(_compiled(pattern).groups)


def _behind(pattern: regex.Pattern[str], raw: str) -> str | None:
    found = pattern.search(raw)
    return None if found is None else raw[found.end() :]
