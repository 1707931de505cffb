"""Searches that run too long, or that their caller stops."""

from __future__ import annotations

from itertools import count

import pytest

from harness.diagnostics import Diagnostic
from harness.errors import ConfigError, SearchRuntimeError
from harness.spl.session import run_search
from harness.spl.settings import Settings

MANY = '| makeresults count=200 | streamstats count as n | map maxsearches=200 search="| makeresults | eval n=$n$"'


def finding(error: SearchRuntimeError) -> Diagnostic:
    (found,) = error.diagnostics
    assert isinstance(found, Diagnostic)
    return found


def test_a_search_that_runs_too_long_is_stopped_at_a_place() -> None:
    with pytest.raises(SearchRuntimeError) as caught:
        run_search(MANY, now=0.0, settings={"timeout_s": 1e-9})
    found = finding(caught.value)
    assert found.code == "SPL570"
    assert found.source.text[found.span.start : found.span.end].startswith("makeresults")


def test_a_search_within_its_time_is_not_touched() -> None:
    assert len(run_search("| makeresults count=3", now=0.0, settings={"timeout_s": 60}).rows) == 3


def test_a_search_stops_when_its_caller_says_so_and_not_only_between_its_commands() -> None:
    asked = count()
    with pytest.raises(SearchRuntimeError) as caught:
        run_search(MANY, now=0.0, cancelled=lambda: next(asked) > 50)
    assert finding(caught.value).code == "SPL571"
    assert next(asked) < 60


def test_results_that_grow_too_large_are_stopped_at_the_command_that_made_them() -> None:
    with pytest.raises(SearchRuntimeError) as caught:
        run_search("| makeresults count=400000 | streamstats count as n", now=0.0, settings={"memory_mb": 2})
    found = finding(caught.value)
    assert found.code == "SPL572"
    assert found.source.text[found.span.start : found.span.end].startswith("streamstats")


def test_results_within_their_size_are_not_touched() -> None:
    assert len(run_search("| makeresults count=3", now=0.0, settings={"memory_mb": 2}).rows) == 3


@pytest.mark.parametrize("name", ["timeout_s", "memory_mb"])
@pytest.mark.parametrize("value", [0, -1, "soon", "nan", "inf"])
def test_a_limit_is_a_positive_number(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=name):
        Settings.of({name: value})
