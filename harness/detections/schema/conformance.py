"""Whether a value conforms to a schema, decided fast, with no words about it.

Loading reads every file of the content each time, and nearly all of them are right.  jsonschema is thorough, and slow
to import and to run; so the schema is compiled once into closures that only answer yes or no, and jsonschema is
imported for the files that do not conform, to say why (`explanation.py`).

Invariants
- Exactly the keywords that our schemas use are known; a schema with another one is refused when it is compiled, so no
  keyword can be accepted and ignored.
- The answer is jsonschema's (a test compares the two on the content and on damaged copies of it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from harness.detections.schema import Schema, schema
from harness.errors import InternalError

Test: TypeAlias = Callable[[Any], bool]

_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples"})
_READ_BY_ANOTHER = frozenset({"then", "else", "additionalProperties"})


@cache
def conformance(name: str) -> Test:
    """The compiled test of one schema file."""
    return _compiled(schema(name), schema(name))


def _compiled(node: Any, root: Schema) -> Test:
    tests = [
        _KEYWORDS[keyword](value, node, root)
        for keyword, value in node.items()
        if keyword not in _ANNOTATIONS and keyword not in _READ_BY_ANOTHER and _known(keyword)
    ]
    return tests[0] if len(tests) == 1 else _all(tests)


def _known(keyword: str) -> bool:
    if keyword.startswith("x-"):
        return False
    if keyword not in _KEYWORDS:
        raise InternalError(f'the schema keyword "{keyword}" has no compiled form')
    return True


def _all(tests: list[Test]) -> Test:
    return lambda value: all(test(value) for test in tests)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return value.is_integer() if isinstance(value, float) else _is_number(value)


_TYPES: Mapping[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "number": _is_number,
    "integer": _is_integer,
}


def _properties(properties: Mapping[str, Any], node: Schema, root: Schema) -> Test:
    tests = {name: _compiled(part, root) for name, part in properties.items()}
    closed = node.get("additionalProperties") is False

    def test(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        if closed and not value.keys() <= tests.keys():
            return False
        return all(name not in tests or tests[name](part) for name, part in value.items())

    return test


def _required(names: list[str], _node: Schema, _root: Schema) -> Test:
    return lambda value: not isinstance(value, dict) or all(name in value for name in names)


def _items(part: Schema, _node: Schema, root: Schema) -> Test:
    item = _compiled(part, root)
    return lambda value: not isinstance(value, list) or all(item(member) for member in value)


def _enum(choices: list[Any], _node: Schema, _root: Schema) -> Test:
    allowed = [(isinstance(choice, bool), choice) for choice in choices]
    return lambda value: (isinstance(value, bool), value) in allowed


def _pattern(pattern: str, _node: Schema, _root: Schema) -> Test:
    search = re.compile(pattern).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _any_of(parts: list[Schema], _node: Schema, root: Schema) -> Test:
    tests = [_compiled(part, root) for part in parts]
    return lambda value: any(test(value) for test in tests)


def _if(part: Schema, node: Schema, root: Schema) -> Test:
    condition, then = _compiled(part, root), _compiled(node.get("then", {}), root)
    otherwise = _compiled(node.get("else", {}), root)
    return lambda value: then(value) if condition(value) else otherwise(value)


def _not(part: Schema, _node: Schema, root: Schema) -> Test:
    test = _compiled(part, root)
    return lambda value: not test(value)


def _ref(target: str, _node: Schema, root: Schema) -> Test:
    file, _, pointer = target.partition("#/$defs/")
    owner = schema(file.removesuffix(".schema.json")) if file else root
    return _compiled(owner["$defs"][pointer], owner)


def _bound(holds: Callable[[Any, Any], bool], concerns: Test) -> Callable[[Any, Schema, Schema], Test]:
    return lambda bound, _node, _root: lambda value: not concerns(value) or holds(value, bound)


_KEYWORDS: Mapping[str, Callable[[Any, Schema, Schema], Test]] = {
    "type": lambda name, _node, _root: _TYPES[name],
    "properties": _properties,
    "required": _required,
    "items": _items,
    "enum": _enum,
    "pattern": _pattern,
    "anyOf": _any_of,
    "if": _if,
    "not": _not,
    "$ref": _ref,
    "minLength": _bound(lambda value, bound: len(value) >= bound, _TYPES["string"]),
    "maxLength": _bound(lambda value, bound: len(value) <= bound, _TYPES["string"]),
    "minItems": _bound(lambda value, bound: len(value) >= bound, _TYPES["array"]),
    "minimum": _bound(lambda value, bound: value >= bound, _is_number),
    "maximum": _bound(lambda value, bound: value <= bound, _is_number),
}
