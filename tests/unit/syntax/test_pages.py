"""The pages of SPL's codes tell the truth."""

from __future__ import annotations

import pytest

from harness.diagnostics.codes import CODES, CodePage
from harness.errors import SplError
from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition

RUNNING = ("SPL305", "SPL310")
"""Names that are looked for when a search runs."""
SYNTAX = [
    page
    for code, page in CODES.items()
    if (code[:4] in ("SPL0", "SPL1", "SPL3", "SPL4") or "SPL200" < code < "SPL210") and code not in RUNNING
]
MACROS: dict[str, MacroDefinition | str] = {
    "known_macro": "search *",
    "circle": "`back`",
    "back": "`circle`",
    "a_lot": "`m0`",
    **{f"m{i}": f"`m{i + 1}`" * 10 for i in range(9)},
    "m9": "x",
    "at_most_ten(1)": MacroDefinition(
        "at_most_ten(1)", "$n$", ("n",), validation="isnum($n$) AND $n$<=10", errormsg="a number up to 10 is needed"
    ),
    "doubled(1)": MacroDefinition("doubled(1)", "tostring($n$*2)", ("n",), is_eval=True),
    "doubled_number(1)": MacroDefinition("doubled_number(1)", "$n$*2", ("n",), is_eval=True),
}


def codes_of(text: str) -> list[str]:
    try:
        return [finding.code for finding in parse(text, macros=MACROS).warnings]
    except SplError as error:
        return [finding.code for finding in error.diagnostics]


@pytest.mark.parametrize("page", SYNTAX, ids=lambda page: page.code)
def test_the_examples_of_a_page(page: CodePage) -> None:
    """The bad one has the mistake, the good one none."""
    if page.bad:
        assert page.code in codes_of(page.bad)
    if page.good:
        assert codes_of(page.good) == []


def test_most_pages_have_examples() -> None:
    assert sum(bool(page.bad) for page in SYNTAX) > 40
