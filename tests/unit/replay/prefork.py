"""Runs replays in processes of their own, which can be killed; forks them, since starting Python anew takes longer.

Reads a job as a line of JSON, prints the id of its process, and when that has ended, how.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from harness.datasets import load_dataset
from harness.datasets.replay.batches import Limits
from harness.datasets.replay.delivery import Patience
from harness.datasets.replay.hec import Connection
from harness.datasets.replay.plan import ReplayOptions, make_plan
from harness.datasets.replay.running import Transport, replay
from harness.errors import HarnessError


def work(job: dict[str, Any]) -> int:
    """One run of a replay."""
    limits = Limits(lines=job["lines"])
    plan = make_plan(load_dataset(job["folder"]), ReplayOptions(now=1.8e9, marker=job["marker"], limits=limits))
    patience = Patience(100, 0.005, 0.05, ack_timeout_s=job["settle"], poll_s=0.02, settle_s=job["settle"])
    management = Connection(job["url"], "management", verify=False) if job["marker"] else None
    transport = Transport(
        Connection(job["url"], job["token"], verify=False, timeout_s=0.5),
        Path(job["journal"]),
        management,
        senders=job["senders"],
        window=job["window"],
        patience=patience,
    )
    try:
        replay(plan, transport)
    except HarnessError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return 3
    return 0


def main() -> None:
    """Serves until its input ends."""
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            status = 4
            try:
                status = work(json.loads(line))
            finally:
                os._exit(status)
        print(process, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
