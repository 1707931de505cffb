"""Which stanzas of props.conf speak of an event, and what they say together.

Rules
- C1  `[default]` holds for every event, `[name]` for a sourcetype, `[host::..]` for hosts, `[source::..]` for sources.
  Of a setting that several of them have, the one of the source counts, then the host's, then the sourcetype's.
- C2  In names of hosts and sources `...` is any run of characters, `*` one without a slash, `|` and brackets are those
  of a regular expression, a dot is a dot; the whole name must match.  Hosts match in any letter case.
- C3  Of several stanzas of one kind the one of the highest `priority` counts: 100 for a literal name, 0 for a pattern
  unless it says otherwise; among equals the one whose name comes first in ASCII order.
- C4  A sourcetype is compared literally, unless the name begins with `(?::){0}`, which add-ons write to have a pattern.

Source: Splunk, props.conf; C4 is how published add-ons are written.
"""

from __future__ import annotations

from functools import lru_cache
from re import compile as plain
from typing import TYPE_CHECKING

from harness.spl.patterns import PatternError, compile_pattern, search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.diagnostics import SourceText
    from harness.spl.objects import SourceRules

_KINDS = ("default", "sourcetype", "host", "source")
_AS_PATTERN = plain(r"\(\??::\)\{0\}")
_SPECIAL = plain(r"\.\.\.|[*|()\\?\[\]]")
_PIECE = plain(r"\.\.\.|\\.|[*.]")
_TRANSLATED = {"...": ".*", "*": "[^/]*", ".": r"\."}


def kind_and_name(stanza: str) -> tuple[str, str]:
    """What a stanza speaks of (default, sourcetype, host or source) and the name or pattern behind that."""
    if stanza == "default":
        return "default", ""
    for kind in ("host", "source"):
        if stanza.startswith(f"{kind}::"):
            return kind, stanza.removeprefix(f"{kind}::")
    return "sourcetype", stanza


def settings_for(
    rules: Sequence[SourceRules], *, sourcetype: str = "", source: str = "", host: str = ""
) -> dict[str, SourceText]:
    """The settings for the events of a sourcetype, source and host, by key (C1, C3)."""
    values = {"default": "", "sourcetype": sourcetype, "host": host, "source": source}
    found: list[tuple[int, float, str, Mapping[str, SourceText]]] = []
    for each in rules:
        kind, name = kind_and_name(each.stanza)
        if kind == "default" or matches_stanza(kind, name, values[kind]):
            found.append((_KINDS.index(kind), _priority(each, kind, name), each.stanza, each.settings))
    # Equal names keep their order, so that what was declared later lies over what came before.
    found.sort(key=lambda each: each[2], reverse=True)
    found.sort(key=lambda each: each[:2])
    return {key: value for *_, settings in found for key, value in settings.items()}


def matches_stanza(kind: str, name: str, value: str) -> bool:
    """Whether the name of a stanza means a sourcetype, host or source (C2, C4)."""
    if is_literal(kind, name):
        return name.lower() == value.lower() if kind == "host" else name == value
    return _matches(kind, name, value)


def is_literal(kind: str, name: str) -> bool:
    """Whether a name stands for itself only."""
    return _AS_PATTERN.match(name) is None if kind == "sourcetype" else _SPECIAL.search(name) is None


def stanza_regex(kind: str, name: str) -> str:
    """The regular expression that a pattern stands for (C2)."""
    body = _PIECE.sub(lambda piece: _TRANSLATED.get(piece[0], piece[0]), _AS_PATTERN.sub("", name))
    return rf"{'(?i)' if kind == 'host' and not name.startswith('(?-i)') else ''}\A(?:{body.removeprefix('(?-i)')})\z"


@lru_cache(maxsize=4096)
def _matches(kind: str, name: str, value: str) -> bool:
    try:
        return search(compile_pattern(stanza_regex(kind, name)), value) is not None
    except PatternError:
        return False  # reading the stanza says so


def _priority(rules: SourceRules, kind: str, name: str) -> float:
    written = rules.settings.get("priority")
    if written is not None and written.text.lstrip("+-").isdigit():
        return int(written.text)
    return 100 if is_literal(kind, name) else 0
