"""A stanza's settings as the tree that a content file has, so that reading and checks know one shape only."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.detections.conf.text import ConfScalar
from harness.diagnostics import Diagnostic, Span
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.detections.conf.text import Stanza
    from harness.diagnostics import SourceText

_TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
_FALSE = frozenset({"0", "false", "f", "no", "n", "off", ""})


@dataclass(slots=True)
class StanzaTree:
    """Makes nodes of one stanza's settings; whatever is wrong with a value is kept in `diagnostics`."""

    stanza: Stanza
    source: SourceText
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def name(self) -> ConfScalar:
        """The stanza's name."""
        return self.text(self.stanza.name, self.stanza.span)

    def text(self, text: str, span: Span | None = None) -> ConfScalar:
        """A text that stands at `span`, or nowhere in the file: it is then told at the stanza's name."""
        start, end = span or self.stanza.span
        offsets = range(start, end + 1) if end - start == len(text) else [start] * len(text) + [end]
        return ConfScalar(self.source, Span(start, end), text, text, raw_end=end, offsets=offsets)

    def yes(self) -> YamlScalar:
        """A node that says yes."""
        return YamlScalar(self.source, self.stanza.span, True, "true")

    def setting(self, key: str) -> ConfScalar | None:
        """The value of a setting; None if it has none, or an empty one."""
        found = self.stanza.settings.get(key)
        return found if found is not None and found.text else None

    def value(self, key: str) -> str:
        """The text of a setting, empty without one."""
        found = self.stanza.settings.get(key)
        return found.text if found is not None else ""

    def is_on(self, key: str) -> bool:
        """Whether a switch is on; a value that is neither on nor off is reported, and off."""
        value = self.value(key).lower()
        if value not in _TRUE | _FALSE:
            way_out = "write 1 or 0"
            self.report("DET210", f"{key} is neither on nor off: {self.value(key)}", key, "no switch", way_out)
        return value in _TRUE

    def mapping(self, items: Mapping[str, YamlNode | None], spans: Mapping[str, Span] | None = None) -> YamlMapping:
        """A mapping of the nodes that there are; keys stand where `spans` says, or at their values."""
        kept = {key: node for key, node in items.items() if node is not None}
        keys = {key: (spans or {}).get(key, node.span) for key, node in kept.items()}
        return YamlMapping(self.source, self.stanza.span, kept, keys)

    def sequence(self, nodes: Iterable[YamlNode]) -> YamlSequence:
        """A list of nodes."""
        return YamlSequence(self.source, self.stanza.span, tuple(nodes))

    def separated(self, key: str) -> YamlSequence | None:
        """A list that a setting writes with commas."""
        setting = self.setting(key)
        if setting is None:
            return None
        found: list[YamlNode] = []
        start = 0
        for part in setting.text.split(","):
            at = start + len(part) - len(part.lstrip())
            name = part.strip()
            if name:
                offsets = setting.offsets
                found.append(self.text(name, Span(offsets[at], offsets[at + len(name)])))
            start += len(part) + 1
        return self.sequence(found)

    def json(self, key: str) -> YamlNode | None:
        """What a setting says in JSON, every node at its place in the file; None without one or if it is no JSON."""
        setting = self.setting(key)
        if setting is None:
            return None
        try:
            json.loads(setting.text)
        except (ValueError, RecursionError) as error:
            at = min(getattr(error, "pos", 0), len(setting.text))
            span = Span(setting.offsets[at], setting.offsets[min(at + 1, len(setting.text))])
            reason = str(error).partition(":")[0].lower()
            message, way_out = f"{key} is not JSON: {reason}", "write a JSON text, with double quotes"
            self.diagnostics.append(Diagnostic("DET209", message, self.source, span, "here", way_out))
            return None
        # JSON is YAML, and the YAML reader knows where everything stands.
        root = parse_yaml(setting.source_text()).root
        return self._moved(root, setting) if root is not None else None

    def _moved(self, node: YamlNode, setting: ConfScalar) -> YamlNode:
        span = self._span(node.span, setting)
        match node:
            case YamlMapping():
                keys = {key: self._span(each, setting) for key, each in node.key_spans.items()}
                items = {key: self._moved(each, setting) for key, each in node.items.items()}
                return YamlMapping(self.source, span, items, keys)
            case YamlSequence():
                return YamlSequence(self.source, span, tuple(self._moved(each, setting) for each in node.items))
            case YamlScalar():
                text = node.source_text()
                inner = text.origins[0].offsets
                offsets = [setting.offsets[inner[i]] for i in range(len(text.text) + 1)]
                return ConfScalar(self.source, span, node.value, node.text, node.style, span.end, offsets)
            case _:
                return node

    def _span(self, span: Span, setting: ConfScalar) -> Span:
        return Span(setting.offsets[span.start], setting.offsets[span.end])

    def report(self, code: str, message: str, key: str, label: str, way_out: str) -> None:
        """Keeps an error about the value of a setting, or about the stanza where it has no such setting."""
        setting = self.setting(key)
        span = setting.span if setting is not None else self.stanza.span
        self.diagnostics.append(Diagnostic(code, message, self.source, span, label, way_out))
