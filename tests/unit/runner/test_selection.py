"""Which tests run."""

from __future__ import annotations

import pytest

from harness.errors import ConfigError
from harness.runner.run import worker_count
from harness.runner.selection import keyword_matcher


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("edge", True),
        ("not edge", False),
        ("edge and boundary", True),
        ("edge and not boundary", False),
        ("udp or boundary", True),
        ("(udp or tcp) and boundary", False),
        ("NEW EDGE", True),
        ("edge new", False),
    ],
)
def test_keywords(expression: str, chosen: bool) -> None:
    """`-k` takes words, phrases, and, or, not and parentheses, in any letter case."""
    assert keyword_matcher(expression)("a new edge at the boundary") is chosen


@pytest.mark.parametrize("expression", ["", "and", "a or", "(a", "a)", "not"])
def test_malformed_keywords_are_refused(expression: str) -> None:
    """A `-k` that cannot be read is an error, never an empty selection."""
    with pytest.raises(ConfigError, match="-k"):
        keyword_matcher(expression)


def test_worker_count() -> None:
    """`-n` takes a number or auto."""
    assert worker_count("3") == 3
    assert worker_count("auto") >= 1
    with pytest.raises(ConfigError, match="-n"):
        worker_count("many")
