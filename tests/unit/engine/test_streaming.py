"""streamstats against a plain model: for each row, the aggregates over the rows that it sees."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.data import Table, Value
from harness.spl.session import Results, run_search
from harness.spl.sources import EventScan, Sources

Row = dict[str, str | float]


@dataclass(frozen=True)
class Rows:
    """An event index that gives its rows as they are."""

    rows: list[Row]

    def event_indexes(self) -> list[str]:
        return ["main"]

    def scan_events(self, scan: EventScan) -> Table:
        listed: list[dict[str, Value]] = [{"index": "main", **row} for row in self.rows]
        return Table.from_rows(listed)


def run(command: str, rows: list[Row]) -> Results:
    return run_search(f"search index=main | {command}", now=0.0, sources=Sources(events=Rows(rows)))


ROWS = st.lists(
    st.fixed_dictionaries(
        {"n": st.integers(0, 5).map(str)},
        optional={"g": st.sampled_from(["a", "b"])},
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.booleans(), st.integers(0, 3), st.booleans(), st.booleans())
def test_windows_and_groups(rows: list[Row], current: bool, window: int, global_: bool, grouped: bool) -> None:
    """`current`, `window` and `global` in any combination, with and without BY."""
    options = f"current={current} window={window} global={global_}"
    results = run(f"streamstats {options} count, sum(n) as s, list(n) as l {'by g' if grouped else ''}", rows)
    for place, (row, got) in enumerate(zip(rows, results.rows, strict=True)):
        if grouped and "g" not in row:
            assert "count" not in got
            continue
        ordered = _reachable(rows, place, current, window, own=grouped and not global_)
        seen = [rows[i] for i in ordered if not grouped or rows[i].get("g") == row["g"]]
        _check(got, seen)


def _reachable(rows: list[Row], place: int, current: bool, window: int, *, own: bool) -> list[int]:
    """The rows that a window reaches: places in the table, or in the row's own group."""
    before = [i for i in range(place + current) if not own or rows[i].get("g") == rows[place].get("g")]
    return before[-window:] if window else before


def _check(got: dict[str, str | list[str]], seen: list[Row]) -> None:
    assert got["count"] == str(len(seen))
    assert got.get("s") == (str(sum(int(row["n"]) for row in seen)) if seen else None)
    members = [str(row["n"]) for row in seen]
    assert got.get("l") == (None if not members else members[0] if len(members) == 1 else members)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.booleans(), st.integers(1, 4), st.booleans())
def test_resets(rows: list[Row], current: bool, limit: int, before: bool) -> None:
    """A condition starts anew before its row, or behind it."""
    option = "reset_before" if before else "reset_after"
    results = run(f"streamstats current={current} {option}=(n>{limit}) count, sum(n) as s, list(n) as l", rows)
    start = 0
    for place, (row, got) in enumerate(zip(rows, results.rows, strict=True)):
        fires = int(row["n"]) > limit
        start = place if before and fires else start
        _check(got, rows[start : place + current])
        start = place + 1 if not before and fires else start


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from(["a", "b"])), min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(1, 12),
)
def test_time_windows(
    points: list[tuple[int, int, str]], falling: bool, current: bool, grouped: bool, seconds: int
) -> None:
    """A row sees the rows before it that are less than the window away, in either order of time."""
    ordered = sorted(points, key=lambda point: point[0], reverse=falling)
    rows: list[Row] = [{"_time": float(t), "n": str(n), "g": g} for t, n, g in ordered]
    by = "by g" if grouped else ""
    results = run(f"streamstats current={current} time_window={seconds}s count, sum(n) as s, list(n) as l {by}", rows)
    for place, (row, got) in enumerate(zip(rows, results.rows, strict=True)):
        near = [r for r in rows[: place + current] if abs(float(r["_time"]) - float(row["_time"])) < seconds]
        _check(got, [r for r in near if not grouped or r["g"] == row["g"]])


def test_helper_columns_do_not_show() -> None:
    """What the command needs for itself is gone from its results."""
    rows: list[Row] = [{"_time": 1.0, "n": "1"}, {"_time": 2.0, "n": "2"}]
    assert run("streamstats reset_after=(n=1) time_window=5s count", rows).fields == ["_time", "count", "index", "n"]
