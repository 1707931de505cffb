"""What is computed over whole columns is what the rule says of each value by itself."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.data import Column, Value, render_number, texts
from harness.data.figures import greatest, is_number, is_whole, least, number_function, rounded, sums
from harness.data.memberships import appended, cut, in_text_order, joined, paired, picked, turned_round
from harness.data.memberships import without_repetitions as distinct
from harness.data.networks import in_network
from harness.data.timestamps import render_times
from harness.data.wording import lengths, lower_case, part, stripped, upper_case
from harness.timerange import strftime

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.text(alphabet="abzA1. \té日", max_size=6)
MEMBERS = st.lists(WORDS, min_size=1, max_size=4)
NUMBERS = st.one_of(
    st.integers(-10_000, 10_000),
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
PLACES = st.integers(-7, 7)


def shown(value: Value) -> Value:
    return render_number(value) if isinstance(value, int | float) else value


def listed(column: Column) -> list[Value]:
    """The values as they print, multivalues of one member as that member."""
    return [v[0] if isinstance(v, list) and len(v) == 1 else v for v in texts(column).values()]


def only(members: list[str]) -> Value:
    return members[0] if len(members) == 1 else members or None


@given(st.lists(st.one_of(st.none(), WORDS), min_size=1), PLACES, st.one_of(st.none(), PLACES))
def test_parts_of_texts(values: list[str | None], start: int, length: int | None) -> None:
    """SQLite's window, whether places are constant or differ from row to row."""

    def window(text: str) -> str:
        first = start - 1 if start > 0 else len(text) + start if start < 0 else -1
        end = len(text) if length is None else first + length
        low, high = (first, end) if length is None else sorted((first, end))
        return text[max(low, 0) : max(high, 0)]

    expected = [None if v is None else window(v) for v in values]
    column, height = Column.of(values), len(values)
    varying = [Column.of([place] * height) for place in (start, length) if place is not None]
    constant = [Column.constant(place, height) for place in (start, length) if place is not None]
    assert listed(part(column, *varying)) == expected
    assert listed(part(column, *constant)) == expected


@given(st.lists(st.one_of(st.none(), WORDS), min_size=1), st.text(alphabet="a1 .", max_size=2))
def test_texts_one_by_one(values: list[str | None], characters: str) -> None:
    column = Column.of(values)
    pairs: list[tuple[Column, Callable[[str], Value]]] = [
        (lengths(column), lambda v: str(len(v))),
        (lower_case(column), str.lower),
        (upper_case(column), str.upper),
        (stripped(column, characters, "both"), lambda v: v.strip(characters)),
        (stripped(column, characters, "start"), lambda v: v.lstrip(characters)),
        (stripped(column, characters, "end"), lambda v: v.rstrip(characters)),
        (cut(column, "1"), lambda v: only(v.split("1"))),
        (cut(column, ""), lambda v: only(list(v))),
    ]
    for found, function in pairs:
        assert listed(found) == [None if v is None else function(v) for v in values]


@given(st.lists(st.one_of(st.none(), MEMBERS), min_size=1), PLACES, PLACES)
def test_multivalues_one_by_one(values: list[list[str] | None], start: int, end: int) -> None:
    column, height = Column.of(values), len(values)

    def between(members: list[str]) -> Value:
        first, last = (p if p >= 0 else len(members) + p for p in (start, end))
        return only(members[max(first, 0) : max(last + 1, 0)])

    def at(members: list[str]) -> Value:
        return members[start] if -len(members) <= start < len(members) else None

    first, last = Column.constant(start, height), Column.constant(end, height)
    pairs: list[tuple[Column, Callable[[list[str]], Value]]] = [
        (distinct(column), lambda m: only(list(dict.fromkeys(m)))),
        (in_text_order(column), lambda m: only(sorted(m))),
        (turned_round(column), lambda m: only(m[::-1])),
        (joined(column, "-"), "-".join),
        (picked(column, first), at),
        (picked(column, first, last), between),
        (appended([column, column]), lambda m: m + m),
        (
            paired(column, turned_round(column), "/"),
            lambda m: only([f"{a}/{b}" for a, b in zip(m, m[::-1], strict=True)]),
        ),
    ]
    for found, function in pairs:
        assert listed(found) == [None if m is None else function(m) for m in values]


