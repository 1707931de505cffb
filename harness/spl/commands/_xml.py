"""XML for the commands that read it: entities, elements that hold text only, and paths as `xpath` takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.data import Value

_ELEMENT = re.compile(r"<([^\s<>/!?]+)(?:\s[^<>]*)?>([^<]*)</\1>")


def unescaped(text: str) -> str:
    """A text with `&amp;`, `&lt;` and `&gt;` replaced until none is left."""
    while (plain := unescape(text)) != text:
        text = plain
    return text


def element_pairs(text: str) -> Iterator[tuple[str, str]]:
    """The name and the text of every element that holds nothing but text."""
    for match in _ELEMENT.finditer(text):
        yield match[1], match[2]


_ATTRIBUTE = re.compile(r"(.*)/@([^/\[\]@]+)")


@dataclass(frozen=True, slots=True)
class XmlPath:
    """A path of the subset that Python's ElementTree knows, with an attribute behind it or not."""

    elements: str
    attribute: str | None = None

    @classmethod
    def parse(cls, text: str) -> XmlPath:
        """The path that a text writes.

        Raises: ValueError with the reason.
        """
        if not text.startswith("//"):
            raise ValueError("it does not start with //")
        match = _ATTRIBUTE.fullmatch(text)
        path = cls(f".{match[1]}", match[2]) if match else cls(f".{text}")
        try:
            ElementTree.Element("data").findall(path.elements)
        except SyntaxError as error:
            raise ValueError(str(error)) from None
        except (KeyError, TypeError):
            raise ValueError("a part of it is no step, or is not finished") from None
        return path

    def find(self, value: str | list[str]) -> Value:
        """The texts of the nodes that the path finds in a text, or in each of several; null for none."""
        found = [text for part in ([value] if isinstance(value, str) else value) for text in self._texts(part)]
        return found[0] if len(found) == 1 else found or None

    def _texts(self, text: str) -> list[str]:
        if "<!DOCTYPE" in text:
            return []
        try:
            root = ElementTree.fromstring(f"<data>{text}</data>")  # noqa: S314 - no document type, so no entities
        except ElementTree.ParseError:
            return []
        elements = root.findall(self.elements)
        if self.attribute is not None:
            return [element.attrib[self.attribute] for element in elements if self.attribute in element.attrib]
        return [_content(element) for element in elements]


def _content(element: ElementTree.Element) -> str:
    if len(element):
        element.tail = None
        return ElementTree.tostring(element, encoding="unicode")
    return element.text or ""
