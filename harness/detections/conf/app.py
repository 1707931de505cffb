"""A Splunk app's folder to its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.detections.conf.collections import KvCollection, read_collection
from harness.detections.conf.layers import ConfFile, read_conf
from harness.detections.conf.lookups import LOOKUPS_FOLDER, csv_lookups, read_lookup
from harness.detections.conf.macros import read_macro
from harness.detections.conf.savedsearches import read_saved_search
from harness.detections.conf.tree import StanzaTree
from harness.detections.folders import COMMANDS_FOLDERS, CONF_FOLDERS, DETECTIONS_FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
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
    collections = _collections(root, reading, CONF_FOLDERS)
    for tree, _ in _trees(root, "transforms.conf", reading):
        reading.lookups += filter(None, [read_lookup(tree, root, collections)])
        reading.diagnostics += tree.diagnostics
    reading.lookups += csv_lookups(root, reading.lookups)
    return reading


def declared_lookups(root: Path, known: Collection[str]) -> AppReading:
    """The lookups that the transforms.conf of a repository of content declares beside those that have a file.

    Input: `known` are the names of lookups that have a file of their own, which win.
    Output: their CSV files are looked for in the folders of lookups that content has; what is wrong with
    transforms.conf as a file is told by whoever reads its other stanzas.
    """
    reading = AppReading()
    folders = [root / DETECTIONS_FOLDER, root]
    collections = _collections(root, reading, COMMANDS_FOLDERS)
    for tree, _ in _trees(root, "transforms.conf", AppReading(), COMMANDS_FOLDERS):
        file = tree.value("filename")
        home = next((each for each in folders if file and (each / LOOKUPS_FOLDER / file).is_file()), root)
        found = read_lookup(tree, home, collections)
        if found is not None and found.name not in known:
            reading.lookups.append(found)
            reading.diagnostics += tree.diagnostics
    return reading


def _collections(root: Path, reading: AppReading, folders: Sequence[str]) -> dict[str, KvCollection]:
    found: dict[str, KvCollection] = {}
    for tree, _ in _trees(root, "collections.conf", reading, folders):
        found[tree.stanza.name] = read_collection(tree)
        reading.diagnostics += tree.diagnostics
    return found


def _trees(
    root: Path, name: str, reading: AppReading, folders: Sequence[str] = CONF_FOLDERS
) -> Iterator[tuple[StanzaTree, Path]]:
    conf: ConfFile = read_conf(root, name, folders)
    reading.diagnostics += conf.diagnostics
    reading.files |= conf.paths
    for stanza in conf.stanzas.values():
        path = conf.path_of(stanza.span)
        if path is not None:
            yield StanzaTree(stanza, conf.source), path
