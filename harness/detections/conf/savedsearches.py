"""A stanza of savedsearches.conf as a detection: its search, its schedule, and what its results set off.

Source: Splunk, savedsearches.conf; the risk and finding actions of Enterprise Security as published apps set them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.detections.conf.tree import StanzaTree
from harness.detections.model import Detection
from harness.detections.reading import read_object
from harness.diagnostics.yaml_text import YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from pathlib import Path

    from harness.diagnostics.yaml_text import YamlNode

_RISK = "action.risk.param."
_FIELDS = {"risk_object_field": "field", "risk_object_type": "type", "risk_score": "score"}
_THREATS = {"threat_object_field": "field", "threat_object_type": "type"}
_TIMES = {"earliest_time": ("dispatch.earliest_time", "0"), "latest_time": ("dispatch.latest_time", "now")}


def read_saved_search(tree: StanzaTree, path: Path) -> Detection | None:
    """The detection of a stanza; None, and a finding, where it has no search."""
    search = tree.setting("search")
    if search is None:
        way_out = "add search = .., or remove the stanza"
        tree.report("DET208", f"the saved search [{tree.stanza.name}] has no search", "search", "no search", way_out)
        return None
    annotations = tree.json("action.correlationsearch.annotations")
    metadata = tree.json("action.correlationsearch.metadata")
    node = tree.mapping(
        {
            "name": tree.name,
            "id": _at(metadata, "detection_id"),
            "search": search,
            "description": tree.setting("description"),
            "type": _at(annotations, "type"),
            "rba": _risk(tree) if tree.is_on("action.risk") else None,
            "tags": _tags(tree, annotations),
            "deployment": _deployment(tree),
            "drilldown_searches": tree.json("action.notable.param.drilldown_searches"),
        },
        tree.stanza.key_spans,
    )
    read = read_object("detection", node, node.to_python(), path)
    return replace(read, is_saved_search=True) if isinstance(read, Detection) else None


def _at(node: YamlNode | None, key: str) -> YamlNode | None:
    return node.at(key) if node is not None else None


def _tags(tree: StanzaTree, annotations: YamlNode | None) -> YamlMapping:
    fields = tree.separated("alert.suppress.fields") if tree.is_on("alert.suppress") else None
    throttling = {"fields": fields, "period": tree.setting("alert.suppress.period")} if fields is not None else None
    return tree.mapping(
        {
            "analytic_story": _at(annotations, "analytic_story"),
            "mitre_attack_id": _at(annotations, "mitre_attack"),
            "cve": _at(annotations, "cve"),
            "security_domain": tree.setting("action.notable.param.security_domain"),
            "throttling": tree.mapping(throttling) if throttling else None,
        }
    )


def _risk(tree: StanzaTree) -> YamlMapping:
    """The risk action: a JSON list of risk and threat objects, or, in older apps, one risk object."""
    listed = tree.json(f"{_RISK}_risk")
    items = listed.items if isinstance(listed, YamlSequence) else ()
    objects = [_renamed(tree, item, _FIELDS) for item in items if _at(item, "risk_object_field") is not None]
    threats = [_renamed(tree, item, _THREATS) for item in items if _at(item, "threat_object_field") is not None]
    single = tree.setting(f"{_RISK}_risk_object")
    if single is not None and listed is None:
        objects.append(tree.mapping({"field": single, "type": tree.setting(f"{_RISK}_risk_object_type")}))
    return tree.mapping(
        {
            "message": tree.setting(f"{_RISK}_risk_message"),
            "risk_objects": tree.sequence(objects),
            "threat_objects": tree.sequence(threats),
        }
    )


def _renamed(tree: StanzaTree, item: YamlNode, names: dict[str, str]) -> YamlMapping:
    return tree.mapping({name: _number(item.at(key)) for key, name in names.items()})


def _number(node: YamlNode | None) -> YamlNode | None:
    """Apps write scores as numbers and as texts."""
    if isinstance(node, YamlScalar) and isinstance(node.value, str) and node.value.isdigit():
        return replace(node, value=int(node.value))
    return node


def _deployment(tree: StanzaTree) -> YamlMapping | None:
    """How the search is scheduled; None where it runs when somebody asks for it."""
    cron = tree.setting("cron_schedule")
    if cron is None:
        return None
    times = {name: tree.setting(key) or tree.text(default) for name, (key, default) in _TIMES.items()}
    scheduling = tree.mapping({"cron_schedule": cron, **times, "schedule_window": tree.setting("schedule_window")})
    enabled = tree.mapping({"enabled": tree.yes()}) if tree.is_on("action.risk") else None
    finding = tree.mapping({"rule_title": tree.setting("action.notable.param.rule_title")})
    actions = tree.mapping({"rba": enabled, "notable": finding if tree.is_on("action.notable") else None})
    return tree.mapping({"scheduling": scheduling, "alert_action": actions})