@given(st.lists(st.one_of(st.none(), NUMBERS), min_size=1), st.integers(0, 6))
def test_rounding(values: list[float | None], places: int) -> None:
    """By the decimal digits, halves away from zero."""

    def digits(value: float) -> str:
        exact = Decimal(render_number(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return f"{exact if exact else exact.copy_abs():f}"

    assume(all(v is None or abs(v) < 1e15 for v in values))
    assert listed(rounded(Column.of(values), places)) == [None if v is None else digits(v) for v in values]


@pytest.mark.parametrize(
    "value", [2.675, 1.005, 0.5, 1.5, 2.5, 1e15 + 0.5, 2**40 + 0.5, 1e300, -0.0004, 0.49999999999999994]
)
def test_numbers_that_are_hard_to_round(value: float) -> None:
    exact = Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP) if value < 1e20 else Decimal(repr(value))
    assert listed(rounded(Column.of([value]), 0)) == [render_number(float(exact) + 0.0) if exact else "0"]


@given(st.lists(st.one_of(st.none(), WORDS, NUMBERS), min_size=1), st.lists(st.one_of(st.none(), WORDS, NUMBERS)))
def test_the_greatest_the_least_and_the_sum(one: list[Value], other: list[Value]) -> None:
    """Numbers before texts, null takes no part, the value as it was written."""
    height = min(len(one), len(other))
    assume(height > 0)
    columns = [Column.of(one[:height]), Column.of(other[:height])]
    rows = list(zip(*(texts(c).values() for c in columns), strict=True))

    def rank(text: str) -> tuple[bool, float, str]:
        figure = Column.of([text])
        return (False, float(text), text) if is_number(figure).values() == [True] else (True, 0.0, text)

    for function, pick in ((greatest, max), (least, min)):
        expected = [pick((str(v) for v in row if v is not None), key=rank, default=None) for row in rows]
        assert [str(v) if v is not None else None for v in listed(function(columns, [False, False]))] == expected
    figures = [[rank(str(v))[1] for v in row if v is not None and not rank(str(v))[0]] for row in rows]
    expected_sums = [sum(row) if row else None for row in figures]
    assert [None if v is None else float(str(v)) for v in listed(sums(columns))] == expected_sums


@given(st.integers(0, 2**32 - 1), st.integers(0, 32), st.lists(st.integers(0, 2**32 - 1), max_size=5))
def test_networks(base: int, prefix: int, others: list[int]) -> None:
    """Every address of the network and no other, and no other writing of one."""
    network = f"{ip_address(base)}/{prefix}"
    known = ip_network(network, strict=False)
    near = [int(known[0]), int(known[-1]), int(known[0]) - 1, int(known[-1]) + 1, base, *others]
    addresses = [str(ip_address(n)) for n in near if 0 <= n < 2**32]
    found = in_network(Column.of([*addresses, "010.0.0.1", " 1.1.1.1", "1.1.1", "x", None]), network)
    assert found is not None
    assert found.values() == [*(ip_address(a) in known for a in addresses), False, False, False, False, None]


CODES = st.lists(
    st.sampled_from([*"AaBbCdeFfGgHIjkMmNpQSsTUuVWwYyzZ", "3N", "6N", "9N", "3Q", "%", ":z", "q"]), max_size=4
)


@given(
    st.lists(
        st.one_of(st.none(), st.floats(-2e10, 2e11).map(lambda t: round(t, 6)), st.integers(0, 2**33)), min_size=1
    ),
    CODES,
    st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu"]),
)
def test_times(times: list[float | None], codes: list[str], zone: str) -> None:
    """The same text as that of one instant by itself, for every code that is written over whole columns."""
    written = " at ".join(f"%{code}" for code in codes) + "."
    found = render_times(Column.of(times), written, ZoneInfo(zone))
    if found is not None:
        assert listed(found) == [None if t is None else strftime(t, written, ZoneInfo(zone)) for t in times]


NAMES = [
    *("abs", "acos", "asin", "atan", "ceiling", "cos"),
    *("cosh", "exp", "floor", "ln", "sin", "sinh", "sqrt", "tan", "tanh"),
]
SAME: dict[str, Callable[[float], float]] = {"abs": abs, "ceiling": math.ceil, "floor": math.floor, "ln": math.log}


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_functions_of_numbers(name: str, values: list[float]) -> None:
    """What the C library gives, and null outside of the domain."""
    function = SAME.get(name) or getattr(math, name)

    def of_one(value: float) -> float | None:
        try:
            return float(function(value))
        except (ValueError, OverflowError):
            return None

    for found, value in zip(number_function(name, Column.of(values)).values(), values, strict=True):
        expected = of_one(value)
        assert found is None if expected is None else found == pytest.approx(expected, rel=1e-14, abs=1e-300)


@given(st.lists(st.one_of(st.none(), WORDS, NUMBERS, st.sampled_from([math.nan, math.inf, 1e300])), min_size=1))
def test_types_do_not_depend_on_storage(values: list[Value]) -> None:
    """A number and its text are the same number, or both none; what is not finite is none."""
    column = Column.of(values)
    for tell in (is_number, is_whole):
        assert tell(column).values() == tell(texts(column)).values()
