"""How fast searches are: a typical detection, a thousand different ones, and how time grows with rows."""

from __future__ import annotations

import random
import time
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from harness.data import Column, Table
from harness.spl.session import parse, run_search
from harness.spl.sources import Sources
from harness.store import EventStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.sources import EventScan

NOW = 1_729_166_400.0
ROUNDS = 15
SIZES = (125_000, 250_000, 500_000, 1_000_000)
DETECTION = """
| tstats count min(_time) as firstTime max(_time) as lastTime from datamodel=Endpoint.Processes
  where Processes.process_name=cmd.exe Processes.process="*/c whoami*"
  by Processes.dest Processes.user Processes.parent_process_name Processes.process_name Processes.process
| rename Processes.* as *
| convert timeformat="%Y-%m-%dT%H:%M:%S" ctime(firstTime) ctime(lastTime)
| where count > 0
"""
GROWING = {
    "stats by": "stats count avg(n) by user",
    "eventstats": "eventstats avg(n) as mean by user",
    "streamstats": "streamstats window=5 sum(n) as s by user",
    "dedup": "dedup user host",
    "sort": "sort 0 - n user",
    "join": 'join user [| makeresults count=1000 | streamstats count as k | eval user="u".k, team=k%7]',
    "transaction": "transaction user maxevents=20",
}


def seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """The median time of one call."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[rounds // 2]


class Prepared:
    """Events that are a table already, newest first."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def event_indexes(self) -> list[str]:
        return ["main"]

    def scan_events(self, scan: EventScan) -> Table:
        return self.table


@cache
def prepared(height: int) -> Table:
    draw = random.Random(7)
    values: dict[str, list[Any]] = {
        "_time": [NOW - i for i in range(height)],
        "index": ["main"] * height,
        "user": [f"u{draw.randrange(1000)}" for _ in range(height)],
        "host": [f"h{draw.randrange(50)}" for _ in range(height)],
        "n": [draw.random() for _ in range(height)],
    }
    return Table({name: Column.of(column) for name, column in values.items()})


def processes(count: int) -> EventStore:
    draw = random.Random(7)
    names = ("cmd.exe", "powershell.exe", "svchost.exe", "chrome.exe")
    return EventStore().add_events(
        {
            "_time": NOW - i,
            "tag": ["process", "report"],
            "dest": f"ws{draw.randrange(200)}",
            "user": f"u{draw.randrange(300)}",
            "parent_process_name": draw.choice(names),
            "process_name": draw.choice(names),
            "process": draw.choice(("cmd.exe /c whoami", "cmd.exe /c dir", "run.exe")),
        }
        for i in range(count)
    )


def test_a_typical_detection() -> None:
    """10,000 events: at most 10 ms warm."""
    sources = Sources(events=processes(10_000))
    pipeline = parse(DETECTION)

    def work() -> int:
        return len(run_search(pipeline, now=NOW, sources=sources).rows)

    assert work() > 0
    print(f"\na detection over 10,000 events: {seconds(work, ROUNDS) * 1000:.1f} ms (at most 10)")


def test_a_thousand_detections() -> None:
    """A thousand different searches over little data in one process: at most 10 s."""
    sources = Sources(events=processes(100))
    searches = [DETECTION.replace("whoami", f"word{i}").replace("> 0", f"> {i}") for i in range(1000)]
    taken = seconds(lambda: [run_search(spl, now=NOW, sources=sources).rows for spl in searches])
    print(f"\n1,000 detections: {taken:.1f} s (at most 10)")


@pytest.mark.parametrize("name", GROWING)
def test_growth(name: str) -> None:
    """Time over four sizes, each twice the one before: about twice the time."""
    taken = []
    for size in SIZES:
        sources = Sources(events=Prepared(prepared(size)))
        pipeline = parse(f"index=main | {GROWING[name]}")
        taken.append(seconds(partial(run_search, pipeline, now=NOW, sources=sources)))
    growth = [later / earlier for earlier, later in pairwise(taken)]
    curve = ", ".join(f"{size // 1000}k {each:.2f} s" for size, each in zip(SIZES, taken, strict=True))
    print(f"\n{name}: {curve}; each step {', '.join(f'{each:.1f}' for each in growth)} times")
