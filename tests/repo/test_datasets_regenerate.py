"""The committed datasets are what their scenarios say, byte for byte, and small."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from harness.datasets import generate_dataset, load_scenario, new_edges, truth_of, validate_dataset

ROOT = Path(__file__).parents[2] / "datasets"
SCENARIOS = sorted(ROOT.rglob("scenario.yml"))
MOST_BYTES = 300_000


def content(file: Path) -> bytes:
    """The bytes of a file, unpacked: zlib may pack the same content in other ways elsewhere."""
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data.replace(b"\r\n", b"\n")


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 10


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.parent.name)
def test_a_dataset_regenerates(scenario: Path, tmp_path: Path) -> None:
    """Every file beside the scenario is what the generator writes today."""
    folder = tmp_path / scenario.parent.name
    folder.mkdir()
    shutil.copy(scenario, folder)
    generate_dataset(folder)
    committed = {file.name: content(file) for file in scenario.parent.iterdir()}
    assert {file.name: content(file) for file in folder.iterdir()} == committed


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.parent.name)
def test_a_dataset_is_valid_and_small(scenario: Path) -> None:
    """A clone stays quick, and nobody edits data by hand."""
    assert validate_dataset(scenario.parent) == []
    assert sum(file.stat().st_size for file in scenario.parent.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.parent.name)
def test_the_truth_of_a_dataset_is_what_its_points_show(scenario: Path) -> None:
    """The plain model over the points finds the new edges that the declaration names."""
    declared = load_scenario(scenario)
    for window, found in truth_of(declared).new:
        widths = (window.now_ms - window.current_ms) / 1000, (window.current_ms - window.baseline_ms) / 1000
        model = new_edges(declared, window.now_ms / 1000, widths[0], sum(widths))
        assert model == {edge.key[:3] for edge in found if edge.key.protocol == "tcp"}
