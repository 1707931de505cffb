"""Replays that are killed at any moment, against a sink that goes wrong: every point is there exactly once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest

from tests.unit.replay.data import numbered
from tests.unit.replay.sink import TOKEN, Faults, Sink

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")
ROOT = Path(__file__).parents[3]
POINTS = 40
SETTLE_S = 0.4
DECIDABLE = {
    "reset before": 0.05,
    "reset halfway": 0.05,
    "busy": 0.08,
    "full": 0.05,
    "loses the answer": 0.08,
    "fails afterwards": 0.04,
    "swallows": 0.03,
}
"""What acknowledgement alone can tell apart."""
COUNTABLE = {**DECIDABLE, "dies in the middle": 0.06, "slow answer": 0.01}
"""What takes a count."""


class Prefork:
    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("prefork.py"))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin: IO[str] = self.process.stdin
        self.stdout: IO[str] = self.process.stdout

    def run(self, job: dict[str, Any], moment: Callable[[], None] | None = None) -> int:
        self.stdin.write(json.dumps(job) + "\n")
        self.stdin.flush()
        child = int(self.stdout.readline())
        if moment is not None:
            moment()
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self.stdout.readline())


@pytest.fixture(scope="module")
def prefork() -> Iterator[Prefork]:
    server = Prefork()
    with server.stdin, server.stdout:
        yield server
        server.stdin.close()
        server.process.wait(10)


def job_of(tmp_path: Path, sink: Sink, drawn: random.Random, *, counts: bool) -> dict[str, Any]:
    return {
        "folder": str(tmp_path / "data"),
        "url": sink.url,
        "token": TOKEN,
        "journal": str(tmp_path / "journal"),
        "lines": drawn.choice((2, 5, 10)),
        "marker": "mark" if counts else None,
        "senders": drawn.choice((1, 2, 4)),
        "window": drawn.choice((4, 8, 16)),
        "settle": SETTLE_S,
    }


def wait_for_moment(sink: Sink, drawn: random.Random) -> None:
    """Until some more requests have come, so that kills fall on all stages and not on the start alone."""
    target, deadline = sink.requests + drawn.randint(1, 15), time.monotonic() + 1.5
    while sink.requests < target and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(drawn.random() * drawn.choice((0.0, 0.005, 0.05)))


def test_every_point_arrives_exactly_once(killed_run: int, prefork: Prefork, tmp_path: Path) -> None:
    """Even runs count by marker, with one yes for an id as Splunk has it; odd ones have no count, and a yes stays."""
    drawn = random.Random(killed_run)
    counts = killed_run % 2 == 0
    faults = Faults(
        COUNTABLE if counts else DECIDABLE,
        ack_delay_s=drawn.choice((0.0, 0.02, 0.15)),
        ack_failures=0.1,
        says_yes_once=counts,
        slow_s=0.7,
    )
    numbered(tmp_path / "data", POINTS)
    with Sink(faults, seed=killed_run) as sink:
        job = job_of(tmp_path, sink, drawn, counts=counts)
        killed = [prefork.run(job, lambda: wait_for_moment(sink, drawn)) for _ in range(drawn.randint(1, 3))]
        assert set(killed) <= {0, -signal.SIGKILL}
        (tmp_path / "killed").write_text(str(killed), encoding="utf-8")
        assert prefork.run(job) == 0
        wrong = {str(n): sink.points[str(n)] for n in range(POINTS) if sink.points[str(n)] != 1}
        assert wrong == {}
        assert len(sink.points) == POINTS
