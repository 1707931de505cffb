"""The pages of our codes: their examples have, and no longer have, the mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.detections.lint import checks
from harness.detections.linting import lint
from harness.diagnostics import CODES, Diagnostic
from harness.timerange import FixedClock
from tests.unit.detections.sample import NOW, codes, content_of, findings

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [page for code, page in CODES.items() if code.startswith(("DET1", "L0"))]
SHOWN = [page.code for page in PAGES if page.bad]
ADVICE = {code for check in checks() if check.is_advice for code in check.codes} | {"L090", "L091"}


def found_in(text: str, tmp_path: Path) -> list[Diagnostic]:
    """What lint finds in a sound detection with these parts in the place of its own."""
    without = ["rba"] if "risk_score" in text else []
    return lint(content_of(tmp_path, text, without=without), clock=FixedClock(NOW))


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_the_mistake(code: str, tmp_path: Path) -> None:
    """Put into a sound detection, the bad example is found."""
    assert code in codes(found_in(CODES[code].bad, tmp_path))


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_has_none(code: str, tmp_path: Path) -> None:
    """Put into a sound detection, the good example leaves it sound; notes about other things may stay."""
    found = found_in(CODES[code].good, tmp_path)
    assert [str(each) for each in found if each.code == code or each.severity != "note"] == []


@pytest.mark.parametrize("code", [code for code in SHOWN if code not in ADVICE])
def test_validate_finds_mistakes(code: str, tmp_path: Path) -> None:
    """Whatever is no advice is found by validate as well."""
    without = ["rba"] if "risk_score" in CODES[code].bad else []
    assert code in codes(findings(content_of(tmp_path, CODES[code].bad, without=without)))


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_validate_gives_no_advice(code: str, tmp_path: Path) -> None:
    """What a search costs is told by lint only."""
    assert code not in codes(findings(content_of(tmp_path, CODES[code].bad)))


def test_most_pages_show_an_example() -> None:
    """Only mistakes that no single file can show go without."""
    assert {page.code for page in PAGES} - set(SHOWN) <= {f"DET{number}" for number in range(110, 117)}
