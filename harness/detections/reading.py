"""From the plain data of a content file to the model.

The schema has judged the data before; here a part that is not what it should be is left at its default, so that one
mistake in a file does not hide the findings that the rest of the file deserves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from harness.detections.model import (
    AttackData,
    AttackDataTest,
    Baseline,
    ContentObject,
    Deployment,
    Detection,
    Drilldown,
    Lookup,
    Macro,
    Risk,
    RiskObject,
    Scheduling,
    Story,
    ThreatObject,
    Throttling,
)

if TYPE_CHECKING:
    from pathlib import Path

    from harness.detections.schema import Kind
    from harness.diagnostics.yaml_text import YamlMapping

Data: TypeAlias = Mapping[str, Any]


def read_object(kind: Kind, node: YamlMapping, data: Data, path: Path) -> ContentObject | None:
    """The object that a file describes, or None where it lacks what the object cannot be without."""
    if not _text(data, "name") or any(not _text(data, key) for key in _INDISPENSABLE.get(kind, ())):
        return None
    return _READERS[kind](node, data, path)


_INDISPENSABLE: Mapping[Kind, tuple[str, ...]] = {
    "detection": ("search",),
    "baseline": ("search",),
    "macro": ("definition",),
}

_USER_TYPES = frozenset({"user", "username", "email address"})
_SYSTEM_TYPES = frozenset({"device", "endpoint", "hostname", "ip address"})
_THREAT_TYPES: Mapping[str, str] = {
    "process name": "process",
    "process": "process",
    "file name": "file_name",
    "file": "file_name",
    "file hash": "file_name",
    "url string": "url",
    "url": "url",
    "ip address": "ip_address",
}


def _shared(node: YamlMapping, data: Data, path: Path) -> dict[str, Any]:
    version = data.get("version")
    return {
        "node": node,
        "path": path,
        "version": version if isinstance(version, int) else 0,
        "references": _texts(data, "references"),
        **{key: _text(data, key) for key in ("name", "id", "date", "author", "status", "description")},
    }


def _detection(node: YamlMapping, data: Data, path: Path) -> Detection:
    tags = _mapping(data, "tags")
    older = "rba" not in data and any(key in tags for key in ("risk_score", "confidence", "impact", "message"))
    return Detection(
        **_shared(node, data, path),
        search=data["search"],
        type=_text(data, "type"),
        generation="older" if older else "newer",
        data_source=_texts(data, "data_source"),
        how_to_implement=_text(data, "how_to_implement"),
        known_false_positives=_text(data, "known_false_positives"),
        risk=_older_risk(tags) if older else _newer_risk(data),
        drilldown_searches=tuple(_drilldown(item) for item in _mappings(data, "drilldown_searches")),
        analytic_stories=_texts(tags, "analytic_story"),
        asset_type=_text(tags, "asset_type"),
        security_domain=_text(tags, "security_domain"),
        products=_texts(tags, "product"),
        mitre_attack_ids=_texts(tags, "mitre_attack_id"),
        stated_nist=_texts(tags, "nist"),
        cve=_texts(tags, "cve"),
        required_fields=_texts(tags, "required_fields"),
        throttling=_throttling(tags),
        tests=tuple(_test(item) for item in _mappings(data, "tests")),
        deployment=_own_deployment(node, data, path),
    )


def _newer_risk(data: Data) -> Risk | None:
    rba = _mapping(data, "rba")
    if not rba:
        return None
    objects = (
        RiskObject(_text(o, "field"), _text(o, "type"), _number(o, "score")) for o in _mappings(rba, "risk_objects")
    )
    threats = (ThreatObject(_text(o, "field"), _text(o, "type")) for o in _mappings(rba, "threat_objects"))
    return Risk(_text(rba, "message"), tuple(objects), tuple(threats))


def _older_risk(tags: Data) -> Risk:
    """Risk as the older generation states it; types of observables are those that its tool maps them to."""
    score = _number(tags, "risk_score")
    objects: list[RiskObject] = []
    threats: list[ThreatObject] = []
    for observable in _mappings(tags, "observable"):
        field, kind = _text(observable, "name"), _text(observable, "type").lower()
        if "Attacker" in _texts(observable, "role"):
            threats.append(ThreatObject(field, _THREAT_TYPES.get(kind, kind)))
        else:
            objects.append(RiskObject(field, _risk_type(kind, "Victim" in _texts(observable, "role")), score))
    whole = {key: tags[key] if isinstance(tags.get(key), int) else None for key in ("impact", "confidence")}
    return Risk(_text(tags, "message"), tuple(objects), tuple(threats), whole["impact"], whole["confidence"])


def _risk_type(observable_type: str, is_victim: bool) -> str:
    if is_victim and observable_type in _USER_TYPES:
        return "user"
    return "system" if is_victim and observable_type in _SYSTEM_TYPES else "other"


def _drilldown(data: Data) -> Drilldown:
    return Drilldown(*(_text(data, key) for key in ("name", "search", "earliest_offset", "latest_offset")))


def _throttling(tags: Data) -> Throttling | None:
    stated = _mapping(tags, "throttling")
    return Throttling(_texts(stated, "fields"), _text(stated, "period")) if stated else None


def _test(data: Data) -> AttackDataTest:
    recorded = (
        AttackData(
            _text(item, "data"),
            _text(item, "source"),
            _text(item, "sourcetype"),
            _text(item, "custom_index") or None,
            _text(item, "host") or None,
        )
        for item in _mappings(data, "attack_data")
    )
    return AttackDataTest(_text(data, "name"), tuple(recorded))


def _scheduling(deployment: Data) -> Scheduling | None:
    stated = _mapping(deployment, "scheduling")
    keys = ("cron_schedule", "earliest_time", "latest_time", "schedule_window")
    return Scheduling(*(_text(stated, key) for key in keys)) if stated else None


def _own_deployment(node: YamlMapping, data: Data, path: Path) -> Deployment | None:
    """The deployment that stands in the object's own file."""
    stated = _mapping(data, "deployment")
    scheduling = _scheduling(stated)
    if scheduling is None:
        return None
    name = f"{_text(data, 'name')} - Inline Deployment"
    return _deployed(Deployment(name, path, node, type="Embedded", scheduling=scheduling), stated)


