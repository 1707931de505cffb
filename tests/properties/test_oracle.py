"""The engine and an independent interpreter give the same results for generated programs.

The interpreter (`oracle/`) shares no code with the engine.  Here a hundred programs run; `run_oracle.py` runs any
number of them.
"""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.oracle.checking import Case, disagreement
from tests.properties.oracle.expressions import (
    And,
    Arithmetic,
    Comparison,
    Concatenation,
    Field,
    Literal,
    Not,
    Number,
    Or,
)
from tests.properties.oracle.grouping import Stats
from tests.properties.oracle.making_programs import case
from tests.properties.oracle.matching import AllTest, AnyTest, FieldTest, NotTest
from tests.properties.oracle.shrinking import smallest
from tests.properties.oracle.statistics import Aggregation
from tests.properties.oracle.streaming import Events, Sort, Where
from tests.properties.oracle.tables import Program, World
from tests.properties.oracle.values import Row, compared, number, ranks, shown


@settings(max_examples=100)
@given(seed=st.integers(0, 2**32))
def test_engine_and_oracle_agree(seed: int) -> None:
    """A generated program over generated data gives the same rows in both."""
    made = case(Random(seed))
    if disagreement(made) is not None:
        small = disagreement(smallest(made, lambda smaller: disagreement(smaller) is not None))
        assert small is not None
        pytest.fail(small.render())


def test_the_same_seed_makes_the_same_program() -> None:
    """A disagreement can be looked at again from its seed."""
    assert case(Random("1/7")) == case(Random("1/7"))


EVENTS: list[Row] = [{"_time": "3", "index": "main", "a": "10"}, {"_time": "2", "index": "main", "a": "9"}]


def test_a_wrong_result_is_seen_and_made_small() -> None:
    """The comparison can fail: an oracle that leaves out a row disagrees, and nothing needless is left in its case."""

    class Forgetful(Where):
        def run(self, results: object, world: World) -> object:  # type: ignore[override]
            found = super().run(results, world)  # type: ignore[arg-type]
            return found.of(found.rows[1:])

    wrong = Forgetful(Comparison("=", Field("a"), Field("a")))
    program = Program((Events(), Sort((("a", "auto", False),)), wrong, Stats((Aggregation("count"),))))
    made = Case(program, World(EVENTS))
    small = smallest(made, lambda smaller: disagreement(smaller) is not None)
    assert small.spl == "search index=main | where a = a"
    assert len(small.world.events) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        (" 1", None),
        ("1,000", None),
        ("nan", None),
        ("1e400", None),
    ],
)
def test_when_a_text_is_a_number(text: str, value: float | None) -> None:
    """From its first character to its last."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (-0.0, "0"), (0.5, "0.5"), (1e17, "1e+17"), (99999999999999984.0, "99999999999999984")],
)
def test_how_a_number_prints(value: float, text: str) -> None:
    """Whole numbers without point, large ones with an exponent."""
    assert shown(value) == text


def test_comparisons_of_texts_and_numbers() -> None:
    """Two numbers as numbers, anything else by code points, any member, nothing with nothing."""
    assert compared("9", "<", "10") is True
    assert compared("9", "<", "1a") is False
    assert compared(["x", "9"], "=", "9.0") is True
    assert compared(None, "!=", "9") is None


def test_sort_puts_numbers_among_texts() -> None:
    """Numbers by number, then merged with texts by text; nothing has no place."""
    assert ranks(["10", "9", "a", None, ""], "auto") == [2, 1, 3, -1, 0]


def test_eval_binds_and_before_or_and_search_the_other_way_round() -> None:
    """Parentheses stand only where the tree needs them."""
    a, b, c = (Comparison("=", Field(name), Number("1")) for name in "abc")
    assert Or((And((a, b)), c)).render() == "a = 1 AND b = 1 OR c = 1"
    assert And((a, Or((b, c)))).render() == "a = 1 AND (b = 1 OR c = 1)"
    x, y, z = (FieldTest(name, "=", "1") for name in "xyz")
    assert AllTest((x, AnyTest((y, z)))).render() == "x=1 y=1 OR z=1"
    assert AnyTest((AllTest((x, y)), z)).render() == "(x=1 y=1) OR z=1"
    assert NotTest(AnyTest((x, y))).render() == "NOT (x=1 OR y=1)"


def test_the_point_and_the_plus_keep_apart() -> None:
    """Which of them binds tighter is nowhere written, so parentheses stand between them."""
    total = Arithmetic("+", Field("a"), Number("1"))
    assert Concatenation(total, Literal("x")).render() == '(a+1) . "x"'
    assert Not(Comparison("=", total, Number("2"))).render() == "NOT a+1 = 2"
