"""What a YAML file says, as a tree in which every node knows its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harness.diagnostics.source import Origin, SourceText, Span
from harness.diagnostics.yaml_offsets import ScalarOffsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Key = str | int
"""A step of a path: a mapping's key or a sequence's index."""


@dataclass(frozen=True, slots=True, eq=False)
class YamlNode:
    """A value in a YAML file and where it stands; nodes are equal only to themselves."""

    source: SourceText
    span: Span

    def to_python(self) -> Any:
        """The plain value: dict, list, str, int, float, bool or None; dates stay text."""
        raise NotImplementedError

    def child(self, key: Key) -> YamlNode | None:  # noqa: ARG002
        """The node under a key or an index, None where there is none."""
        return None

    def at(self, *path: Key) -> YamlNode | None:
        """The node at the end of `path`, None where there is none."""
        node: YamlNode | None = self
        for key in path:
            node = node.child(key) if node is not None else None
        return node

    def nearest(self, *path: Key) -> YamlNode:
        """The node at the end of `path`, or the last one on the way to it that exists."""
        node = self
        for key in path:
            found = node.child(key)
            if found is None:
                break
            node = found
        return node


@dataclass(frozen=True, slots=True, eq=False)
class YamlScalar(YamlNode):
    """A single value; `text` is its decoded writing, `style` the first character of its notation (plain: none)."""

    value: str | int | float | bool | None
    text: str
    style: str = ""
    raw_end: int = 0
    """Where the scalar ends with the blank lines that belong to it; its span ends with its last character."""

    def to_python(self) -> Any:
        """The value."""
        return self.value

    def source_text(self) -> SourceText:
        """The decoded scalar as a text whose every character leads back to its place in the file.

        Cost: nothing until a position in it is asked for.
        """
        offsets = ScalarOffsets(self.source.text, Span(self.span.start, self.raw_end), self.style, self.text)
        return SourceText(self.source.name, self.text, (Origin(0, len(self.text), self.source, offsets),))


@dataclass(frozen=True, slots=True, eq=False)
class YamlSequence(YamlNode):
    """A list of nodes."""

    items: Sequence[YamlNode]

    def to_python(self) -> Any:
        """A list of the items' values."""
        return [item.to_python() for item in self.items]

    def child(self, key: Key) -> YamlNode | None:
        """The item at an index."""
        return self.items[key] if isinstance(key, int) and 0 <= key < len(self.items) else None

    def __iter__(self) -> Iterator[YamlNode]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True, eq=False)
class YamlMapping(YamlNode):
    """Nodes by key, in the order of the file; keys are text as written."""

    items: Mapping[str, YamlNode]
    key_spans: Mapping[str, Span]

    def to_python(self) -> Any:
        """A dict of the items' values."""
        return {key: node.to_python() for key, node in self.items.items()}

    def child(self, key: Key) -> YamlNode | None:
        """The node under a key."""
        return self.items.get(str(key))

    def key_span(self, key: str) -> Span:
        """Where a key stands; the start of the mapping for a key that it does not have."""
        return self.key_spans.get(key, Span(self.span.start, self.span.start))

    def __contains__(self, key: object) -> bool:
        return key in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
