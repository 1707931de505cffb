"""The stanzas of eventtypes.conf as event types.

Source: Splunk, eventtypes.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.layers import read_conf
from harness.detections.conf.tree import StanzaTree
from harness.detections.folders import COMMANDS_FOLDERS
from harness.diagnostics import Diagnostic
from harness.errors import SplError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from harness.detections.conf.layers import ConfFile
    from harness.spl.objects import EventType
    from harness.spl.sources import MacroDefinition

_LEAST, _MOST = 1, 10


def read_event_types(root: Path) -> tuple[dict[str, EventType], ConfFile, list[Diagnostic]]:
    """The event types that are not disabled, by name, and what is wrong with their stanzas."""
    conf = read_conf(root, "eventtypes.conf", COMMANDS_FOLDERS)
    found: dict[str, EventType] = {}
    diagnostics: list[Diagnostic] = []
    for name, stanza in conf.stanzas.items():
        tree = StanzaTree(stanza, conf.source)
        if not tree.is_on("disabled"):
            found.update((name, each) for each in _read(tree))
        diagnostics += tree.diagnostics
    return found, conf, diagnostics


def _read(tree: StanzaTree) -> Iterator[EventType]:
    from harness.spl.objects import EventType

    name, search, priority = tree.stanza.name, tree.setting("search"), tree.value("priority") or "1"
    if search is None:
        tree.report("DET208", f"the event type [{name}] has no search", "search", "no search", "add search = ..")
        return
    if not priority.isdigit() or not _LEAST <= int(priority) <= _MOST:
        message = f"the priority of [{name}] is {priority}"
        tree.report("DET211", message, "priority", "no priority", f"write a number from {_LEAST} to {_MOST}")
        return
    tags = tuple(part for part in tree.value("tags").replace(",", " ").split() if part)
    yield EventType(name, search.source_text(), int(priority), tags)


def event_type_findings(
    event_types: Mapping[str, EventType], macros: Mapping[str, MacroDefinition]
) -> Iterator[Diagnostic]:
    """What is wrong with the searches of event types."""
    from harness.spl.extraction.event_types import event_type_loops, parse_event_type

    yield from event_type_loops(event_types, macros)
    for each in event_types.values():
        try:
            parse_event_type(each.search, macros)
        except SplError as error:
            yield from (found for found in error.diagnostics if isinstance(found, Diagnostic))
