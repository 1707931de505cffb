"""Operators over columns against a model that takes one value at a time, written from the rules alone."""

from __future__ import annotations

import ipaddress
import math
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import harness.data as d
from harness.data import Column, Table

few = settings(max_examples=max(5, settings().max_examples // 3), deadline=None)

Cell: TypeAlias = str | int | float | list[str] | None

NUMERIC_TEXTS = st.sampled_from(["1", "1.0", "01", "2", "10", "9", "-3", "+4", "1e3", ".5", "5.", "0", "-0", "1e-7"])
WORDS = st.sampled_from(["", "a", "A", "ab", "aB*", "b%", "_", "true", "True", "é", "É", "10.1.1.1", "::1", "x\ny"])
TRICKS = st.sampled_from(
    [" 1", "1 ", "1_0", "0x1F", "inf", "NaN", "-inf", "1e", "1e999", "١", "1,0", "\x00", "a\x00b", "😀"]
)
TEXTS = NUMERIC_TEXTS | WORDS | TRICKS | st.text(max_size=3)
SCALARS: st.SearchStrategy[Cell] = (
    st.none() | TEXTS | st.integers(-12, 12) | st.sampled_from([0.5, -2.5, 1e17, math.inf])
)
MULTIS: st.SearchStrategy[Cell] = st.lists(NUMERIC_TEXTS | WORDS, min_size=2, max_size=3)
CELLS = SCALARS | MULTIS


def columns(cells: st.SearchStrategy[Any], count: int) -> st.SearchStrategy[list[list[Any]]]:
    """`count` lists of cells of one common length."""
    rows = st.lists(st.tuples(*[cells] * count), max_size=6)
    return rows.map(lambda found: [list(column) for column in zip(*found, strict=True)] if found else [[]] * count)


def number(cell: Cell) -> float | None:
    """What the rules N1, N2 and N7 say, by Python's own float."""
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    if not isinstance(cell, str) or not re.fullmatch(r"[-+.0-9eE]+", cell):
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def text(cell: Any) -> str:
    """What the rules N4 to N7 say, by Python's own formatting."""
    if isinstance(cell, float) and math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e17:
        return f"{cell:.0f}".replace("-0", "0") if cell == 0 else f"{cell:.0f}"
    return str(cell)


def each(cell: Cell) -> list[Any]:
    return cell if isinstance(cell, list) else [cell]


def shown(column: Column) -> list[Any]:
    return [row.get("r") for row in Table({"r": column}).rows()]


def truths(column: Column) -> list[Any]:
    return column.values()


def arithmetic(function: Callable[[float, float], float | None]) -> Callable[[Cell, Cell], str | None]:
    def apply(left: Cell, right: Cell) -> str | None:
        a, b = number(left), number(right)
        if a is None or b is None:
            return None
        try:
            result = function(a, b)
        except OverflowError:
            return "inf"
        return None if result is None else text(result)

    return apply


def model_add(left: Cell, right: Cell) -> str | None:
    if left is None or right is None or isinstance(left, list) or isinstance(right, list):
        return None
    figures = [number(left) is not None, number(right) is not None]
    if all(figures):
        return arithmetic(operator.add)(left, right)
    words = [text(left), text(right)]
    return None if any(figures) or {"nan", "inf", "-inf"} & set(words) else "".join(words)


def model_concatenate(left: Cell, right: Cell) -> str | None:
    if left is None or right is None or isinstance(left, list) or isinstance(right, list):
        return None
    return text(left) + text(right)


ARITHMETIC: dict[str, tuple[Callable[[Column, Column], Column], Callable[[Cell, Cell], str | None]]] = {
    "+": (d.add, model_add),
    "-": (d.subtract, arithmetic(operator.sub)),
    "*": (d.multiply, arithmetic(operator.mul)),
    "/": (d.divide, arithmetic(lambda a, b: a / b if b else None)),
    "%": (d.modulo, arithmetic(lambda a, b: math.fmod(a, b) if b else None)),
    ".": (d.concatenate, model_concatenate),
}


@pytest.mark.parametrize("name", ARITHMETIC)
@few
@given(cells=columns(CELLS, 2))
@example(cells=[["", "inf", math.inf], [math.inf, "a", math.nan]])
@example(cells=[["7", -7, 7.5, "x", ["1", "2"]], [3, "3", -2, "y", "1"]])
def test_arithmetic(name: str, cells: list[list[Any]]) -> None:
    """Each operator gives for every pair of values what the rules A1 to A6 say."""
    over_columns, model = ARITHMETIC[name]
    expected = [model(a, b) for a, b in zip(*cells, strict=True)]
    assert shown(over_columns(Column.of(cells[0]), Column.of(cells[1]))) == expected


OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def model_compare(left: Cell, op: str, right: Cell) -> bool | None:
    if left is None or right is None:
        return None
    return any(one(OPERATORS[op], a, b) for a in each(left) for b in each(right))


def one(operation: Callable[[Any, Any], bool], left: Cell, right: Cell) -> bool:
    a, b = number(left), number(right)
    if a is not None and b is not None:
        return operation(a, b)
    return operation(text(left).encode(), text(right).encode())


@pytest.mark.parametrize("op", OPERATORS)
@few
@given(cells=columns(CELLS, 2))
def test_comparison(op: str, cells: list[list[Any]]) -> None:
    """Numbers by number, texts by code points, any member, null for null (C1 to C3)."""
    left, right = (Column.of(column) for column in cells)
    assert truths(d.compare(left, op, right)) == [model_compare(a, op, b) for a, b in zip(*cells, strict=True)]


@few
@given(cells=columns(CELLS, 2))
def test_not_equal_with_the_quantifier_none(cells: list[list[Any]]) -> None:
    """No member may be equal (C3); for scalars the quantifier makes no difference."""
    left, right = (Column.of(column) for column in cells)
    equal = [model_compare(a, "=", b) for a, b in zip(*cells, strict=True)]
    assert truths(d.compare(left, "!=", right, "none")) == [None if e is None else not e for e in equal]


@few
@given(cells=columns(CELLS, 1), candidates=st.lists(TEXTS | st.integers(-3, 3), min_size=1, max_size=3))
def test_in(cells: list[list[Any]], candidates: Sequence[Any]) -> None:
    """IN is `=` with any of the candidates (C4)."""
    column = Column.of(cells[0])
    found = d.is_in(column, [Column.constant(c, len(column)) for c in candidates])
    expected = [None if c is None else any(model_compare(c, "=", v) for v in candidates) for c in cells[0]]
    assert truths(found) == expected


@few
@given(cells=columns(CELLS, 1), pattern=st.text("ab%_1.*\n", max_size=4))
def test_like(cells: list[list[Any]], pattern: str) -> None:
    """The whole text matches, `%` and `_` alone are special (C5); a pattern in every row does what a constant does."""
    regex = re.compile("".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in pattern), re.DOTALL)
    column = Column.of(cells[0])
    constant = Column.constant(pattern, len(column))
    expected = [None if c is None else any(bool(regex.fullmatch(text(m))) for m in each(c)) for c in cells[0]]
    assert truths(d.like(column, constant)) == expected
    assert truths(d.like(column, Column(constant.series))) == expected


def model_matches(member: Cell, wanted: str) -> bool:
    value = text(member).lower()
    if "/" in wanted and "*" not in wanted:
        try:
            return value == wanted.lower() or ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)
        except ValueError:
            return value == wanted.lower()
    parts = [re.escape(part) for part in wanted.lower().split("*")]
    return re.fullmatch(".*".join(parts), value, re.DOTALL) is not None


