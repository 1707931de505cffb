"""Why a file does not conform to its schema: jsonschema's findings in our words, each at its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from harness.detections.schema import FILES, schema
from harness.diagnostics import Diagnostic, Span, suggest
from harness.diagnostics.yaml_text import YamlMapping, YamlNode

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


SCHEMA_CODES = ("DET101", "DET102", "DET103", "DET104", "DET105", "DET120")
"""Every code that a finding of a schema can have; the last ones are given by `x-code` in a schema."""


def explain(kind: str, node: YamlMapping, data: Mapping[str, Any]) -> list[Diagnostic]:
    """Everything that keeps `data`, which was read from `node`, from being content of this kind; in order of place."""
    found = [mistake for error in _validator(kind).iter_errors(data) for mistake in _mistakes(error, node)]
    # jsonschema reports each missing key by itself and says which one only in its sentence.
    once = {(mistake.span, mistake.code, mistake.message): mistake for mistake in found}
    return [once[key] for key in sorted(once)]


@cache
def _validator(kind: str) -> Draft202012Validator:
    # jsonschema takes longer to import than a file takes to load, and right files do not need it.
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    resources = [(f"{name}.schema.json", Resource.from_contents(dict(schema(name)))) for name in FILES]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(dict(schema(kind)), registry=registry)


def _mistakes(error: ValidationError, root: YamlMapping) -> Iterator[Diagnostic]:
    path: Sequence[str | int] = list(error.absolute_path)
    node = root.nearest(*path)
    notes = error.schema if isinstance(error.schema, Mapping) else {}
    explainer = _EXPLAINERS.get(str(error.validator), _explain_form)
    yield from explainer(error, _Place(root, node, path), notes)


class _Place:
    """Where in the file a finding of the schema is, and how to name it."""

    def __init__(self, root: YamlMapping, node: YamlNode, path: Sequence[str | int]) -> None:
        self.root = root
        self.node = node
        self.path = path

    @property
    def name(self) -> str:
        """The path as people write it: `tags.product[1]`."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")

    @property
    def subject(self) -> str:
        """The place as the subject of a sentence."""
        return f'"{self.name}"' if self.path else "the file"

    @property
    def key_span(self) -> Span:
        """The key that the object stands under, as the place of what the object lacks."""
        parent = self.root.nearest(*self.path[:-1])
        if not isinstance(parent, YamlMapping) or not parent.key_spans:
            return self.node.span
        key = self.path[-1] if self.path else next(iter(parent.key_spans))
        return parent.key_spans.get(str(key), self.node.span)

    def diagnostic(self, code: str, message: str, span: Span, label: str, way_out: str | None) -> Diagnostic:
        return Diagnostic(code, message, self.root.source, span, label, way_out)


def _keys(error: ValidationError) -> Mapping[str, Any]:
    instance: Any = error.instance
    keys: Mapping[str, Any] = instance
    return keys


def _explain_unknown_key(error: ValidationError, place: _Place, notes: Mapping[str, Any]) -> Iterator[Diagnostic]:
    known = list(notes.get("properties", ()))
    for key in _keys(error):
        if key in known:
            continue
        meant = suggest(str(key), known)
        way_out = f'did you mean "{meant}"?' if meant else f"the keys here are: {', '.join(sorted(known))}"
        span = place.node.key_span(key) if isinstance(place.node, YamlMapping) else place.node.span
        where = f" in {place.subject}" if place.path else ""
        yield place.diagnostic("DET101", f'unknown key "{key}"{where}', span, "not a key here", way_out)


def _explain_missing(error: ValidationError, place: _Place, notes: Mapping[str, Any]) -> Iterator[Diagnostic]:
    unknown = [key for key in _keys(error) if key not in notes.get("properties", ())]
    for key in notes["required"]:
        if key in _keys(error) or any(suggest(other, [key]) for other in unknown):
            continue  # a misspelled key is told as such, with the key that is meant
        part = notes.get("properties", {}).get(key, {})
        way_out = part.get("description") or _referenced(part).get("description")
        message = f'{place.subject} lacks the key "{key}"'
        hint = f"{key}: {way_out}" if way_out else None
        yield place.diagnostic("DET102", message, place.key_span, f'"{key}" is missing here', hint)


def _referenced(part: Mapping[str, Any]) -> Mapping[str, Any]:
    target = str(part.get("$ref", ""))
    found: Mapping[str, Any] = schema("common")["$defs"].get(target.rpartition("/")[2], {})
    return found


def _explain_type(error: ValidationError, place: _Place, notes: Mapping[str, Any]) -> Iterator[Diagnostic]:
    wanted = _TYPE_WORDS[str(error.validator_value)]
    message = f"{place.subject} must be {wanted}, not {_described(error.instance)}"
    hint = _TYPE_HELP.get(str(error.validator_value))
    yield place.diagnostic("DET103", message, place.node.span, f"expected {wanted}", notes.get("x-help", hint))


def _explain_choice(error: ValidationError, place: _Place, notes: Mapping[str, Any]) -> Iterator[Diagnostic]:
    choices = [str(choice) for choice in notes["enum"]]
    meant = suggest(str(error.instance), choices)
    listed = f"the choices are: {', '.join(choices)}"
    way_out = f'did you mean "{meant}"? {listed}' if meant else listed
    message = f"{place.subject} cannot be {_described(error.instance)}"
    yield place.diagnostic("DET104", message, place.node.span, "not one of the choices", way_out)


def _explain_form(error: ValidationError, place: _Place, notes: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Patterns, lengths and bounds, and whatever the schema itself explains."""
    problem = notes.get("x-problem") or _form_problem(error, notes)
    message = f"{place.subject} {problem}"
    span = place.key_span if not place.path else place.node.span
    yield place.diagnostic(notes.get("x-code", "DET105"), message, span, "", notes.get("x-help"))


def _form_problem(error: ValidationError, notes: Mapping[str, Any]) -> str:
    bound = error.validator_value
    if form := notes.get("x-form"):
        return f"must be {form}, not {_described(error.instance)}"
    if error.instance in ("", []):
        return "must not be empty"
    return _BOUND_WORDS.get(str(error.validator), "is not what the schema asks for").format(bound=bound)


def _described(value: Any) -> str:
    match value:
        case str():
            return f'the text "{value if len(value) <= 60 else value[:57] + "..."}"'
        case bool():
            return f"the truth value {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case None:
            return "empty"
        case _:
            return "a mapping"


_TYPE_WORDS: Mapping[str, str] = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}

_TYPE_HELP: Mapping[str, str] = {
    "string": "put it in quotes if it is meant as text",
    "integer": "write it without quotes",
    "number": "write it without quotes",
    "array": "write each item on a line of its own, after a dash",
}

_BOUND_WORDS: Mapping[str, str] = {
    "minLength": "must have at least {bound} characters",
    "maxLength": "is longer than {bound} characters",
    "minItems": "must have at least {bound} items",
    "minimum": "must be at least {bound}",
    "maximum": "must be at most {bound}",
}

_EXPLAINERS: Mapping[str, Callable[[ValidationError, _Place, Mapping[str, Any]], Iterator[Diagnostic]]] = {
    "additionalProperties": _explain_unknown_key,
    "required": _explain_missing,
    "type": _explain_type,
    "enum": _explain_choice,
}
