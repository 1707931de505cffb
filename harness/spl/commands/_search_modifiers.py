"""Terms of a search over indexes that look like comparisons and are not: `hosttag=`, `eventtypetag=`, `savedsearch=`.

`hosttag=a` finds events whose host has the tag, as `tag::host=a` does, and `eventtypetag=a` those of event types with
the tag.  In a search that follows a pipe they are comparisons like any other.

Source: Search Reference, "search" (index expression options, search modifiers).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.spl.commands._refusals import unsupported
from harness.spl.syntax.ast import FieldName, SearchComparison, SearchIn, SearchLogical, SearchNot

if TYPE_CHECKING:
    from harness.data import Table
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import SearchExpression

_TAGS = {"hosttag": "tag::host", "eventtypetag": "tag::eventtype"}
_SAVED = ("savedsearch", "savedsplunk")
_SERVER = "splunk_server"


def with_modifiers(node: SearchExpression, context: Context) -> SearchExpression:
    """The expression with its modifiers written out.

    Raises: SplUnsupportedError for the events of a saved search.
    """
    match node:
        case SearchComparison(field=field) | SearchIn(field=field) if field.name in _TAGS:
            return replace(node, field=FieldName(field.span, _TAGS[field.name]))
        case SearchComparison(field=field) | SearchIn(field=field) if field.name in _SAVED:
            way_out = "run it by itself: | savedsearch <name>"
            raise unsupported(context, node.span, f"{field.name}= as a term of a search", way_out)
        case SearchNot(operand=operand):
            return replace(node, operand=with_modifiers(operand, context))
        case SearchLogical(operands=operands):
            return replace(node, operands=tuple(with_modifiers(operand, context) for operand in operands))
        case _:
            return node


def refuse_servers(node: SearchExpression, rows: Table, context: Context) -> None:
    """Makes sure that no server is asked for where events do not say which one has them."""
    match node:
        case SearchComparison(field=field) | SearchIn(field=field) if field.name == _SERVER and _SERVER not in rows:
            raise unsupported(context, node.span, "splunk_server= over events that name no server", "leave it out")
        case SearchNot(operand=operand):
            refuse_servers(operand, rows, context)
        case SearchLogical(operands=operands):
            for operand in operands:
                refuse_servers(operand, rows, context)
        case _:
            pass
