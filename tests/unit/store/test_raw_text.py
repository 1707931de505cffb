"""Raw text: where events end, and when they happened."""

from __future__ import annotations

from typing import Any

import pytest

from harness.diagnostics import SourceText
from harness.errors import DatasetError
from harness.spl.objects import SourceRules
from harness.spl.sources import EventScan
from harness.store import EventOrigin, EventStore, Ingestion
from harness.timerange import ALL_TIME

NOW = 1_729_170_000.0  # 2024-10-17 13:00:00 UTC
TWELVE = 1_729_166_400


def events(text: str, settings: dict[str, str] | None = None, sourcetype: str = "x") -> list[tuple[Any, Any]]:
    """The times and texts of events, oldest first."""
    rules = [SourceRules("x", {key: SourceText("props.conf", value) for key, value in (settings or {}).items()})]
    store = EventStore(index_time=NOW, ingestion=Ingestion(rules))
    store.add_raw(text, EventOrigin(sourcetype=sourcetype))
    found = store.scan_events(EventScan(("*",), ALL_TIME)).rows()
    return [(float(str(row["_time"])), row["_raw"]) for row in reversed(found)]


def test_lines_without_a_date_belong_to_the_event_before() -> None:
    """props.conf: BREAK_ONLY_BEFORE_DATE is true by default."""
    text = "Oct 17 12:00:00 h java: boom\n  at x\r\n\n  at y\nOct 17 12:00:01 h fine\n"
    assert events(text) == [
        (TWELVE, "Oct 17 12:00:00 h java: boom\n  at x\n  at y"),
        (TWELVE + 1, "Oct 17 12:00:01 h fine"),
    ]


def test_an_event_without_time_has_that_of_the_event_before() -> None:
    text = "2024-10-17T12:00:00Z a\nb\n2024-10-17T12:00:09Z c"
    assert events(text, {"SHOULD_LINEMERGE": "false"}) == [
        (TWELVE, "2024-10-17T12:00:00Z a"),
        (TWELVE, "b"),
        (TWELVE + 9, "2024-10-17T12:00:09Z c"),
    ]


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        ({"LINE_BREAKER": r"(\|)(?=\d)"}, "1|2|x|3", ["1", "2|x", "3"]),
        ({"LINE_BREAKER": r"}(,){"}, "{1},{2}", ["{1}", "{2}"]),
        ({"TRUNCATE": "4"}, "abcdef\néééé", ["abcd", "éé"]),
        ({"TRUNCATE": "0"}, "a" * 20_000, ["a" * 20_000]),
        ({}, "a" * 20_000, ["a" * 10_000]),
    ],
)
def test_line_breaks(settings: dict[str, str], text: str, expected: list[str]) -> None:
    found = events(text, {**settings, "SHOULD_LINEMERGE": "false", "DATETIME_CONFIG": "CURRENT"})
    assert found == [(NOW, raw) for raw in expected]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"BREAK_ONLY_BEFORE": "BEGIN"}, ["12 BEGIN\nend\n13", "14 BEGIN\nend"]),
        ({"MUST_BREAK_AFTER": "end"}, ["12 BEGIN\nend", "13", "14 BEGIN\nend"]),
        ({"MUST_NOT_BREAK_AFTER": "13"}, ["12 BEGIN\nend", "13\n14 BEGIN\nend"]),
        ({"MUST_NOT_BREAK_BEFORE": "13"}, ["12 BEGIN\nend\n13", "14 BEGIN\nend"]),
        ({"MAX_EVENTS": "1"}, ["12 BEGIN", "end", "13", "14 BEGIN", "end"]),
        ({"BREAK_ONLY_BEFORE_DATE": "false"}, ["12 BEGIN", "end", "13", "14 BEGIN", "end"]),
    ],
)
def test_lines_are_joined(settings: dict[str, str], expected: list[str]) -> None:
    """Hours 12, 13 and 14 stand for whole timestamps."""
    stamp = {hour: f"2024-10-17 {hour}:00:00" for hour in ("12", "13", "14")}

    def whole(text: str) -> str:
        for hour, written in stamp.items():
            text = text.replace(hour, written)
        return text

    given = {key: value.replace("13", "13:00") for key, value in settings.items()}
    found = [raw for _, raw in events(whole("12 BEGIN\nend\n13\n14 BEGIN\nend"), given)]
    assert sorted(found) == sorted(whole(raw) for raw in expected)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2024-10-17T12:00:00Z x", TWELVE),
        ("2024-10-17T14:00:00.123+02:00 x", TWELVE + 0.123),
        ("2024-10-17T14:00:00,5+0200 x", TWELVE + 0.5),
        ("2024/10/17 12:00:00 x", TWELVE),
        ("<34>Oct 17 12:00:00 host x", TWELVE),
        ("Dec 31 23:59:59 host of the year before", 1_704_067_199),
        ("Thu Oct 17 12:00:00 2024 x", TWELVE),
        ('1.2.3.4 - - [17/Oct/2024:08:00:00 -0400] "GET /"', TWELVE),
        ("10/17/2024 12:00:00 PM\nLogName=Security", TWELVE),
        ("10/17/2024 12:00:00 AM", TWELVE - 43_200),
        ("17 Oct 2024 12:00:00", TWELVE),
        ("1729166400.25 x", TWELVE + 0.25),
        ("1729166400123 x", TWELVE + 0.123),
        ("2024-02-30 12:00:00 is no date, 2024-10-17 12:00:00 is", None),
        ("2024-10-17 25:00:00", None),
        ("word 1729166400", None),
        ("x" * 128 + "2024-10-17T12:00:00Z", None),
        ("1969-12-31T23:59:59Z", None),
        ("2100-01-01T00:00:00Z", None),
    ],
)
def test_recognized_times(written: str, seconds: float | None) -> None:
    if seconds is None:
        with pytest.raises(DatasetError, match="DS161"):
            events(written)
    else:
        assert [time for time, _ in events(written)] == [pytest.approx(seconds, abs=1e-6)]


