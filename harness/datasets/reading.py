"""Reading a checked value out of positioned YAML, one question at a time, collecting what is wrong.

Every method answers None where the text does not say what was asked for and has then noted a diagnostic with place
and way out; the caller goes on, so that one run shows every mistake of a file.  The JSON Schemas beside this package
say the same for editors; reading does not need them and so needs no validator at start-up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from harness.diagnostics import Diagnostic, SourceText, Span, suggest
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar, YamlSequence
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TECHNIQUE = re.compile(r"T\d{4}(\.\d{3})?")
ChoiceT = TypeVar("ChoiceT", bound=str)


@frozen
class ShapeCodes:
    """The codes under which one family of files reports mistakes of shape."""

    unknown: str
    missing: str
    wrong: str


@dataclass(slots=True)
class Reader:
    """Reads one file and collects diagnostics."""

    source: SourceText
    codes: ShapeCodes
    problems: list[Diagnostic] = field(default_factory=list)

    def problem(self, code: str, message: str, span: Span, *, label: str = "", help: str | None = None) -> None:  # noqa: A002
        """Notes a mistake."""
        self.problems.append(Diagnostic(code, message, self.source, span, label, help))

    def wrong(self, node: YamlNode, what: str, wanted: str) -> None:
        """Notes that a node is not what it should be."""
        message = f"{what} is {shown(node)}, not {wanted}"
        self.problem(self.codes.wrong, message, node.span, label=f"not {wanted}")

    def fields(
        self, node: YamlNode, what: str, known: Collection[str], required: Collection[str] = ()
    ) -> Mapping[str, YamlNode]:
        """The known keys of a mapping that are there; unknown and missing ones are noted."""
        entries = self.entries(node, what)
        for name, (span, _) in entries.items():
            if name not in known:
                self._unknown(span, name, what, did_you_mean(name, known))
        return self._known(node, what, known, required)

    def open_fields(
        self,
        node: YamlNode,
        what: str,
        known: Collection[str],
        required: Collection[str] = (),
        elsewhere: Mapping[str, str] = MappingProxyType({}),
    ) -> Mapping[str, YamlNode]:
        """The known keys of a mapping to which others may add keys of their own, which are passed over.

        An unknown key is noted only where it must be a mistake: it is written much like a known one that the mapping
        lacks, or it belongs to another place (`elsewhere`: a place for each such key).
        """
        entries = self.entries(node, what)
        absent = [name for name in known if name not in entries]
        for name, (span, _) in entries.items():
            if name in elsewhere:
                self._unknown(span, name, what, f'"{name}" belongs to {elsewhere[name]}')
            elif name not in known and (meant := suggest(name, absent)) is not None:
                self._unknown(span, name, what, f'did you mean "{meant}"?')
        return self._known(node, what, known, required)

    def entries(self, node: YamlNode, what: str) -> Mapping[str, tuple[Span, YamlNode]]:
        """The entries of a mapping whose keys are names of somebody's choice, with the places of the keys."""
        if not isinstance(node, YamlMapping):
            self.wrong(node, what, "a mapping")
            return {}
        return {name: (node.key_spans[name], child) for name, child in node.items.items()}

    def items(self, node: YamlNode | None) -> list[YamlNode]:
        """The items of a list; a single value stands for a list of one, nothing for a list of none."""
        if node is None or is_empty(node):
            return []
        return list(node.items) if isinstance(node, YamlSequence) else [node]

    def text(self, node: YamlNode | None, what: str) -> str | None:
        """A text that is not blank; a number counts as it is written (`1.10`)."""
        if node is None:
            return None
        if not isinstance(node, YamlScalar) or isinstance(node.value, bool | None) or not node.text.strip():
            self.wrong(node, what, "a text")
            return None
        return node.text

    def texts(self, node: YamlNode | None, what: str) -> tuple[str, ...]:
        """A list of texts, or one text."""
        found = (self.text(item, what) for item in self.items(node))
        return tuple(text for text in found if text is not None)

    def whole(self, node: YamlNode | None, what: str, least: int, most: int) -> int | None:
        """A whole number between `least` and `most`, both included."""
        value = node.value if isinstance(node, YamlScalar) else None
        if node is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(node, what, f"a whole number from {least} to {most}")
            return None
        return value

    def number(self, node: YamlNode | None, what: str, least: float, most: float) -> float | None:
        """A number between `least` and `most`, both included."""
        value = node.value if isinstance(node, YamlScalar) else None
        if node is None:
            return None
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(node, what, f"a number from {least:g} to {most:g}")
            return None
        return float(value)

    def flag(self, node: YamlNode | None, what: str) -> bool | None:
        """True or false."""
        value = node.value if isinstance(node, YamlScalar) else None
        if node is None or isinstance(value, bool):
            return value if isinstance(value, bool) else None
        self.wrong(node, what, "true or false")
        return None

    def choice(self, node: YamlNode | None, what: str, choices: Collection[ChoiceT]) -> ChoiceT | None:
        """One of a few words."""
        if node is None:
            return None
        value = node.value if isinstance(node, YamlScalar) else None
        for choice in choices:
            if value == choice:
                return choice
        self.wrong(node, what, " or ".join(choices))
        return None

    def name(self, code: str, span: Span, what: str, written: str, known: Collection[str]) -> str | None:
        """A name that must be one of `known`; another one is noted under `code`, with the nearest."""
        if written in known:
            return written
        self.problem(code, f'unknown {what} "{written}"', span, label="unknown", help=did_you_mean(written, known))
        return None

    def _unknown(self, span: Span, name: str, what: str, help_text: str) -> None:
        self.problem(self.codes.unknown, f'{what} has no key "{name}"', span, label="unknown key", help=help_text)

    def _known(
        self, node: YamlNode, what: str, known: Collection[str], required: Collection[str]
    ) -> Mapping[str, YamlNode]:
        if not isinstance(node, YamlMapping):
            return {}
        for name in required:
            if name not in node.items:
                message = f'{what} has no "{name}"'
                self.problem(self.codes.missing, message, _head(node.span), label=f'no "{name}"')
        return {name: child for name, child in node.items.items() if name in known}


