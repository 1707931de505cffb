"""Conf files inside a case: `props [access] EXTRACT-user = user=(?<user>\\w+)` above its rows.

The first word is the file (props, transforms, eventtypes or tags), then come the stanza in brackets and one setting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.spl.objects import EventType, Knowledge, SourceRules, Transform

if TYPE_CHECKING:
    from collections.abc import Sequence

SETTING = re.compile(r"(props|transforms|eventtypes|tags) \[(.+?)\] ([\w.:-]+) = (.*)")
Stanzas = dict[str, dict[str, str]]


def knowledge_of(lines: Sequence[str]) -> Knowledge:
    """The knowledge objects that the lines of a case declare."""
    files: dict[str, Stanzas] = {}
    for line in lines:
        match = SETTING.fullmatch(line)
        assert match is not None, line
        file, stanza, key, value = match.groups()
        files.setdefault(file, {}).setdefault(stanza, {})[key] = value
    types = files.get("eventtypes", {})
    return Knowledge(
        event_types={
            name: EventType(name, SourceText(name, each["search"]), int(each.get("priority", "1")))
            for name, each in types.items()
        },
        tags=_tags(files.get("tags", {})),
        source_rules=tuple(SourceRules(name, _texts(each)) for name, each in files.get("props", {}).items()),
        transforms={name: Transform(name, _texts(each)) for name, each in files.get("transforms", {}).items()},
    )


def _texts(settings: dict[str, str]) -> dict[str, SourceText]:
    return {key: SourceText(key, value) for key, value in settings.items()}


def _tags(stanzas: Stanzas) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for name, settings in stanzas.items():
        field, _, value = name.partition("=")
        found.setdefault(field, {})[value] = [tag for tag, state in settings.items() if state == "enabled"]
    return found