WANTED = st.sampled_from(
    ["*", "1", "1.0", "TRUE", "a*", "*b*", "A*b", "**", "10.0.0.0/8", "10.1.1.1/32", "::/0", "x/y"]
)


@few
@given(cells=columns(CELLS, 1), wanted=WANTED | TEXTS)
def test_search_matching(cells: list[list[Any]], wanted: str) -> None:
    """Text, wildcard and network matching of any member, in both readings of `!=` (S1 to S5); never null."""
    column = Column.of(cells[0])
    hits = [[model_matches(m, wanted) for m in each(c)] if c is not None else [] for c in cells[0]]
    assert truths(d.search_equals(column, wanted)) == [any(h) for h in hits]
    assert truths(d.search_not_equals(column, wanted)) == [not all(h) for h in hits]
    assert truths(d.search_not_equals(column, wanted, "none")) == [bool(h) and not any(h) for h in hits]


@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
@few
@given(cells=columns(CELLS, 1), wanted=TEXTS)
def test_search_order(op: str, cells: list[list[Any]], wanted: str) -> None:
    """Numbers by number, else texts by code points, any member, false for null (S4)."""
    found = d.search_compare(Column.of(cells[0]), op, wanted)
    assert truths(found) == [bool(model_compare(c, op, wanted)) for c in cells[0]]


TRUTH = st.none() | st.booleans()


@given(cells=columns(TRUTH, 3))
def test_three_valued_logic(cells: list[list[Any]]) -> None:
    """AND, OR, NOT and XOR know true, false and not known (L1)."""
    a, b, c = (Column.of(column) for column in cells)
    rows = list(zip(*cells, strict=True))
    assert truths(d.and_(a, b, c)) == [False if False in r else None if None in r else True for r in rows]
    assert truths(d.or_(a, b, c)) == [True if True in r else None if None in r else False for r in rows]
    assert truths(d.xor(a, b)) == [None if None in r[:2] else r[0] != r[1] for r in rows]
    assert truths(d.not_(a)) == [None if r[0] is None else not r[0] for r in rows]


@few
@given(cells=columns(st.tuples(TRUTH, TRUTH, CELLS, CELLS, CELLS), 1))
def test_choices(cells: list[list[Any]]) -> None:
    """The value of the first condition that holds, else the other one; null holds never (L2)."""
    rows = cells[0]
    first, second, a, b, other = (Column.of(list(c)) for c in zip(*rows, strict=True)) if rows else [Column.of([])] * 5
    chosen = [r[2] if r[0] else r[3] if r[1] else r[4] for r in rows]
    assert shown(d.choose([first, second], [a, b], other)) == shown(Column.of(chosen))
    firsts = [next((v for v in r[2:] if v is not None), None) for r in rows]
    assert shown(d.coalesce([a, b, other])) == shown(Column.of(firsts))
