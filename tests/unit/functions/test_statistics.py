"""Statistical functions: names, parameters and refusals."""

from __future__ import annotations

import re

import pytest

from harness.data import Column
from harness.errors import SplArgumentError, SplUnsupportedError
from harness.spl.contract import STATS_FUNCTIONS, StatsCall, StatsFunction
from harness.spl.session import run_search
from harness.spl.settings import Settings

MSTATS_FUNCTIONS = {
    "avg", "count", "max", "median", "min", "perc", "upperperc", "range", "stdev", "stdevp", "sum", "sumsq", "var",
    "varp", "earliest", "earliest_time", "latest", "latest_time", "rate", "rate_avg", "rate_sum",
}  # fmt: skip


def test_mstats_has_the_documented_functions() -> None:
    """Those of the mstats page, no others."""
    assert {function.name for function in STATS_FUNCTIONS.all() if function.in_mstats} == MSTATS_FUNCTIONS


@pytest.mark.parametrize(
    ("name", "function", "parameter"),
    [
        ("perc95", "perc", "95"),
        ("p5", "perc", "5"),
        ("perc99.9", "perc", "99.9"),
        ("exactperc0", "exactperc", "0"),
        ("upperperc100", "upperperc", "100"),
        ("perc101", None, None),
        ("perc", None, None),
        ("p1000", None, None),
    ],
)
def test_a_percentage_in_a_name_is_from_0_to_100(name: str, function: str | None, parameter: str | None) -> None:
    """Exactly one function takes the name, with its number, or none does."""
    matches = [
        (each.name, match[1])
        for each in STATS_FUNCTIONS.all()
        if each.pattern and (match := re.fullmatch(each.pattern, name))
    ]
    assert matches == ([(function, parameter)] if function else [])


def test_a_percentile_without_its_percentage_is_refused() -> None:
    """perc(x) says nothing."""
    perc = STATS_FUNCTIONS.find("perc")
    assert perc is not None
    with pytest.raises(SplArgumentError, match="percentage"):
        perc().aggregate(StatsCall(Column.of(["1"]), None, None, Settings()))


@pytest.mark.parametrize("function", [f for f in STATS_FUNCTIONS.all() if f.refusal], ids=lambda f: f.name)
def test_a_refused_function_says_why(function: type[StatsFunction]) -> None:
    """Splunk has it, so it is known; the engine does not compute it, so it never gives a result."""
    with pytest.raises(SplUnsupportedError, match=re.escape(function.refusal)):
        function().aggregate(StatsCall(Column.of(["1"]), None, None, Settings()))


def test_list_takes_as_many_values_as_its_limit_says() -> None:
    """list_maxsize counts members."""
    settings = Settings.of({"limits": {"list_maxsize": 2}})
    search = '| makeresults | eval x=split("c,a,b", ",") | stats list(x) AS r'
    assert run_search(search, now=0.0, settings=settings).rows == [{"r": ["c", "a"]}]


def test_rows_without_time_have_no_earliest() -> None:
    """earliest and latest pass over rows without _time."""
    search = '| makeresults | eval x="a" | fields - _time | stats count earliest(x) latest_time(x)'
    assert run_search(search, now=0.0).rows == [{"count": "1"}]


def test_a_counter_that_starts_again_still_grows() -> None:
    """rate counts what came after a counter fell back to zero."""
    search = (
        '| makeresults | eval x=split("10,20,4,8", ",") | mvexpand x | streamstats count AS _time | stats rate(x) AS r'
    )
    assert run_search(search, now=0.0).rows == [{"r": "6"}]
