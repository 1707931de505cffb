"""A stanza of collections.conf: a collection of the KV store and the types of its fields.

What a stanza says of replication and of accelerations is about speed and places; results do not depend on it.

Source: Splunk, collections.conf.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from harness.diagnostics import suggest
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.detections.conf.tree import StanzaTree

TYPES = ("number", "bool", "string", "time", "cidr", "array")
_PREFIX = "field."


@frozen
class KvCollection:
    """A collection: the declared types of its fields, and whether a value of another type may be written."""

    field_types: Mapping[str, str] = field(default_factory=dict)
    enforces_types: bool = False


def read_collection(tree: StanzaTree) -> KvCollection:
    """The collection of a stanza; a type that is none is a finding, and its field is not checked."""
    types: dict[str, str] = {}
    for key in tree.stanza.settings:
        if key.startswith(_PREFIX):
            kind = tree.value(key).lower()
            if kind in TYPES:
                types[key.removeprefix(_PREFIX)] = kind
            else:
                near = suggest(kind, TYPES)
                way_out = f'did you mean "{near}"?' if near else f"write one of {', '.join(TYPES)}"
                tree.report("DET215", f'"{kind}" is no type of a field', key, "no such type", way_out)
    return KvCollection(types, tree.is_on("enforceTypes"))
