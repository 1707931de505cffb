"""How long `harness validate` takes for each file of a large repository: cold, warm, after one edit, and formatting.

The goals are 3 ms a file at first, 0.5 ms with a warm cache, start-up included.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "escu"
ROUNDS = 3
VERB = ["-c", "import sys; from harness.cli import main; main()"]


def seconds_of(cache: Path, *arguments: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """The shortest wall and processor time of a whole process over a few rounds; its exit code may be 1."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    best = (float("inf"), float("inf"))
    for _ in range(rounds):
        started, before = time.perf_counter(), os.times()
        done = subprocess.run([sys.executable, *VERB, *arguments], cwd=ROOT, env=environment, capture_output=True)
        after = os.times()
        assert done.returncode in (0, 1), done.stderr.decode()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        best = min(best[0], time.perf_counter() - started), min(best[1], used)
    return best


def test_validate() -> None:
    """The corpus, whole."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not beside the repository")
    with TemporaryDirectory() as folder:
        content, cache = Path(folder) / "content", Path(folder) / "cache"
        shutil.copytree(CORPUS, content)
        files = sum(1 for path in content.rglob("*.yml"))
        one = next(iter(sorted((content / "detections").rglob("*.yml"))))
        shown = {
            "cold, no cache (at most 3)": seconds_of(cache, "validate", "--no-cache", str(content)),
            "warm (at most 0.5)": seconds_of(cache, "validate", str(content)),
            "one file edited": min(edited(one, cache, content) for _ in range(ROUNDS)),
            "fmt --check": seconds_of(cache, "fmt", "--check", str(content)),
        }
    print(f"\n{files} files")
    for name, (wall, processor) in shown.items():
        print(f"{name}: {wall / files * 1000:.2f} ms a file ({processor / files * 1000:.2f} ms of processor time)")


def edited(path: Path, cache: Path, content: Path) -> tuple[float, float]:
    """The time of the first run after an edit of one detection."""
    text = path.read_text(encoding="utf-8")
    newer = re.sub(r"(?m)^version: (\d+)", lambda match: f"version: {int(match[1]) + 1}", text)
    path.write_text(newer, encoding="utf-8")
    return seconds_of(cache, "validate", str(content), rounds=1)
