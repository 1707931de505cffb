"""What importing the package costs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "polars", "hypothesis", "jsonschema", "yaml", "rich")


def test_importing_datasets_imports_nothing_heavy() -> None:
    """A dataset can be found and described in `--help` without numbers, columns or strategies."""
    code = f"import sys, harness.datasets; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
