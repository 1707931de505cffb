"""XML as fields hold it: the parts that an spath path names, and all of them by their names.

A path starts with the name of the root element; `{2}` takes the second element of a name, `{@id}` an attribute.
Names are taken as they are written: a prefix is a part of the name, and `xmlns` is an attribute like any other.

Invariant: a document type is refused, so that no entity is ever expanded.

Undecided: what an element that holds elements gives (the XML of its content here); whether `xmlns` is an attribute.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from re import compile as plain
from typing import TYPE_CHECKING
from xml.parsers import expat

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PART = plain(r"([^{}]*?)((?:\{[^}]*\})*)")
_STEP = plain(r"((?:[^.{]|\{[^}]*\})+)")
_BRACES = plain(r"\{([^}]*)\}")


@dataclass(slots=True)
class XmlElement:
    """An element: its name, attributes and children, its own text, and where its content stands (in bytes)."""

    name: str
    attributes: Mapping[str, str]
    children: list[XmlElement] = field(default_factory=list)
    text: str = ""
    content: tuple[int, int] = (0, 0)


@frozen
class XmlDocument:
    """A document and its bytes."""

    root: XmlElement
    raw: bytes

    def content(self, element: XmlElement) -> str:
        """What stands in an element: its text, or the XML of its content where it has elements."""
        start, end = element.content
        return self.raw[start:end].decode("utf-8").strip() if element.children else element.text


def read_xml(text: str) -> XmlDocument | None:
    """The document that a text is, or None where it is no XML or has a document type."""
    if "<!DOCTYPE" in text or not text.lstrip().startswith("<"):
        return None
    raw = text.lstrip().encode("utf-8", "replace")
    builder = _Builder()
    try:
        builder.parse(raw)
    except expat.ExpatError:
        return None
    return None if builder.root is None else XmlDocument(builder.root, raw)


class _Builder:
    """Builds the tree of one document."""

    def __init__(self) -> None:
        self.root: XmlElement | None = None
        self._open: list[XmlElement] = []
        self._entered: XmlElement | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.CommentHandler = self._other
        self._parser.ProcessingInstructionHandler = self._other

    def parse(self, raw: bytes) -> None:
        """Reads a whole document."""
        self._parser.Parse(raw, True)

    def _enter(self) -> None:
        """The content of an element starts where the first thing after its tag stands."""
        if self._entered is not None:
            index = self._parser.CurrentByteIndex
            self._entered.content = (index, index)
            self._entered = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._enter()
        element = XmlElement(name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)
        self._entered = element

    def _end(self, name: str) -> None:  # noqa: ARG002
        self._enter()
        element = self._open.pop()
        element.content = (element.content[0], self._parser.CurrentByteIndex)
        element.text = element.text.strip()

    def _text(self, data: str) -> None:
        self._enter()
        self._open[-1].text += data

    def _other(self, *_: str) -> None:
        self._enter()


def find_in_xml(text: str, path: str) -> list[str]:
    """The texts of the elements or attributes that a path names; none where the text is not XML."""
    document = read_xml(text)
    return [] if document is None else _walk(document, [document.root], _STEP.findall(path), is_root=True)


def _walk(document: XmlDocument, parents: list[XmlElement], parts: list[str], *, is_root: bool) -> list[str]:
    match = _PART.fullmatch(parts[0]) if parts else None
    if match is None:
        return []
    name = match[1]
    candidates = parents if is_root else [child for parent in parents for child in parent.children]
    found = [element for element in candidates if element.name == name]
    for brace in _BRACES.findall(match[2]):
        if brace.startswith("@"):
            return [element.attributes[brace[1:]] for element in found if brace[1:] in element.attributes]
        if brace.isdigit():
            found = found[int(brace) - 1 : int(brace)] if int(brace) else []
    if len(parts) == 1:
        return [document.content(element) for element in found]
    return _walk(document, found, parts[1:], is_root=False)


def xml_fields(text: str) -> dict[str, list[str]]:
    """The texts of all elements without elements, and all attributes, by their paths."""
    document = read_xml(text)
    found: dict[str, list[str]] = {}
    if document is not None:
        for name, value in _leaves(document.root, document.root.name):
            found.setdefault(name, []).append(value)
    return found


def _leaves(element: XmlElement, path: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attributes.items():
        yield f"{path}{{@{name}}}", value
    if not element.children and element.text:
        yield path, element.text
    for child in element.children:
        yield from _leaves(child, f"{path}.{child.name}")
