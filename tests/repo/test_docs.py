"""Written and generated pages are in step with the code."""

from __future__ import annotations

import re
from pathlib import Path

from harness.cli._docs import generated_pages

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_current() -> None:
    """`make docs` would change nothing."""
    stale = [
        page.path.as_posix()
        for page in generated_pages(ROOT)
        if not page.path.is_file() or page.path.read_text(encoding="utf-8") != page.text
    ]
    assert stale == [], "run make docs"


def test_the_readme_names_real_make_targets() -> None:
    """Every `make x` of the README is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= targets
