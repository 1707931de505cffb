"""The pages of our codes: their examples have, and no longer have, the mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import CODES
from tests.unit.detections.sample import codes, content_of, findings

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [page for code, page in CODES.items() if code.startswith(("DET", "L0"))]
SHOWN = [page.code for page in PAGES if page.bad]


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_the_mistake(code: str, tmp_path: Path) -> None:
    """Put into a sound detection, the bad example is found."""
    without = ["rba"] if "risk_score" in CODES[code].bad else []
    assert code in codes(findings(content_of(tmp_path, CODES[code].bad, without=without)))


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_has_none(code: str, tmp_path: Path) -> None:
    """Put into a sound detection, the good example leaves it sound."""
    without = ["rba"] if "risk_score" in CODES[code].good else []
    assert [str(found) for found in findings(content_of(tmp_path, CODES[code].good, without=without))] == []


def test_most_pages_show_an_example() -> None:
    """Only mistakes that no single file can show go without."""
    assert {page.code for page in PAGES} - set(SHOWN) <= {f"DET{number}" for number in range(110, 117)}
