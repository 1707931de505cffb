"""Text cases: what a search gives, written so that a detection engineer can write one.

A `.spltest` file holds cases one after the other:

    # Lines that start with one hash are comments.

    ## a multivalue matches if any member does
    source: Search Reference, "search"
    {"_time": 1700000000, "user": ["ann", "bob"]}
    {"_time": 1700000060, "user": "cid"}
    ====
    index=main user=bob | table user
    ----
    {"user": ["ann", "bob"]}

- The header lines `name: value` follow the title.  `source` is the page that decides the case and must be there.
  Optional: `now` (epoch seconds, 1700000000 unless said), `earliest` and `latest` (the dispatch window), `settings`
  (`name=value`, separated by spaces), `order: any`, `undecided` (in `undecided/`: the question a real Splunk answers).
- Lines such as `props [access] KV_MODE = none` declare settings of conf files (see `declared.py`).
- Above `====` stand the input rows, one JSON object a line: events of index `main`, or metric data points (objects
  with "metrics").  None for a search that makes its own rows.
- Below `----` stand the expected rows, one JSON object a line, or `no results`, or `error CODE`.  A line
  `message NAME` expects a message about that setting; every message about a setting must be expected.
- A field that starts with `_` is compared only if an expected row names it.  A missing field is null.

A case without expected lines fails; `pytest tests/cases --complete` writes what the engine gives into the file, for
its author to check.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from harness.errors import SplError
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import Sources
from harness.timerange import resolve_range
from tests.cases.declared import SETTING, knowledge_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADERS = frozenset({"source", "now", "earliest", "latest", "settings", "order", "undecided"})
NOW = 1700000000.0
Row = dict[str, Any]


class CaseError(Exception):
    """A case file that cannot be read, with file and line."""


@dataclass
class Case:
    """One case; `line` is where its title stands, `expected_at` the line range of its expected part (0-based)."""

    path: Path
    title: str
    line: int
    headers: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    spl: str = ""
    expected: list[str] = field(default_factory=list)
    expected_at: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Outcome:
    """What a search gave: rows, or the code of the error that it failed with, and the settings its messages name."""

    rows: list[Row]
    error: str | None
    messages: list[str]


def read_cases(path: Path) -> list[Case]:
    """Every case of a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [number for number, text in enumerate(lines) if text.startswith("## ")]
    return [_case(path, lines, start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _case(path: Path, lines: list[str], start: int, end: int) -> Case:
    case = Case(path, lines[start][3:].strip(), start + 1)
    marks = _marks(case, lines, start, end)
    for number in range(start + 1, marks[0]):
        _read_above(case, lines[number].strip(), number)
    case.spl = "\n".join(lines[marks[0] + 1 : marks[1]]).strip()
    body = [text for text in lines[marks[1] + 1 : end] if text.strip() and not text.startswith("# ")]
    case.expected = [text.strip() for text in body]
    case.expected_at = (marks[1] + 1, end)
    if "source" not in case.headers:
        raise CaseError(f"{path}:{case.line}: the case names no source")
    return case


def _marks(case: Case, lines: list[str], start: int, end: int) -> tuple[int, int]:
    found = [n for n in range(start, end) if lines[n].strip() in ("====", "----")]
    if [lines[n].strip() for n in found] != ["====", "----"]:
        raise CaseError(f"{case.path}:{case.line}: a case has one line ==== and below it one line ----")
    return found[0], found[1]


def _read_above(case: Case, text: str, number: int) -> None:
    if not text or text.startswith("# "):
        return
    if text.startswith("{"):
        case.rows.append(_json(case, text, number))
        return
    if SETTING.fullmatch(text):
        case.declared.append(text)
        return
    name, _, value = text.partition(":")
    if name not in HEADERS or name in case.headers:
        raise CaseError(f"{case.path}:{number + 1}: unknown or repeated header {name!r}")
    case.headers[name] = value.strip()


def _json(case: Case, text: str, number: int) -> Row:
    try:
        row = json.loads(text)
    except ValueError as problem:
        raise CaseError(f"{case.path}:{number + 1}: not JSON: {problem}") from problem
    if not isinstance(row, dict):
        raise CaseError(f"{case.path}:{number + 1}: a row is a JSON object")
    return row


def run(case: Case) -> Outcome:
    """What the embedded engine gives for a case."""
    try:
        results = _search(case)
    except SplError as error:
        return Outcome([], error.diagnostics[0].code, [])
    told = sorted({message.setting for message in results.messages if message.setting})
    return Outcome([dict(row) for row in results.rows], None, told)


def _search(case: Case) -> Results:
    now = float(case.headers.get("now", NOW))
    settings = Settings.of(dict(pair.split("=", 1) for pair in case.headers.get("settings", "").split()))
    window = resolve_range(case.headers.get("earliest"), case.headers.get("latest"), now, _zone(settings))
    sources = replace(sources_of(case.rows), knowledge=knowledge_of(case.declared))
    return run_search(case.spl, now=now, sources=sources, time_range=window, settings=settings)


def _zone(settings: Settings) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(settings.timezone)


def sources_of(rows: list[Row]) -> Sources:
    """Event and metric indexes that hold input rows."""
    from harness.store import EventStore, MetricStore

    events, metrics = EventStore(), MetricStore()
    events.add_events([row for row in rows if "metrics" not in row])
    metrics.add_points([{"index": "m", **row} for row in rows if "metrics" in row])
    return Sources(metrics=metrics, events=events)


def problems(case: Case, outcome: Outcome) -> Iterator[str]:
    """What is wrong with an outcome, one line each; nothing if the case passes."""
    if not case.expected:
        yield "the case expects nothing yet; run pytest tests/cases --complete and check what it writes"
        return
    said = [text.removeprefix("message ") for text in case.expected if text.startswith("message ")]
    if sorted(said) != outcome.messages:
        yield f"messages about settings: expected {sorted(said)}, got {outcome.messages}"
    rest = [text for text in case.expected if not text.startswith("message ")]
    if rest and rest[0].startswith("error "):
        if outcome.error != rest[0].removeprefix("error "):
            yield f"expected {rest[0]}, got {outcome.error or f'{len(outcome.rows)} rows'}"
        return
    if outcome.error:
        yield f"the search failed with {outcome.error}"
        return
    yield from _row_problems(case, [] if rest == ["no results"] else [json.loads(text) for text in rest], outcome.rows)


def _row_problems(case: Case, expected: list[Row], actual: list[Row]) -> Iterator[str]:
    internal = {name for row in expected for name in row if name.startswith("_")}
    shown = [{n: v for n, v in row.items() if not n.startswith("_") or n in internal} for row in actual]
    if case.headers.get("order") == "any":
        expected, shown = sorted(expected, key=_key), sorted(shown, key=_key)
    if len(expected) != len(shown):
        yield f"expected {len(expected)} rows, got {len(shown)}"
    for number, (want, got) in enumerate(zip(expected, shown, strict=False), 1):
        if want != got:
            yield f"row {number}: expected {_key(want)}, got {_key(got)}"


def _key(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def complete(case: Case, outcome: Outcome) -> None:
    """Writes an outcome into the case's file as its expected part."""
    lines = case.path.read_text(encoding="utf-8").split("\n")
    start, end = case.expected_at
    lines[start:end] = [*expected_lines(outcome), ""]
    case.path.write_text("\n".join(lines), encoding="utf-8")


def expected_lines(outcome: Outcome) -> list[str]:
    """The expected part that an outcome would satisfy."""
    told = [f"message {name}" for name in outcome.messages]
    if outcome.error:
        return [*told, f"error {outcome.error}"]
    rows = [{n: v for n, v in row.items() if not n.startswith("_")} for row in outcome.rows]
    return [*told, *(json.dumps(row, ensure_ascii=False) for row in rows)] if rows else [*told, "no results"]
