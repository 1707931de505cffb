"""A stanza of macros.conf as a macro: `[name]`, or `[name(2)]` with `args`.

Source: Splunk, macros.conf.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.detections.model import Macro
from harness.diagnostics import Diagnostic, SourceText
from harness.diagnostics.source import Origin
from harness.errors import SplError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from harness.detections.conf.text import ConfScalar
    from harness.detections.conf.tree import StanzaTree

_NAME = re.compile(r"(?P<name>[^()]+?)\s*(?:\(\s*(?P<count>\d+)\s*\))?\Z")


def read_macro(tree: StanzaTree, path: Path) -> Macro | None:
    """The macro of a stanza; None, and a finding, where it has no definition."""
    match = _NAME.match(tree.stanza.name)
    name, count = (match["name"], int(match["count"] or 0)) if match else (tree.stanza.name, 0)
    definition = tree.stanza.settings.get("definition")
    if definition is None:
        way_out = "add definition = .., or remove the stanza"
        tree.report("DET208", f"the macro [{tree.stanza.name}] has no definition", "definition", "empty", way_out)
        return None
    arguments = [part.strip() for part in tree.value("args").split(",") if part.strip()]
    if len(arguments) != count:
        message = f"[{tree.stanza.name}] stands for {count} argument{'s' * (count != 1)}, args names {len(arguments)}"
        hint = f"call it [{name}({len(arguments)})]" if arguments else "name the arguments: args = .."
        tree.report("DET207", message, "args", "not as many", f"{hint}, so that both agree")
    node = tree.mapping({"name": tree.name, "definition": definition}, tree.stanza.key_spans)
    validation = tree.setting("validation")
    if validation is not None:
        tree.diagnostics += _expression_findings(validation, arguments)
    return Macro(
        name,
        path,
        node,
        definition=definition.text,
        arguments=tuple(arguments),
        is_eval=tree.is_on("iseval"),
        validation=tree.value("validation"),
        errormsg=tree.value("errormsg"),
    )


def _expression_findings(validation: ConfScalar, arguments: Sequence[str]) -> list[Diagnostic]:
    """What is wrong with the expression that judges a macro's arguments; each argument is read as a field."""
    from harness.spl.macro_evaluation import parse_macro_expression
    from harness.spl.parsing import GRAMMAR

    value = validation.source_text()
    text = value.text
    for name in arguments:
        text = text.replace(f"${name}$", "_" * (len(name) + 2))
    origin = Origin(0, len(text), value, range(len(text) + 1))
    try:
        parse_macro_expression(SourceText(value.name, text, (origin,)), GRAMMAR)
    except SplError as error:
        return [found for found in error.diagnostics if isinstance(found, Diagnostic)]
    return []
