"""What a search says where its rows depend on the reading of `!=`: the comparison's place and a form that is safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.spl.contract import Context, Message
from harness.spl.syntax.ast import FieldReference, SearchComparison, StringLiteral

if TYPE_CHECKING:
    from harness.spl.evaluation.readings import Inequality


def advise(node: Inequality, setting: str, context: Context) -> None:
    """Says that rows depend on how `!=` treats a multivalue field, and how to write it so that they do not."""
    reading = getattr(context.settings, setting)
    text = (
        "rows depend on whether != on a multivalue field asks for any member that differs or for no member that is "
        f'equal; Splunk\'s documentation does not say which, this search read it as "{reading}"'
    )
    context.say(Message("WARN", text, node.span, "mv_not_equal", _safe_form(node)))


def _safe_form(node: Inequality) -> str:
    if isinstance(node, SearchComparison):
        field, value = node.field.name, _quoted(node.value.text)
        return f"write NOT {field}={value} to drop a row that has this value among others; it holds under both readings"
    if isinstance(node.left, FieldReference) and isinstance(node.right, StringLiteral):
        field = node.left.name if re.fullmatch(r"[A-Za-z_]\w*", node.left.name) else f"'{node.left.name}'"
        pattern = _quoted(f"^{re.escape(node.right.value)}$")
        return f"write isnull(mvfind({field}, {pattern})) to drop a row that has this value among others"
    return "write NOT (a = b) to drop a row in which a member is equal; it holds under both readings"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