def _deployed(deployment: Deployment, stated: Data) -> Deployment:
    actions = _mapping(stated, "alert_action")
    enabled = _mapping(actions, "rba").get("enabled") is True
    return replace(deployment, creates_risk=enabled, creates_notable="notable" in actions)


def _deployment(node: YamlMapping, data: Data, path: Path) -> Deployment:
    scheduling = _scheduling(data) or Scheduling("", "", "", "")
    written = Deployment(**_shared(node, data, path), type=_text(data, "type"), scheduling=scheduling)
    return _deployed(written, data)


def _macro(node: YamlMapping, data: Data, path: Path) -> Macro:
    return Macro(**_shared(node, data, path), definition=data["definition"], arguments=_texts(data, "arguments"))


def _story(node: YamlMapping, data: Data, path: Path) -> Story:
    tags = _mapping(data, "tags")
    return Story(
        **_shared(node, data, path),
        narrative=_text(data, "narrative"),
        categories=_texts(tags, "category"),
        usecase=_text(tags, "usecase"),
    )


def _baseline(node: YamlMapping, data: Data, path: Path) -> Baseline:
    return Baseline(
        **_shared(node, data, path),
        search=data["search"],
        type=_text(data, "type"),
        detections=_texts(_mapping(data, "tags"), "detections"),
        deployment=_own_deployment(node, data, path),
    )


def _lookup(node: YamlMapping, data: Data, path: Path) -> Lookup:
    default = data.get("default_match")
    sensitive = data.get("case_sensitive_match")
    return Lookup(
        **_shared(node, data, path),
        filename=_text(data, "filename") or _implied_filename(data, path),
        collection=_text(data, "collection") or (_text(data, "name") if data.get("lookup_type") == "kvstore" else None),
        fields=_listed(data, "fields") or _listed(data, "fields_list"),
        match_type=_listed(data, "match_type"),
        case_sensitive=sensitive not in (False, "false"),
        default_match=str(default).lower() if isinstance(default, bool) else default,
        min_matches=data.get("min_matches"),
        max_matches=data.get("max_matches"),
        program="a model of the Machine Learning Toolkit" if data.get("lookup_type") == "mlmodel" else "",
    )


def _implied_filename(data: Data, path: Path) -> str | None:
    """The newer generation names the rows' file after the lookup's own file."""
    return f"{path.stem}.csv" if data.get("lookup_type") == "csv" else None


def _listed(data: Data, key: str) -> tuple[str, ...]:
    """A list that the older generation writes as one text with commas."""
    value = data.get(key)
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else _texts(data, key)


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _texts(data: Data, key: str) -> tuple[str, ...]:
    value = data.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _number(data: Data, key: str) -> float:
    value = data.get(key)
    return value if isinstance(value, int | float) else 0


def _mapping(data: Data, key: str) -> Data:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _mappings(data: Data, key: str) -> Sequence[Data]:
    value = data.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


_READERS: Mapping[Kind, Callable[[YamlMapping, Data, Path], ContentObject]] = {
    "detection": _detection,
    "macro": _macro,
    "story": _story,
    "deployment": _deployment,
    "baseline": _baseline,
    "lookup": _lookup,
}
