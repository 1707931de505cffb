"""What the detection says of its results' fields is true of the fields that the search can still have at its end.

A token of the risk message, a risk object, a threat object or a throttling field that no result can have would give
messages with holes, results that raise no risk, or alerts that are never suppressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.fieldflow import final_fields
from harness.detections.lint import Check
from harness.detections.risk import TOKEN
from harness.diagnostics import Diagnostic, SourceText, Span, suggest
from harness.diagnostics.yaml_text import YamlNode, YamlScalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.fieldset import FieldSet
    from harness.detections.model import Detection


@frozen
class _Mention:
    """A field that the file names outside the search."""

    code: str
    name: str
    what: str
    source: SourceText
    span: Span


class ResultFieldsCheck(Check):
    """Compares the fields that the file names with those that the search can return."""

    codes = ("DET133", "DET134", "DET135", "DET136")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """Fields that no result can have; nothing where the search does not determine its fields."""
        pipeline = content.parsed(detection.search_source).pipeline
        if pipeline is None:
            return
        fields = final_fields(pipeline)
        for mention in _mentions(detection):
            if not fields.may_have(mention.name):
                message = f'{mention.what} "{mention.name}", which no result of the search can have'
                way_out = _way_out(mention.name, fields)
                yield Diagnostic(mention.code, message, mention.source, mention.span, "not a field at the end", way_out)


def _way_out(name: str, fields: FieldSet) -> str:
    near = suggest(name, fields.names)
    hint = f'did you mean "{near}"? ' if near else ""
    if fields.is_known:
        return f"{hint}at its end the search has: {', '.join(sorted(fields.names)) or 'no field'}"
    return f"{hint}a command of the search renames or removes it; keep it to the end"


def _mentions(detection: Detection) -> Iterator[_Mention]:
    message = detection.find("rba", "message") or detection.find("tags", "message")
    if isinstance(message, YamlScalar):
        text = message.source_text()
        for token in TOKEN.finditer(text.text):
            yield _Mention("DET133", token[1], "the risk message names", text, Span(*token.span()))
    yield from _listed(detection, ("rba", "risk_objects"), "field", "DET134", "a risk object is taken from")
    yield from _listed(detection, ("rba", "threat_objects"), "field", "DET135", "a threat object is taken from")
    yield from _listed(detection, ("tags", "observable"), "name", "DET134", "an observable is taken from")
    yield from _listed(detection, ("tags", "throttling", "fields"), "", "DET136", "throttling compares")


def _listed(detection: Detection, path: tuple[str, ...], key: str, code: str, what: str) -> Iterator[_Mention]:
    """The fields named in a list: by the items themselves, or by one key of each item."""
    listed: YamlNode | None = detection.find(*path)
    items = listed.to_python() if listed is not None else ()
    for index in range(len(items) if isinstance(items, list) else 0):
        node = detection.find(*path, index, key) if key else detection.find(*path, index)
        if isinstance(node, YamlScalar) and isinstance(node.value, str):
            yield _Mention(code, node.value, what, node.source, node.span)
