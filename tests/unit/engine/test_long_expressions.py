"""Expressions of many operands side by side give what shorter ones would."""

from __future__ import annotations

import pytest

from harness.errors import SplUnsupportedError
from harness.spl.session import run_search


def _value(expression: str) -> object:
    return run_search(f'| makeresults | eval a="q", b=2, r={expression}', now=0.0).rows[0].get("r")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("+".join(["1"] * 1_000), "1000"),
        ("-".join(["b"] * 1_000), "-1996"),
        ("*".join(["1"] * 999 + ["b"]), "2"),
        ("1024" + "/b" * 10 + "*1" * 200, "1"),
        (".".join(["a"] * 1_000), "q" * 1_000),
        ("+".join(["b"] * 100 + ['"x"'] + ["b"] * 3), "200x222"),
        ('"x"' + "+b" * 100, "x" + "2" * 100),
        ("1.5" + "+0.25" * 999, "301.2"),
        ("exact(1.5" + "+0.25" * 999 + ")", "251.25"),
        ("missing" + "+1" * 200, None),
        ("if(" + " XOR ".join(["b=2"] * 999) + ', "odd", "even")', "odd"),
        ("if(" + " OR ".join(["b=3"] * 999 + ["b=2"]) + ', "one", "none")', "one"),
        ("(" + "+".join(["1"] * 100) + ")*" + "*".join(["1"] * 100), "100"),
    ],
    ids=lambda text: str(text)[:12],
)
def test_a_long_row_has_its_value(expression: str, value: str | None) -> None:
    assert _value(expression) == value


@pytest.mark.parametrize("row", [("1.50", "+", "0.25"), ("b", "-", "1"), ("a", ".", "b"), ("b", "*", "0.5")])
def test_the_length_at_which_a_row_becomes_one_node_is_not_seen(row: tuple[str, str, str]) -> None:
    """What `n` operands give and one operand more, written around them, is what `n + 1` operands give."""
    first, operator, other = row
    for count in (62, 63, 64, 65, 66):
        short = first + f"{operator}{other}" * count
        assert _value(f"({short}){operator}{other}") == _value(f"{short}{operator}{other}")


def test_an_expression_over_aggregations_wants_a_split_field() -> None:
    """So the page says."""
    with pytest.raises(SplUnsupportedError, match="split field"):
        run_search("| makeresults | timechart eval(avg(a) * 2) as x", now=0.0)
