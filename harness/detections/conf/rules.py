"""What the conf files of content say about events: rules for fields, event types and tags, with every mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.eventtypes import event_type_findings, read_event_types
from harness.detections.conf.layers import read_conf
from harness.detections.conf.props import props_findings, read_props
from harness.detections.conf.tags import read_tags
from harness.detections.conf.transforms import read_transforms, transform_findings
from harness.detections.folders import COMMANDS_FOLDERS
from harness.diagnostics import Diagnostic
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from harness.detections.conf.layers import ConfFile
    from harness.spl.objects import Knowledge
    from harness.spl.sources import MacroDefinition


@frozen
class DeclaredRules:
    """The knowledge objects of props.conf, transforms.conf, eventtypes.conf and tags.conf, and what is wrong there."""

    knowledge: Knowledge
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, Path]


def declared_rules(root: Path, lookups: Collection[str], macros: Mapping[str, MacroDefinition]) -> DeclaredRules:
    """What the conf files of an app, or of a repository of content, say; `lookups` are the names that there are."""
    from harness.spl.objects import Knowledge

    transforms, of_transforms = read_transforms(root)
    rules, of_props = read_props(root)
    event_types, of_event_types, in_event_types = read_event_types(root)
    tags, of_tags, in_tags = read_tags(root)
    of_fields = read_conf(root, "fields.conf", COMMANDS_FOLDERS)
    confs = (of_transforms, of_props, of_event_types, of_tags, of_fields)
    return DeclaredRules(
        Knowledge(event_types=event_types, tags=tags, source_rules=tuple(rules), transforms=transforms),
        (
            *(found for conf in confs for found in conf.diagnostics),
            *transform_findings(transforms),
            *props_findings(rules, transforms, lookups, of_props),
            *in_event_types,
            *event_type_findings(event_types, macros),
            *in_tags,
            *_field_findings(of_fields),
        ),
        {name: path for conf in confs for name, path in conf.paths.items()},
    )


def _field_findings(conf: ConfFile) -> Iterator[Diagnostic]:
    """fields.conf says how values are indexed, which means nothing here, and how some are split, which is not done."""
    for name, stanza in conf.stanzas.items():
        tokenizer = stanza.settings.get("TOKENIZER")
        if tokenizer is not None and tokenizer.text:
            message = f"the embedded engine does not split {name} by a TOKENIZER"
            way_out = "split the field in the search (makemv), or with EVAL and split()"
            yield Diagnostic("SPL675", message, conf.source, tokenizer.span, "not done here", way_out)
