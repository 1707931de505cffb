"""Builds the tree of a YAML text from the parser's events.

The idea: events come one by one and containers under construction lie on a stack, so that depth, the growth by aliases
and cycles are checked before they can do harm, and libyaml's own speed is kept.  Scalars get the types that PyYAML's
safe loader gives them, because that is what the field's tooling reads; dates stay text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from yaml.constructor import SafeConstructor

from harness.diagnostics.diagnostic import Diagnostic
from harness.diagnostics.source import SourceText, Span
from harness.diagnostics.yaml_nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence
from harness.diagnostics.yaml_problems import diagnose

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH_LIMIT = 100
ALIASED_NODES_LIMIT = 100_000
"""How many nodes aliases may add to a file, counted as if each were written out."""

_TAG = "tag:yaml.org,2002:"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: dict[str, list[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers
_TEXT_TAGS = frozenset({"!", *(_TAG + name for name in ("str", "timestamp", "value", "merge"))})


class _Stop(Exception):  # noqa: N818
    """Nothing more can be read; the last diagnostic says why."""


@dataclass(slots=True)
class _Frame:
    """A mapping or sequence under construction."""

    start: int
    anchor: str | None
    is_mapping: bool
    nodes: list[YamlNode] = field(default_factory=list)
    size: int = 1


def compose(source: SourceText) -> tuple[YamlNode | None, list[Diagnostic]]:
    """The tree of the first document, None if there is none or it cannot be built, and all that is wrong."""
    composer = _Composer(source)
    loader = _LOADER(source.text)
    try:
        composer.consume(loader)
    except _Stop:
        composer.root = None
    except yaml.YAMLError as problem:
        composer.root = None
        composer.diagnostics.append(diagnose(source, problem))
    finally:
        loader.dispose()
    return composer.root, composer.diagnostics


@dataclass(slots=True)
class _Composer:
    source: SourceText
    root: YamlNode | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    anchors: dict[str, tuple[YamlNode, int]] = field(default_factory=dict)
    documents: int = 0
    aliased: int = 0

    handlers: ClassVar[dict[type, Callable[[_Composer, Any], None]]]

    def consume(self, loader: Any) -> None:
        """Handles every event of the text."""
        handlers = self.handlers
        while loader.check_event():
            event = loader.get_event()
            handler = handlers.get(type(event))
            if handler is not None:
                handler(self, event)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            start = event.start_mark.index
            message, help_ = "a second document starts in this file", "keep one document per file: remove the line ---"
            self.stop("YAML009", message, Span(start, max(start, event.end_mark.index)), help_)

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        style = (event.style or "").strip()
        text = event.value
        last = start + len(self.source.text[start:end].rstrip()) if style in ("|", ">") else end
        span = Span(start, last)
        value = self.typed(text, self.tag(event), span)
        self.add(YamlScalar(self.source, span, value, text, style, end), 1, event.anchor)

    def tag(self, event: Any) -> str:
        if event.tag is not None and event.tag != "!":
            return str(event.tag)
        return _implicit_tag(event.value) if event.implicit[0] else _TAG + "str"

    def typed(self, text: str, tag: str, span: Span) -> str | int | float | bool | None:
        if tag in _TEXT_TAGS:
            return text
        convert = _CONVERTERS.get(tag)
        if convert is None:
            self.unsupported(tag, span)
            return text
        try:
            return convert(text)
        except (ValueError, KeyError):
            kind = tag.removeprefix(_TAG)
            self.report(
                "YAML018", f'"{_short(text)}" is not a value of type {kind}', span, "quote it to keep it as text"
            )
            return text

    def start(self, event: Any) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            message, start = f"values are nested more than {DEPTH_LIMIT} deep", event.start_mark.index
            self.stop("YAML014", message, Span(start, start + 1), "flatten the structure")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", _TAG + ("map" if is_mapping else "seq")):
            self.unsupported(event.tag, Span(event.start_mark.index, event.end_mark.index))
        self.stack.append(_Frame(event.start_mark.index, event.anchor, is_mapping))
        if event.anchor:
            self.anchors.pop(event.anchor, None)

    def end(self, event: Any) -> None:
        frame = self.stack.pop()
        end = frame.start + len(self.source.text[frame.start : event.end_mark.index].rstrip())
        span = Span(frame.start, end)
        node = self.mapping(frame, span) if frame.is_mapping else YamlSequence(self.source, span, tuple(frame.nodes))
        self.add(node, frame.size, frame.anchor)

    def alias(self, event: Any) -> None:
        span = Span(event.start_mark.index, event.end_mark.index)
        name = event.anchor
        if any(frame.anchor == name for frame in self.stack):
            self.stop("YAML013", f"the anchor &{name} contains itself", span, "write the value out")
        if name not in self.anchors:
            help_ = "where text is meant, quote it, or write it as a block with |"
            self.stop("YAML012", f"no anchor &{name} stands before this alias", span, help_)
        node, size = self.anchors[name]
        self.aliased += size
        if self.aliased > ALIASED_NODES_LIMIT:
            message = f"aliases make this file grow by more than {ALIASED_NODES_LIMIT:,} values"
            self.stop("YAML011", message, span, "write the values out")
        self.add(node, size, None)

    def add(self, node: YamlNode, size: int, anchor: str | None) -> None:
        """Puts a finished node where it belongs."""
        if anchor:
            self.anchors[anchor] = (node, size)
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.nodes.append(node)
        frame.size += size

    def mapping(self, frame: _Frame, span: Span) -> YamlMapping:
        items: dict[str, YamlNode] = {}
        key_spans: dict[str, Span] = {}
        merged: list[YamlNode] = []
        for key, node in zip(frame.nodes[::2], frame.nodes[1::2], strict=True):
            if not isinstance(key, YamlScalar):
                self.report("YAML016", "a key must be a single text", key.span, "write the key as text")
            elif key.text == "<<" and not key.style:
                merged.append(node)
            elif key.text in items:
                self.duplicate(key, key_spans[key.text])
            else:
                items[key.text], key_spans[key.text] = node, key.span
        for node in merged:
            self.merge(node, items, key_spans)
        return YamlMapping(self.source, span, items, key_spans)

    def merge(self, node: YamlNode, items: dict[str, YamlNode], key_spans: dict[str, Span]) -> None:
        """Adds the keys of a `<<` that the mapping does not have itself."""
        for other in node.items if isinstance(node, YamlSequence) else (node,):
            if not isinstance(other, YamlMapping):
                self.report(
                    "YAML018", "<< merges mappings only", other.span, "name the anchor of a mapping, as in *base"
                )
                continue
            for key, value in other.items.items():
                if key not in items:
                    items[key], key_spans[key] = value, other.key_spans[key]

    def duplicate(self, key: YamlScalar, first: Span) -> None:
        line = self.source.position(first.start).line
        message = f'the key "{_short(key.text)}" is written twice'
        note = f"the first one stands in line {line}"
        help_ = "remove one of the two; YAML readers differ in which one they take"
        self.diagnostics.append(
            Diagnostic("YAML008", message, self.source, key.span, "written again here", help_, (note,))
        )

    def unsupported(self, tag: str, span: Span) -> None:
        shown = tag.replace(_TAG, "!!")
        self.report("YAML015", f'the tag "{_short(shown)}" is not supported', span, "remove the tag")

    def report(self, code: str, message: str, span: Span, help_: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.source, span, "", help_))

    def stop(self, code: str, message: str, span: Span, help_: str) -> None:
        self.report(code, message, span, help_)
        raise _Stop


_Composer.handlers = {
    yaml.DocumentStartEvent: _Composer.document,
    yaml.ScalarEvent: _Composer.scalar,
    yaml.SequenceStartEvent: _Composer.start,
    yaml.MappingStartEvent: _Composer.start,
    yaml.SequenceEndEvent: _Composer.end,
    yaml.MappingEndEvent: _Composer.end,
    yaml.AliasEvent: _Composer.alias,
}


def _implicit_tag(text: str) -> str:
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return _TAG + "str"


def _number(kind: str) -> Callable[[str], int | float]:
    def convert(text: str) -> int | float:
        constructor: Any = SafeConstructor()
        value: int | float = getattr(constructor, f"construct_yaml_{kind}")(yaml.ScalarNode(_TAG + kind, text))
        return value

    return convert


_CONVERTERS: dict[str, Callable[[str], int | float | bool | None]] = {
    _TAG + "null": lambda _: None,
    _TAG + "bool": lambda text: SafeConstructor.bool_values[text.lower()],
    _TAG + "int": _number("int"),
    _TAG + "float": _number("float"),
}


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
