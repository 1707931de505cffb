"""What a search would do outside of itself: it is recorded in the results and nothing else happens."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import ConfigError, SplUnsupportedError
from harness.spl.contract import Recorded
from harness.spl.session import run_search
from harness.spl.settings import Settings
from harness.spl.sources import Sources
from harness.store import EventStore

NOW = 1700000000.0


def recorded(spl: str, **more: Any) -> list[Recorded]:
    return list(run_search(spl, now=NOW, **more).recorded)


def only(spl: str, **more: Any) -> Recorded:
    found = recorded(spl, **more)
    assert len(found) == 1
    return found[0]


def test_collect_records_the_events_of_the_summary_index() -> None:
    """A row becomes an event with its text, time and source type; options are texts."""
    found = only('| makeresults | eval n=5 | collect index=s source=p host=h marker="a=b"')
    assert (found.kind, found.target, found.options["marker"]) == ("events", "s", "a=b")
    assert found.rows.rows() == [
        {
            "_time": "1700000000",
            "_raw": "11/14/2023 22:13:20 +0000, info_search_time=1700000000.000, n=5, a=b",
            "host": "h",
            "source": "p",
            "sourcetype": "stash",
        }
    ]


def test_collect_without_an_index_writes_into_the_default_one() -> None:
    assert only("| makeresults | collect").target == "summary"


def test_a_file_that_is_not_spooled_is_no_event() -> None:
    found = only("| makeresults | collect index=s spool=false file=x.stash")
    assert (found.kind, found.target) == ("file", "x.stash")


def test_testmode_records_nothing() -> None:
    assert recorded("| makeresults | collect index=s testmode=true") == []


def test_structured_events_have_their_fields() -> None:
    found = only('| makeresults | eval _raw="t", host="h", index="i", n=5 | collect index=s output_format=hec')
    shown = {"_time": "1700000000", "_raw": "t", "sourcetype": "stash_hec", "host": "h", "n": "5"}
    assert found.rows.rows() == [shown]


def test_structured_events_need_a_text() -> None:
    with pytest.raises(SplUnsupportedError, match="without _raw"):
        recorded("| makeresults | collect index=s output_format=hec")


def test_the_time_is_that_of_the_setting() -> None:
    found = only("| makeresults | collect index=s addinfo=f", settings={"timezone": "America/New_York"})
    assert found.rows.rows()[0]["_raw"] == "11/14/2023 17:13:20 -0500"


def test_mcollect_records_points_with_the_dimensions_of_its_options() -> None:
    found = only(
        '| makeresults | eval user="u", a=1 | mcollect index=m split=t host=h sourcetype=st marker="x=1, y=2" user'
    )
    assert (found.kind, found.target) == ("metrics", "m")
    assert found.rows.rows() == [
        {
            "_time": "1700000000",
            "user": "u",
            "host": "h",
            "sourcetype": "st",
            "x": "1",
            "y": "2",
            "metric_name:a": "1",
        }
    ]


def test_points_have_a_source_type_of_their_own() -> None:
    found = only('| makeresults | eval "metric_name:a"=1 | meventcollect index=m')
    assert found.rows.rows()[0]["sourcetype"] == "mcollect_stash"


@pytest.mark.parametrize(
    ("spl", "kind", "target", "option"),
    [
        ('sendalert notable param.rule_title="t"', "alert", "notable", ("param.rule_title", "t")),
        ('sendemail to="a@example.com" sendresults=true', "alert", "email", ("sendresults", "true")),
        ("outputcsv x", "file", "x.csv", ("append", "false")),
        ("createrss path=p name=n link=l descr=d count=3 graceful=t", "file", "p", ("count", "3")),
        ("dump basefilename=b format=csv", "file", "b", ("format", "csv")),
        ("tscollect namespace=n keepresults=true", "file", "n", ("keepresults", "true")),
    ],
)
def test_the_action_its_rows_and_its_options_are_recorded(
    spl: str, kind: str, target: str, option: tuple[str, str]
) -> None:
    results = run_search(f"| makeresults | eval a=1 | {spl} | eval b=2", now=NOW)
    found = results.recorded[0]
    assert (found.kind, found.target, found.options[option[0]]) == (kind, target, option[1])
    assert found.rows.rows() == [{"_time": "1700000000", "a": "1"}]
    assert results.rows == [{"_time": "1700000000", "a": "1", "b": "2"}]


def test_dump_writes_the_fields_that_it_is_asked_for() -> None:
    found = only('| makeresults | eval a=1, b=2 | dump basefilename=x fields="b, a"')
    assert found.rows.rows() == [{"a": "1", "b": "2"}]


def test_tscollect_may_write_lower_case() -> None:
    found = only('| makeresults | eval a=split("A,B", ","), b="C" | fields a b | tscollect squashcase=t')
    assert [row["a"] for row in found.rows.rows()] == [["a", "b"]]
    assert [row["b"] for row in found.rows.rows()] == ["c"]


def test_deleted_events_are_recorded_and_stay() -> None:
    store = EventStore().add_events([{"_time": NOW - 1, "_raw": "x", "user": "ann"}, {"_time": NOW - 2, "_raw": "y"}])
    sources = Sources(events=store)
    found = only("index=main user=ann | delete", sources=sources, settings={"allow_delete": True})
    assert (found.kind, [row["_raw"] for row in found.rows.rows()]) == ("delete", ["x"])
    assert len(run_search("index=main", now=NOW, sources=sources)) == 2


def test_whether_deleting_is_allowed_is_true_or_false() -> None:
    assert Settings.of({"allow_delete": "true"}).allow_delete is True
    assert Settings.of({"allow_delete": "False"}).allow_delete is False
    with pytest.raises(ConfigError, match="allow_delete"):
        Settings.of({"allow_delete": "perhaps"})


def test_subsearches_record_too() -> None:
    assert [each.target for each in recorded("| makeresults | append [| makeresults | collect index=s]")] == ["s"]
