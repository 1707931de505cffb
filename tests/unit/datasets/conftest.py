"""A small dataset on disk for the tests of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.datasets import Dataset, generate_dataset

if TYPE_CHECKING:
    from pathlib import Path

SCENARIO = """description: a cart that begins to talk to the database
mitre_technique: [T1204]
anchor: 2024-10-17T12:00:00Z
seed: 5
metrics: [tcp.packets, tcp.bytes]
clusters:
  prod: {namespaces: {shop: {cart: , web: }, data: {db: }}}
edges:
  - {from: web, to: cart, every: 1d}
  - {from: cart, to: db, appears: -20m}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a scenario and nothing else."""
    home = tmp_path / "datasets" / "small"
    home.mkdir(parents=True)
    (home / "scenario.yml").write_text(SCENARIO, encoding="utf-8", newline="\n")
    return home


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    """The dataset that the scenario gives."""
    return generate_dataset(folder)