def read_techniques(reader: Reader, node: YamlNode | None) -> tuple[str, ...]:
    """ATT&CK technique ids."""
    for item in reader.items(node):
        text = reader.text(item, "the technique")
        if text is not None and not TECHNIQUE.fullmatch(text):
            message = f'"{text}" is not the id of an ATT&CK technique'
            reader.problem("DS007", message, item.span, label="not an id", help="write T1204 or T1204.003")
    return reader.texts(node, "the technique")


def did_you_mean(name: str, known: Collection[str]) -> str:
    """The way out of an unknown name: the nearest one, or what there is."""
    nearest = suggest(name, known)
    if nearest is not None:
        return f'did you mean "{nearest}"?'
    listed = sorted(known)
    more = f" and {len(listed) - 20} more" if len(listed) > 20 else ""
    return f"there are: {', '.join(listed[:20])}{more}" if listed else "there are none"


def is_empty(node: YamlNode) -> bool:
    """Whether a key was written with nothing behind it."""
    return isinstance(node, YamlScalar) and node.value is None


def shown(node: YamlNode) -> str:
    """A node as a message names it."""
    if isinstance(node, YamlMapping):
        return "a mapping"
    if isinstance(node, YamlSequence):
        return "a list"
    if isinstance(node, YamlScalar) and node.value is not None:
        text = str(node.value)
        return f'"{text if len(text) <= 40 else text[:37] + "..."}"'
    return "empty"


def _head(span: Span) -> Span:
    """The first character of a span, for what is missing from the whole of it."""
    return Span(span.start, min(span.end, span.start + 1))
