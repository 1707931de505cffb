"""XML as fields hold it: the parts that an spath path names.

A path starts with the name of the root element; `{2}` takes the second element of a name, `{@id}` an attribute.

Undecided: what an element that holds elements gives (the XML of its content here).
"""

from __future__ import annotations

from re import compile as plain
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PART = plain(r"([^.{}]*)((?:\{[^}]*\})*)")
_BRACES = plain(r"\{([^}]*)\}")


def find_in_xml(text: str, path: str) -> list[str]:
    """The texts of the elements or attributes that a path names; none where the text is not XML."""
    if "<!DOCTYPE" in text:
        return []
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without a document type there are no entities to expand
    except ElementTree.ParseError:
        return []
    return _walk([root], path.split("."), is_root=True)


def _walk(parents: list[Element], parts: list[str], *, is_root: bool) -> list[str]:
    match = _PART.fullmatch(parts[0])
    if match is None:
        return []
    name, found = match[1], parents
    if not is_root:
        found = [child for parent in parents for child in parent if child.tag == name]
    elif parents[0].tag != name:
        return []
    for brace in _BRACES.findall(match[2]):
        if brace.startswith("@"):
            return [element.attrib[brace[1:]] for element in found if brace[1:] in element.attrib]
        if brace.isdigit():
            found = found[int(brace) - 1 : int(brace)] if int(brace) else []
    return [_content(element) for element in found] if len(parts) == 1 else _walk(found, parts[1:], is_root=False)


def _content(element: Element) -> str:
    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + inner