@pytest.mark.parametrize(
    ("settings", "text", "seconds"),
    [
        ({"TIME_PREFIX": "at="}, "2020-01-01T00:00:00Z at=2024-10-17T12:00:00Z", TWELVE),
        ({"TIME_PREFIX": r"at=(?!x)\""}, 'at="2024-10-17T12:00:00Z', TWELVE),
        ({"TIME_PREFIX": "^<", "TIME_FORMAT": "%d.%m.%Y %H:%M"}, "<17.10.2024 12:00> x", TWELVE),
        ({"TZ": "Europe/Berlin"}, "2024-10-17 14:00:00", TWELVE),
        ({"TZ": "Europe/Berlin"}, "2024-10-17 12:00:00Z", TWELVE),
        ({"TZ": "Europe/Berlin", "TIME_FORMAT": "%H:%M %d/%m/%y"}, "14:00 17/10/24", TWELVE),
        ({"MAX_TIMESTAMP_LOOKAHEAD": "150"}, "x" * 120 + " 2024-10-17T12:00:00Z", TWELVE),
        ({"TIME_PREFIX": "x=", "MAX_TIMESTAMP_LOOKAHEAD": "19"}, "x=2024-10-17 12:00:00+0500", TWELVE),
        ({"DATETIME_CONFIG": "NONE"}, "2024-10-17T12:00:00Z", NOW),
    ],
)
def test_declared_times(settings: dict[str, str], text: str, seconds: float) -> None:
    assert [time for time, _ in events(text, settings)] == [seconds]


def test_windows_events_in_xml() -> None:
    """Each event is an element, its time that of its system, however many lines it has."""
    one = "<Event xmlns='u'><System><TimeCreated SystemTime='2024-10-17T12:00:0{}.5Z'/></System><D>a\nb</D></Event>"
    text = "\n".join(one.format(number) for number in (1, 2))
    expected = [(TWELVE + number + 0.5, one.format(number)) for number in (1, 2)]
    assert events(text, sourcetype="XmlWinEventLog") == expected


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"LINE_BREAKER": "x"}, "group"),
        ({"TIME_PREFIX": "("}, "regular expression"),
        ({"TZ": "Nowhere/Land"}, "time zone"),
        ({"TRUNCATE": "many"}, "many"),
        ({"SHOULD_LINEMERGE": "perhaps"}, "perhaps"),
        ({"TRANSFORMS-route": "x"}, "TRANSFORMS-route"),
        ({"SEDCMD-mask": "s/a/b/"}, "SEDCMD-mask"),
        ({"INDEXED_EXTRACTIONS": "json"}, "INDEXED_EXTRACTIONS"),
        ({"CHARSET": "UTF-16LE"}, "CHARSET"),
        ({"DATETIME_CONFIG": "/etc/datetime.xml"}, "datetime.xml"),
    ],
)
def test_rules_that_are_not_executed_are_refused(settings: dict[str, str], message: str) -> None:
    with pytest.raises(DatasetError, match=f"DS164.*{message}"):
        events("2024-10-17T12:00:00Z", settings)
    assert events("2024-10-17T12:00:00Z", settings, sourcetype="other")
