"""The significance rule for arithmetic of decimal literals."""

from __future__ import annotations

import pytest

from harness.spl.session import run_search


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("8.250*0.2", "2"),
        ("8.250*0.20", "1.7"),
        ("8.250*0.200", "1.65"),
        ("6.30*0.4", "3"),
        ("6.30*0.40", "2.5"),
        ("1.25+1.1", "2.4"),
        ("1.25-1.1", "0.2"),
        ("-8.250*0.2", "-2"),
        ("9.0/4.00", "2.3"),
        ("(6.30*0.4)*1.00", "3"),
        ("8.250*exact(0.2)", "1.650"),
        ("exact(0.2)*8.250", "1.650"),
        ("6.30*exact(0.4)", "2.52"),
        ("8.250*exact(0.1+0.1)", "1.650"),
        ("1.50+exact(0.2)", "1.70"),
        ("exact(1.50)-exact(0.5)", "1"),
        ("9.00/exact(4)", "2.25"),
        ("8.250*exact(0.2)*0.20", "0.33"),
    ],
)
def test_decimals_round_to_the_less_precise_one(expression: str, result: str) -> None:
    """Products keep significant figures, sums decimal places."""
    assert run_search(f"| makeresults | eval r={expression}", now=0.0).rows[0]["r"] == result


@pytest.mark.parametrize(
    ("expression", "result"),
    [("10/4", "2.5"), ("1/3", "0.3333333333333333"), ("0.5*3", "1.5"), ("x*0.25", "2.0625"), ("2*3", "6")],
)
def test_integers_and_fields_are_exact(expression: str, result: str) -> None:
    """The rule is about decimals as written: an integer or a field takes no part in it."""
    assert run_search(f'| makeresults | eval x="8.250" | eval r={expression}', now=0.0).rows[0]["r"] == result


@pytest.mark.parametrize("expression", ["1.5/0.0", "1.0/0", "1.5%0.0"])
def test_a_division_by_zero_is_null(expression: str) -> None:
    """No rule makes a number of it."""
    assert "r" not in run_search(f"| makeresults | eval r={expression}", now=0.0).rows[0]
