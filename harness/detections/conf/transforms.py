"""The stanzas of transforms.conf that extract fields.

Source: Splunk, transforms.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.layers import read_conf
from harness.detections.folders import COMMANDS_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from harness.detections.conf.layers import ConfFile
    from harness.detections.conf.text import Stanza
    from harness.diagnostics import Diagnostic, SourceText
    from harness.spl.objects import Transform

_EXTRACTS_NOTHING = "SPL671"


def source_texts(stanza: Stanza) -> Mapping[str, SourceText]:
    """The settings of a stanza as texts that know their places."""
    return {key: value.source_text() for key, value in stanza.settings.items()}


def read_transforms(root: Path) -> tuple[dict[str, Transform], ConfFile]:
    """Every stanza by name, those of lookups too: a REPORT may name any."""
    from harness.spl.objects import Transform

    conf = read_conf(root, "transforms.conf", COMMANDS_FOLDERS)
    return {name: Transform(name, source_texts(stanza)) for name, stanza in conf.stanzas.items()}, conf


def transform_findings(transforms: Mapping[str, Transform]) -> list[Diagnostic]:
    """What cannot be read in stanzas that extract fields, whether a REPORT names them or not.

    That one extracts nothing (SPL671) is a mistake of the REPORT that names it; others may be for indexing.
    """
    from harness.spl.extraction.rules import Problems
    from harness.spl.extraction.transforms import extracts_fields, read_transform

    problems = Problems()
    for each in transforms.values():
        if extracts_fields(each):
            list(read_transform(each, problems))
    return [found for found in problems.found if found.code != _EXTRACTS_NOTHING]
