"""A syntax tree as JSON, for tools that are not written in Python."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from harness.diagnostics import SourceText, Span
from harness.spl.syntax.ast import Pipeline


def render_tree(pipeline: Pipeline) -> str:
    """The tree as indented JSON.

    Output: each node is an object with `node` (its kind; a command's kind is its name), `span` (start and end offset in
    `text`, the search after macro expansion) and its parts.
    """
    document = {"text": pipeline.source.text, **_plain(pipeline)}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return _node(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _node(value: Any) -> dict[str, Any]:
    kind = getattr(type(value), "keyword", None)
    name = f"command:{kind}" if kind else type(value).__name__
    parts = {
        item.name: _plain(getattr(value, item.name))
        for item in fields(value)
        if not isinstance(getattr(value, item.name), SourceText) and item.name != "warnings"
    }
    return {"node": name, **parts}
