"""The stanzas of props.conf: what they say about the fields of events.

A stanza is kept with all its settings; those that work where events are indexed are for the event store.

Source: Splunk, props.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.layers import read_conf
from harness.detections.conf.transforms import source_texts
from harness.detections.folders import COMMANDS_FOLDERS
from harness.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from harness.detections.conf.layers import ConfFile
    from harness.spl.objects import SourceRules, Transform

_GUESSING = ("rule::", "delayedrule::")
"""Stanzas that guess a sourcetype where a file is read; they say nothing about events."""


def read_props(root: Path) -> tuple[list[SourceRules], ConfFile]:
    """The stanzas in the order of their names."""
    from harness.spl.objects import SourceRules

    conf = read_conf(root, "props.conf", COMMANDS_FOLDERS, spreads_default=False)
    rules = [
        SourceRules(name, source_texts(stanza))
        for name, stanza in conf.stanzas.items()
        if not name.startswith(_GUESSING)
    ]
    return sorted(rules, key=lambda each: each.stanza), conf


def props_findings(
    rules: Collection[SourceRules], transforms: Mapping[str, Transform], lookups: Collection[str], conf: ConfFile
) -> Iterator[Diagnostic]:
    """What is wrong with the patterns and the settings of stanzas, those of search time and of indexing."""
    from harness.spl.extraction.reading import read_rules
    from harness.spl.extraction.stanzas import is_literal, kind_and_name, stanza_regex
    from harness.spl.patterns import PatternError, compile_pattern
    from harness.store.ingestion import setting_problems

    for each in rules:
        kind, name = kind_and_name(each.stanza)
        if kind != "default" and not is_literal(kind, name):
            try:
                compile_pattern(stanza_regex(kind, name))
            except PatternError:
                span = conf.stanzas[each.stanza].span
                message = f"[{each.stanza}] is no pattern of a {kind}"
                way_out = "close its brackets, or write a backslash before a character that stands for itself"
                yield Diagnostic("SPL670", message, conf.source, span, "not a pattern", way_out)
        yield from read_rules(each.settings, transforms, lookups).problems
        yield from setting_problems(each.settings)
