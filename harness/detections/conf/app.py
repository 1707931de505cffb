"""A Splunk app's folder to its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.detections.conf.collections import KvCollection, read_collection
from harness.detections.conf.layers import ConfFile, read_conf
from harness.detections.conf.lookups import csv_lookups, read_lookup
from harness.detections.conf.macros import read_macro
from harness.detections.conf.savedsearches import read_saved_search
from harness.detections.conf.tree import StanzaTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harness.detections.model import Detection, Lookup, Macro
    from harness.diagnostics import Diagnostic


@dataclass(slots=True)
class AppReading:
    """What an app's conf files hold, and what is wrong with them; `files` by the names that diagnostics give them."""

    detections: list[Detection] = field(default_factory=list)
    macros: list[Macro] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)


def read_app(root: Path) -> AppReading:
    """The saved searches, macros and lookups of an app."""
    reading = AppReading()
    for tree, path in _trees(root, "macros.conf", reading):
        reading.macros += filter(None, [read_macro(tree, path)])
        reading.diagnostics += tree.diagnostics
    for tree, path in _trees(root, "savedsearches.conf", reading):
        reading.detections += filter(None, [read_saved_search(tree, path)])
        reading.diagnostics += tree.diagnostics
    collections: dict[str, KvCollection] = {}
    for tree, _ in _trees(root, "collections.conf", reading):
        collections[tree.stanza.name] = read_collection(tree)
        reading.diagnostics += tree.diagnostics
    for tree, _ in _trees(root, "transforms.conf", reading):
        reading.lookups += filter(None, [read_lookup(tree, root, collections)])
        reading.diagnostics += tree.diagnostics
    reading.lookups += csv_lookups(root, reading.lookups)
    return reading


def _trees(root: Path, name: str, reading: AppReading) -> Iterator[tuple[StanzaTree, Path]]:
    conf: ConfFile = read_conf(root, name)
    reading.diagnostics += conf.diagnostics
    reading.files |= conf.paths
    for stanza in conf.stanzas.values():
        path = conf.path_of(stanza.span)
        if path is not None:
            yield StanzaTree(stanza, conf.source), path
