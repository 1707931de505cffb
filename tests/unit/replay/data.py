"""Small datasets of numbered points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.datasets import Dataset, load_dataset

ANCHOR = 1_700_000_000
MANIFEST = """author: someone
id: 0a1b2c3d-7d9c-5afb-ac51-99dffb007449
date: '2024-10-17'
description: numbered points
environment: a test
index: metrics
anchor: {anchor}
datasets:
- {{name: points, path: {path}, source: sim, sourcetype: stash, kind: {kind}, points: {count}}}
"""


def point(number: int, **fields: Any) -> dict[str, Any]:
    """One point, a second after the one before."""
    named = {"metric_name": "m", "_value": number, "point": str(number), **fields}
    return {"time": ANCHOR - 1000 + number, "event": "metric", "index": "metrics", "fields": named}


def write_dataset(folder: Path, lines: list[str], kind: str = "metrics", path: str = "points.jsonl") -> Dataset:
    """A dataset of these lines."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    manifest = MANIFEST.format(anchor=ANCHOR, path=path, kind=kind, count=len(lines))
    (folder / "dataset.yml").write_text(manifest, encoding="utf-8")
    return load_dataset(folder)


def numbered(folder: Path, count: int) -> Dataset:
    """A dataset of points 0 to count - 1."""
    return write_dataset(folder, [json.dumps(point(number)) for number in range(count)])
