"""The stanzas of tags.conf, `[field=value]`, as tags by field and value.

Source: Splunk, tags.conf: the value is URL encoded, a tag is `enabled` or `disabled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from harness.detections.conf.layers import read_conf
from harness.detections.conf.tree import StanzaTree
from harness.detections.folders import COMMANDS_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harness.detections.conf.layers import ConfFile
    from harness.diagnostics import Diagnostic


def read_tags(root: Path) -> tuple[dict[str, dict[str, list[str]]], ConfFile, list[Diagnostic]]:
    """The enabled tags by field and value, and what is wrong with the stanzas."""
    conf = read_conf(root, "tags.conf", COMMANDS_FOLDERS)
    found: dict[str, dict[str, list[str]]] = {}
    diagnostics: list[Diagnostic] = []
    for name, stanza in conf.stanzas.items():
        tree = StanzaTree(stanza, conf.source)
        field, equals, value = name.partition("=")
        if not equals or not field.strip() or not value.strip():
            way_out = "write [field=value], the value URL encoded"
            tree.report("DET211", f"[{name}] is no field with its value", "", "not field=value", way_out)
        else:
            tags = found.setdefault(field.strip(), {}).setdefault(unquote(value.strip()), [])
            tags += [tag for tag in _enabled(tree) if tag not in tags]
        diagnostics += tree.diagnostics
    return found, conf, diagnostics


def _enabled(tree: StanzaTree) -> Iterator[str]:
    for tag in tree.stanza.settings:
        state = tree.value(tag).lower()
        if state == "enabled":
            yield tag
        elif state != "disabled":
            message = f"the tag {tag} is neither enabled nor disabled: {tree.value(tag)}"
            tree.report("DET211", message, tag, "no state", "write enabled or disabled")
