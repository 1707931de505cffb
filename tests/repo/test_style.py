"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "harness").rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
OUTER_DOORS = {"harness/cli/__init__.py"}
"""Files that may catch every exception; design: only the three outer doors."""


@cache
def _trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]


def test_files_are_short() -> None:
    """A file of the package has fewer than 400 lines."""
    long = {
        path.name: count for path in SOURCES if (count := path.read_text(encoding="utf-8").count("\n")) >= LONGEST_FILE
    }
    assert long == {}


def test_functions_are_short() -> None:
    """A function has at most 50 lines, docstring included."""
    long = {
        f"{path.name}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and path.parent.name != "cli"  # a verb's options are its body
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_no_handler_swallows_every_exception() -> None:
    """`except Exception` stands nowhere but at the outer doors."""
    broad = [
        f"{path.name}:{node.lineno}"
        for path, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        and path.relative_to(ROOT).as_posix() not in OUTER_DOORS
    ]
    assert broad == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    """No room but timerange reads the clock; measuring durations is not asking for the time."""
    asking = re.compile(r"\btime\.time\(|datetime\.now\(|datetime\.utcnow\(|date\.today\(")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if "timerange" not in path.parts and asking.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    """Committed files hold no path of the machine they were written on and no host of a package registry."""
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    pattern = re.compile(
        r"(^|[\s\"'=(])/(work|farm|root|home/\w+)/|pypi"
        r"\.org|python"
        r"hosted\.org|registry\.npm"
        "js|deb\\.debian"
    )
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".gz", ".parquet", ".png") or not path.is_file():
            continue
        if pattern.search(path.read_text(encoding="utf-8", errors="replace")):
            found.append(name)
    assert found == []
