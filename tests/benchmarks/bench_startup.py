"""What a user waits for before anything happens, as ratios against `import polars` in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 7
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Our code is compiled once, as Polars was when it was installed."""


def seconds_of(*arguments: str) -> float:
    """The shortest wall time of a whole process."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, env=ENVIRONMENT)
        best = min(best, time.perf_counter() - started)
    return best


def test_startup() -> None:
    """`harness --help` and `harness test` of one detection against `import polars`."""
    run = ["-c", "import sys; from harness.cli import main; main()"]
    polars = seconds_of("-c", "import polars")
    shown = {
        "harness --help (at most 0.6)": seconds_of(*run, "--help"),
        "harness test of one detection (at most 2.5)": seconds_of(*run, "test", "cloud/kubernetes_newly_seen_tcp_edge"),
    }
    print(f"\nimport polars: {polars * 1000:.0f} ms")
    for name, seconds in shown.items():
        print(f"{name}: {seconds / polars:.2f} times ({seconds * 1000:.0f} ms)")
