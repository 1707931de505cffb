"""The risk events that Enterprise Security would create from a detection's results.

For each result and each risk object of the detection, the risk action takes the value of the risk object's field, one
event for each value of a multivalue field, and writes an event to the risk index with the score, the message with its
`$field$` tokens filled in from that very result, the threat objects and the detection's annotations.

Source: Enterprise Security, "Risk-based alerting"; the risk action of published add-ons; contentctl 5,
`risk_event.py`, which checks such events.
Undecided: how the values of a multivalue field are joined inside a message (here: with a comma and a space); what
becomes of a token whose field the result lacks (here: it stays as written, which contentctl's check takes for a
failure); whether every risk event carries all threat objects of its result (here: yes).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeAlias

from harness.data import parse_number
from harness.frozen import frozen

if TYPE_CHECKING:
    from harness.detections.model import Detection, Risk, RiskObject, ThreatObject

Row: TypeAlias = Mapping[str, str | Sequence[str]]

TOKEN = re.compile(r"\$([^\s$]+)\$")
"""A `$field$` token of a message; field names of results may hold dots, colons and braces, but no blanks."""

_RENAMED = re.compile(
    "_bkt|_cd|_time|_raw|splunk_server|index|source|sourcetype|host|linecount|timestartpos|timeendpos|eventtype"
    "|tag|tag::.*|search_name|event_hash|event_id"
)
_DROPPED = frozenset({"punct", "sid", "rid", "orig_sid", "orig_rid"})


@frozen
class RiskOutcome:
    """The risk events of a run, and what a user should know about results that gave none or incomplete ones."""

    events: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]


@frozen
class _Run:
    detection: Detection
    risk: Risk
    search_name: str
    sid: str
    now: float
    notes: dict[str, None] = field(default_factory=dict)

    def note(self, text: str) -> None:
        self.notes[text] = None


def risk_events(
    detection: Detection, rows: Sequence[Row], *, search_name: str | None = None, sid: str, now: float
) -> list[dict[str, Any]]:
    """The risk events of these results, in order of results, risk objects and values.

    Input: results as a search gives them: text, or a list of texts for a multivalue field; an absent field is null;
    `search_name` is the name of the saved search, that of Splunk's own app if none is given.
    Output: one dict for each event; `risk_score` and `_time` are numbers, `annotations` is JSON text.
    """
    return list(risk_outcome(detection, rows, search_name=search_name, sid=sid, now=now).events)


def risk_outcome(
    detection: Detection, rows: Sequence[Row], *, search_name: str | None = None, sid: str, now: float
) -> RiskOutcome:
    """The same as `risk_events`, with notes about results that lack a risk object or a token's field."""
    if detection.risk is None:
        return RiskOutcome((), ())
    run = _Run(detection, detection.risk, search_name or detection.search_name(), sid, now)
    events = [event for number, row in enumerate(rows, 1) for event in _row_events(run, row, number)]
    return RiskOutcome(tuple(events), tuple(run.notes))


def fill_tokens(message: str, row: Row) -> str:
    """The message with each `$field$` replaced by the value in this result, where the result has one."""

    def value(match: re.Match[str]) -> str:
        found = _values(row, match[1])
        return ", ".join(found) if found else match[0]

    return TOKEN.sub(value, message)


def _row_events(run: _Run, row: Row, number: int) -> Iterator[dict[str, Any]]:
    message = fill_tokens(run.risk.message, row)
    for token in TOKEN.findall(run.risk.message):
        if not _values(row, token):
            run.note(f'result {number} has no "{token}": its risk message keeps the token ${token}$')
    for entry in run.risk.risk_objects:
        values = _values(row, entry.field)
        if not values:
            run.note(f'result {number} has no "{entry.field}": it raises no risk for that object')
        for value in values:
            yield _event(run, row, entry, {"risk_object": value, "risk_message": message})


def _event(run: _Run, row: Row, entry: RiskObject, own: Mapping[str, Any]) -> dict[str, Any]:
    annotations = run.detection.annotations()
    event: dict[str, Any] = dict(_row_fields(row))
    event |= {
        "_time": run.now,
        "index": "risk",
        "source": run.search_name,
        "sourcetype": "stash",
        "search_name": run.search_name,
        "orig_sid": run.sid,
        "risk_object_type": entry.type,
        "risk_score": _score(row, entry),
        **own,
        **_threats(row, run.risk.threat_objects),
        "annotations": json.dumps(annotations, sort_keys=True),
        "savedsearch_description": run.detection.description,
        "analyticstories": list(run.detection.analytic_stories),
        "contributing_events_search": f'| savedsearch "{run.search_name}" | search {entry.field}="{_escaped(own)}"',
    }
    event |= {f"annotations.{name}": values for name, values in annotations.items() if isinstance(values, list)}
    return event


def _escaped(own: Mapping[str, Any]) -> str:
    return str(own["risk_object"]).replace("\\", "\\\\").replace('"', '\\"')


def _threats(row: Row, objects: Sequence[ThreatObject]) -> dict[str, list[str]]:
    pairs = [(value, threat.type) for threat in objects for value in _values(row, threat.field)]
    if not pairs:
        return {}
    return {"threat_object": [value for value, _ in pairs], "threat_object_type": [kind for _, kind in pairs]}


def _score(row: Row, entry: RiskObject) -> float:
    """The score of the detection, unless the result brings a numeric `risk_score` of its own."""
    own = _values(row, "risk_score")
    stated = parse_number(own[0]) if len(own) == 1 else None
    return _plain(entry.score if stated is None else stated)


def _plain(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _row_fields(row: Row) -> Iterator[tuple[str, str | list[str]]]:
    """The fields of the result, as a summary event carries them: internal ones go, event metadata is renamed."""
    for name, value in row.items():
        values = _values(row, name)
        if not values or name in _DROPPED or name.startswith("date_"):
            continue
        if _RENAMED.fullmatch(name):
            yield f"orig_{name.removeprefix('_')}", value if isinstance(value, str) else values
        elif not name.startswith("_"):
            yield name, value if isinstance(value, str) else values


def _values(row: Row, name: str) -> list[str]:
    """The values of a field; none for a field that is absent or empty."""
    value = row.get(name, "")
    return [member for member in ([value] if isinstance(value, str) else value) if member]
