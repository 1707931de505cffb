"""Commands of the Machine Learning Toolkit: read, printed, refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import SplUnsupportedError
from harness.spl.contract import COMMANDS
from harness.spl.parsing import parse
from harness.spl.session import run_search

SEARCHES = (
    'index=main | fit DensityFunction calls by "user,HourOfDay" into cloud_calls_v1 dist=norm show_density=true',
    "index=main | fit LinearRegression y from x1 x2 into m",
    "index=main | fit StandardScaler a* into s as scaled | fit PCA SS_* k=2",
    'index=main | apply m threshold=0.005 | rename "IsOutlier(n)" as isOutlier',
    "index=main | score accuracy_score actual against predicted",
    "index=main | sample ratio=0.1 seed=7 by host",
    "| summary m",
    "| listmodels",
    "| deletemodel m",
)


@pytest.mark.parametrize("text", SEARCHES)
def test_it_is_read_and_printed(text: str) -> None:
    pipeline = parse(text)
    assert parse(str(pipeline)) == pipeline


@pytest.mark.parametrize("text", SEARCHES)
def test_it_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(SplUnsupportedError) as caught:
        run_search(text, now=0.0)
    found: Any = caught.value.diagnostics[0]
    assert found.code == "SPL900"
    assert "Machine Learning Toolkit" in found.help


def test_every_command_that_is_refused_says_why() -> None:
    """What is not executed here names a reason of its own."""
    silent = [
        command.keyword
        for command in COMMANDS.all()
        if "execute" not in _methods(command) and "generate" not in _methods(command) and not command.refusal
    ]
    assert silent == []


def _methods(command: type[Any]) -> set[str]:
    return {name for cls in command.__mro__ if cls.__name__ != "Command" for name in vars(cls)}
