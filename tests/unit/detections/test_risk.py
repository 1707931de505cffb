"""The risk events of a run."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from harness.detections import Detection, risk_events, risk_outcome
from harness.detections.model import Risk, RiskObject, ThreatObject
from harness.detections.risk import fill_tokens
from tests.unit.detections.sample import NOW, content_of, only_detection

if TYPE_CHECKING:
    from pathlib import Path


def detection(tmp_path: Path, **risk: Any) -> Detection:
    found = only_detection(content_of(tmp_path))
    assert found.risk is not None
    return replace(found, risk=replace(found.risk, **risk))


def events(found: Detection, *rows: dict[str, str | list[str]]) -> list[dict[str, Any]]:
    return risk_events(found, rows, search_name="ESCU - Odd edge - Rule", sid="s1", now=NOW)


def test_each_result_raises_the_risk_of_its_object(tmp_path: Path) -> None:
    """Object, type, score, and the message with this result's value."""
    found = events(detection(tmp_path), {"host": "a"}, {"host": "b"})
    assert [(e["risk_object"], e["risk_object_type"], e["risk_score"], e["risk_message"]) for e in found] == [
        ("a", "system", 25, "Odd edge in a"),
        ("b", "system", 25, "Odd edge in b"),
    ]


def test_events_say_where_they_come_from(tmp_path: Path) -> None:
    """Index, source, search, job, time, annotations and the story."""
    (event,) = events(detection(tmp_path), {"host": "a"})
    assert (event["index"], event["sourcetype"], event["source"]) == ("risk", "stash", "ESCU - Odd edge - Rule")
    assert (event["search_name"], event["orig_sid"], event["_time"]) == ("ESCU - Odd edge - Rule", "s1", NOW)
    assert event["analyticstories"] == ["Odd Traffic"]
    assert json.loads(event["annotations"])["mitre_attack"] == ["T1204"]
    assert event["annotations.kill_chain_phases"] == ["Installation"]
    assert event["contributing_events_search"] == '| savedsearch "ESCU - Odd edge - Rule" | search host="a"'


def test_a_multivalue_object_gives_one_event_for_each_value(tmp_path: Path) -> None:
    """Two hosts in one result are two risks."""
    found = events(detection(tmp_path), {"host": ["a", "b"]})
    assert [event["risk_object"] for event in found] == ["a", "b"]


def test_a_result_without_the_object_gives_none_and_a_note(tmp_path: Path) -> None:
    """An absent or empty field raises no risk, and the user learns of it."""
    outcome = risk_outcome(detection(tmp_path), [{"amount": "1"}, {"host": ""}], search_name="n", sid="s", now=NOW)
    assert outcome.events == ()
    assert 'result 1 has no "host": it raises no risk for that object' in outcome.notes
    assert 'result 2 has no "host": it raises no risk for that object' in outcome.notes


def test_each_object_has_its_own_score(tmp_path: Path) -> None:
    """Results × risk objects."""
    objects = (RiskObject("host", "system", 25), RiskObject("user", "user", 40))
    found = events(detection(tmp_path, risk_objects=objects), {"host": "a", "user": "u"})
    assert [(event["risk_object"], event["risk_score"]) for event in found] == [("a", 25), ("u", 40)]


def test_a_score_in_the_result_wins(tmp_path: Path) -> None:
    """A numeric risk_score of the result replaces the detection's; any other text does not."""
    found = events(detection(tmp_path), {"host": "a", "risk_score": "80"}, {"host": "a", "risk_score": "high"})
    assert [event["risk_score"] for event in found] == [80, 25]


def test_threat_objects_come_with_every_event(tmp_path: Path) -> None:
    """Their values and types stand side by side."""
    threats = (ThreatObject("src", "ip_address"), ThreatObject("proc", "process"))
    (event,) = events(detection(tmp_path, threat_objects=threats), {"host": "a", "src": ["1", "2"], "proc": "p"})
    assert event["threat_object"] == ["1", "2", "p"]
    assert event["threat_object_type"] == ["ip_address", "ip_address", "process"]


def test_fields_of_the_result_come_along(tmp_path: Path) -> None:
    """Event metadata is renamed to orig_.., internal fields are dropped, everything else keeps its name."""
    row: dict[str, str | list[str]] = {"host": "a", "_time": "5", "_raw": "r", "_internal": "x", "amount": "3"}
    (event,) = events(detection(tmp_path), row)
    assert (event["orig_host"], event["orig_time"], event["orig_raw"], event["amount"]) == ("a", "5", "r", "3")
    assert "host" not in event
    assert "_internal" not in event


def test_a_detection_without_risk_creates_nothing(tmp_path: Path) -> None:
    """A hunting search raises no risk."""
    assert events(replace(only_detection(content_of(tmp_path)), risk=None), {"host": "a"}) == []


def test_tokens_are_filled_per_result() -> None:
    """Dotted names are names; a token whose field is missing stays, so that nobody takes it for a value."""
    row = {"dest.name": "a", "user": ["x", "y"], "empty": ""}
    assert (
        fill_tokens("$dest.name$ by $user$ at $nowhere$ $empty$, 5 $ and $", row)
        == "a by x, y at $nowhere$ $empty$, 5 $ and $"
    )


def test_a_missing_token_is_noted(tmp_path: Path) -> None:
    """Splunk's own check takes a message with a token left in it for a failure."""
    risk = Risk("$user$ did it", (RiskObject("host", "system", 25),))
    found = replace(only_detection(content_of(tmp_path)), risk=risk)
    outcome = risk_outcome(found, [{"host": "a"}], search_name="n", sid="s", now=NOW)
    assert outcome.events[0]["risk_message"] == "$user$ did it"
    assert outcome.notes == ('result 1 has no "user": its risk message keeps the token $user$',)
