"""`harness.search` and the window of a dispatch: what makes no sense is refused with a sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from harness.backends.contract import SearchData, SearchRequest
from harness.backends.dispatch import dispatch_window
from harness.backends.embedded import EmbeddedBackend
from harness.backends.python_api import search
from harness.cli._searching import SearchInputs, run_inputs
from harness.diagnostics import Diagnostic, SourceText
from harness.errors import ConfigError, DatasetError
from harness.spl.settings import Settings
from harness.timerange import ALL_TIME, TimeRange

SPL = "| makeresults"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"now": "garbage"}, "now is 'garbage': give epoch seconds"),
        ({"now": datetime(2024, 10, 17, tzinfo=UTC)}, "now is datetime"),
        ({"now": float("nan")}, "now is nan"),
        ({"earliest": [1]}, r"earliest is \[1\]: give a time modifier or epoch seconds"),
        ({"metrics": 5}, "metrics is 5: give dicts"),
        ({"events": 5}, "events is 5: give dicts"),
        ({"lookups": {"a": 5}}, "the lookup a is 5: give dicts"),
        ({"lookups": {"a": ["x"]}}, "the lookup a has the row 'x': give dicts"),
        ({"spl": None}, "the search is None: give its SPL as text"),
    ],
)
def test_an_argument_of_another_kind_is_refused(given: dict[str, Any], sentence: str) -> None:
    """Each is named with its value."""
    with pytest.raises(ConfigError, match=sentence):
        search(**{"spl": SPL, **given})


@pytest.mark.parametrize("name", ["metrics", "events"])
def test_a_row_that_is_no_mapping_is_wrong_data(name: str) -> None:
    """The diagnostic names the row by its place."""
    rows: Any = {name: ["x"]}
    with pytest.raises(DatasetError) as caught:
        search(SPL, **rows)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message, found.source.name) == ("DS152", '"x" is not an object', f"{name}[0]")


def test_a_window_that_ends_before_it_starts_is_refused_everywhere() -> None:
    """From Python, from the command line and by the embedded engine."""
    sentence = "earliest now is after latest -1h"
    inputs = SearchInputs((), (), (), None, (), None, None, "now", "-1h", ())
    request = SearchRequest(SourceText("a", SPL), 100.0, SearchData(), earliest="now", latest="-1h")
    with pytest.raises(ConfigError, match=sentence):
        search(SPL, earliest="now", latest="-1h")
    with pytest.raises(ConfigError, match=sentence):
        run_inputs(SourceText("<search>", SPL), inputs)
    with pytest.raises(ConfigError, match=sentence):
        EmbeddedBackend().run(request)


def test_windows() -> None:
    """An empty window is one; a start in the future without an end is none."""
    assert dispatch_window(10, 10, 100, Settings()) == TimeRange(10, 10)
    assert dispatch_window(None, None, 100, Settings()) == ALL_TIME
    with pytest.raises(ConfigError, match="earliest 10 is after latest 5"):
        dispatch_window(10, 5, 100, Settings())
    with pytest.raises(ConfigError, match="earliest 200 is after latest now"):
        dispatch_window(200, None, 100, Settings())


def test_places_as_dicts_answer_iplocation() -> None:
    places = [{"network": "192.0.2.0/24", "City": "Lima", "lat": -12.05}]
    found = search('| makeresults | eval ip="192.0.2.7" | iplocation ip | table City lat', places=places, now=0)
    assert found.rows == [{"City": "Lima", "lat": "-12.05"}]


def test_a_place_without_a_network_is_refused() -> None:
    with pytest.raises(ConfigError, match="network"):
        search("| makeresults", places=[{"City": "Lima"}], now=0)


def test_macros_of_the_platforms_apps_are_there_and_give_way() -> None:
    spl = "| makeresults | eval A.b=1, t=0 | fields - _time | `drop_dm_object_name(A)` | `security_content_ctime(t)`"
    assert search(spl, now=0).rows == [{"b": "1", "t": "1970-01-01T00:00:00"}]
    given = {"security_content_ctime(1)": {"definition": 'eval $f$="mine"', "arguments": ["f"]}}
    assert search(spl, macros=given, now=0).rows == [{"b": "1", "t": "mine"}]


@pytest.mark.parametrize("given", ["eval x=$v$", {"definition": "x", "args": ["v"]}, {"arguments": ["v"]}, 5])
def test_a_macro_that_does_not_say_its_arguments_is_refused(given: Any) -> None:
    with pytest.raises(ConfigError, match=r"f\(1\)"):
        search("| makeresults | `f(1)`", macros={"f(1)": given}, now=0)
