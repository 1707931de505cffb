"""Every example in the documentation of a command or function runs and gives what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from harness.errors import SplError
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Example
from harness.spl.session import run_search


def _examples() -> Iterator[Any]:
    for registry, key in ((COMMANDS, "keyword"), (EVAL_FUNCTIONS, "name"), (STATS_FUNCTIONS, "name")):
        for construct in registry.all():
            for number, example in enumerate(construct.documentation.examples, 1):
                yield pytest.param(example, id=f"{getattr(construct, key)}-{number}")


@pytest.mark.parametrize("example", list(_examples()))
def test_an_example_gives_what_it_says(example: Example) -> None:
    """Rows are compared where the example shows them; one without may need data or a command that is not executed."""
    if example.rows is None:
        assert _refusals(example.spl) <= {"SPL305", "SPL900"}
        return
    results = run_search(example.spl, now=1700000000.0)
    shown = {name for row in example.rows for name in row}
    actual = [{n: v for n, v in row.items() if n in shown or n[0] != "_"} for row in results.rows]
    assert actual == [dict(row) for row in example.rows]


def _refusals(spl: str) -> set[str]:
    try:
        run_search(spl, now=1700000000.0)
    except SplError as error:
        return {finding.code for finding in error.diagnostics}
    return set()
