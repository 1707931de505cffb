"""What a scan of indexes may leave out: tests that every event which a search expression matches must pass.

Only tests of fields that are fixed when an event is indexed are given to the scan, because every other field may get
its value at search time, and words of `_raw`.  The search command matches the whole expression afterwards; a scan
that leaves nothing out gives the same results, later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.sources import FieldTest
from harness.spl.syntax.ast import SearchComparison, SearchExpression, SearchIn, SearchLogical, SearchNot, SearchTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

INDEXED = ("host", "source", "sourcetype")


def field_tests(expression: SearchExpression | None) -> list[FieldTest]:
    """The tests of indexed fields that hold for every event that the expression matches."""
    found = (_test(node) for node in _conjuncts(expression)) if expression is not None else ()
    return [test for test in found if test is not None]


def raw_terms(expression: SearchExpression | None) -> list[str]:
    """The words and phrases that stand in the `_raw` of every event that the expression matches."""
    if expression is None:
        return []
    terms = [node for node in _conjuncts(expression) if isinstance(node, SearchTerm)]
    return [term.text for term in terms if not term.modifier and term.text.strip("*")]


def _conjuncts(node: SearchExpression) -> Iterator[SearchExpression]:
    if isinstance(node, SearchLogical) and node.operator == "AND":
        for operand in node.operands:
            yield from _conjuncts(operand)
    elif not isinstance(node, SearchNot):
        yield node


def _test(node: SearchExpression) -> FieldTest | None:
    match node:
        case SearchComparison(field=field, operator="=", value=value) if field.name in INDEXED:
            return FieldTest(field.name, (value.text,))
        case SearchIn(field=field, values=values) if field.name in INDEXED:
            return FieldTest(field.name, tuple(value.text for value in values))
        case SearchLogical(operator="OR", operands=operands):
            return _any_of([_test(operand) for operand in operands])
        case _:
            return None


def _any_of(tests: list[FieldTest | None]) -> FieldTest | None:
    """The test that one of these holds, if all of them are of one field."""
    found = [test for test in tests if test is not None]
    if len(found) < len(tests) or len({test.field for test in found}) != 1:
        return None
    return FieldTest(found[0].field, tuple(text for test in found for text in test.texts))
