"""The lookups of an app: stanzas of transforms.conf, and the CSV files that searches name themselves.

Source: Splunk, transforms.conf; Search Reference, "inputlookup".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.collections import KvCollection
from harness.detections.model import Lookup
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlMapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from harness.detections.conf.tree import StanzaTree

LOOKUPS_FOLDER = "lookups"
_KINDS = ("filename", "collection", "external_cmd", "external_type")


def read_lookup(tree: StanzaTree, app: Path, collections: Mapping[str, KvCollection] | None = None) -> Lookup | None:
    """The lookup of a stanza; None where the stanza transforms something else."""
    if not any(tree.setting(key) for key in _KINDS):
        return None
    filename = tree.value("filename") or None
    node = tree.mapping({"name": tree.name}, tree.stanza.key_spans)
    collection = tree.value("collection") or None
    declared = (collections or {}).get(collection or "", KvCollection())
    return Lookup(
        tree.stanza.name,
        app / LOOKUPS_FOLDER / (filename or tree.stanza.name),
        node,
        filename=filename,
        collection=collection,
        fields=_listed(tree, "fields_list"),
        match_type=_listed(tree, "match_type"),
        case_sensitive="case_sensitive_match" not in tree.stanza.settings or tree.is_on("case_sensitive_match"),
        default_match=tree.value("default_match") or None,
        min_matches=_number(tree, "min_matches"),
        max_matches=_number(tree, "max_matches"),
        field_types=declared.field_types,
        enforces_types=declared.enforces_types,
        program=_program(tree),
    )


def csv_lookups(app: Path, defined: Sequence[Lookup]) -> Iterator[Lookup]:
    """A lookup for each CSV file that no stanza names; searches use such a file by its own name."""
    named = {lookup.filename for lookup in defined}
    folder = app / LOOKUPS_FOLDER
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.name not in named:
            nowhere = YamlMapping(SourceText(f"{LOOKUPS_FOLDER}/{path.name}", ""), Span(0, 0), {}, {})
            yield Lookup(path.name, path, nowhere, filename=path.name)


def _listed(tree: StanzaTree, key: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in tree.value(key).split(",") if part.strip())


def _program(tree: StanzaTree) -> str:
    command, kind = tree.value("external_cmd"), tree.value("external_type")
    return "a script" if command else f"an external {kind}" if kind not in ("", "kvstore") else ""


def _number(tree: StanzaTree, key: str) -> int | None:
    text = tree.value(key)
    if text.isascii() and text.isdigit():
        return int(text)
    if text:
        tree.report("DET216", f"{key} is {text}", key, "not a number", "write a whole number, 0 or more")
    return None
