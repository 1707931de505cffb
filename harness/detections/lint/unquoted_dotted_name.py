"""A field with dots in its name, written without quotes in an eval expression.

There the dot joins two texts: `a.b` is the text of `a` followed by that of `b`, not the field `a.b`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.field_reads import is_dotted_name
from harness.detections.lint import Rule
from harness.diagnostics.diagnostic import Edit
from harness.spl.syntax.ast import Binary, walk_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.fieldset import FieldSet
    from harness.detections.lint._search import LintedSearch
    from harness.diagnostics import Diagnostic, Span
    from harness.spl.syntax.ast import Expression


class UnquotedDottedNameRule(Rule):
    """Finds `a.b` without blanks around the dot, unless its parts are fields that the search has made."""

    codes = ("L020",)
    is_fixable = True

    def look(self, search: LintedSearch) -> Iterator[Diagnostic]:
        """A warning for each of them; mended where a field of that name is there, or its parts are not."""
        told: list[Span] = []
        for line, index, node in search.expressions():
            if not isinstance(node, Binary) or node.operator != ".":
                continue
            if (told and told[-1].start == node.span.start and node.span.end <= told[-1].end) or not is_dotted_name(
                node
            ):
                continue
            told.append(node.span)
            fields = line.steps[index].before
            if not _is_meant(node, search.text(node.span), fields):
                yield _unquoted(search, node, fields)


def _is_meant(node: Expression, name: str, fields: FieldSet) -> bool:
    """Whether the texts of fields that are there are joined."""
    if name in fields.names:
        return False
    return any(part.name in fields.names for part in walk_fields(node))


def _unquoted(search: LintedSearch, node: Expression, fields: FieldSet) -> Diagnostic:
    name = search.text(node.span)
    parts = [part.name for part in walk_fields(node)]
    is_certain = name in fields.names or (not fields.is_open and not any(map(fields.may_have, parts)))
    return search.finding(
        "L020",
        f"without quotes, {name} joins the texts of {' and '.join(parts)}",
        node.span,
        "a dot between two fields joins them",
        help=f"write '{name}' for the field, or blanks around the dots to join",
        edits=(Edit(node.span, f"'{name}'"),) if is_certain else (),
    )
