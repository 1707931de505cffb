"""What importing the package costs, and what reading a dataset does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import harness.datasets

if TYPE_CHECKING:
    from harness.datasets import Dataset

HEAVY = {"numpy", "polars", "hypothesis", "jsonschema", "yaml", "rich"}
MAKERS = ("scenario", "generat", "truth", "topology", "timeline", "checking", "writing", "model", "hashing")
"""How the modules that make or check data begin; a test that reads a dataset needs none of them."""


def imported(code: str) -> set[str]:
    """The modules that are there after running some code in a process of its own."""
    script = f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(found.stdout))


def makers(modules: set[str]) -> list[str]:
    return sorted(name for name in modules if name.startswith(tuple(f"harness.datasets.{maker}" for maker in MAKERS)))


def test_importing_datasets_imports_nothing_heavy() -> None:
    """A dataset can be found and described in `--help` without numbers, columns or strategies."""
    assert imported("import harness.datasets, harness.datasets.manifest, harness.datasets.stores") & HEAVY == set()


def test_the_makers_of_data_are_modules() -> None:
    """The names above are names of modules, so that the test below can fail."""
    found = makers({f"harness.datasets.{path.stem}" for path in Path(harness.datasets.__file__).parent.iterdir()})
    assert {name.removeprefix("harness.datasets.")[:5] for name in found} == {maker[:5] for maker in MAKERS}


def test_reading_a_dataset_imports_nothing_that_makes_one(dataset: Dataset) -> None:
    """Tests of detections start without scenarios, generators, ground truth and checks."""
    code = "from harness.datasets import Dataset, find_dataset, load_dataset, metric_store"
    found = imported(f"{code}\nassert len(metric_store(load_dataset({str(dataset.folder)!r}))) == 68")
    assert "harness.datasets.stores" in found
    assert makers(found) == []


@pytest.mark.parametrize("name", harness.datasets.__all__)
def test_each_public_name_has_a_home(name: str) -> None:
    """What `__all__` promises can be imported, and is what it is called."""
    assert getattr(harness.datasets, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        harness.datasets.nothing  # noqa: B018
