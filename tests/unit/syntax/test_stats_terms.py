"""The aggregations of `stats` and its family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import Span
from harness.spl.parsing import parse
from harness.spl.syntax.ast import FieldName, NumberLiteral
from harness.spl.syntax.stats_terms import StatsTerm

if TYPE_CHECKING:
    from collections.abc import Callable

NO = Span(0, 0)


def terms(text: str) -> tuple[StatsTerm, ...]:
    command = parse(f"x | stats {text}").commands[1]
    found: tuple[StatsTerm, ...] = command.terms  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("count", ["count"]),
        ("c", ["c"]),
        ("count(tcp.packets) as tcp.packets_count", ["tcp.packets_count"]),
        ("avg(x) dc(y), values(z)", ["avg(x)", "dc(y)", "values(z)"]),
        ("Avg(x)", ["avg(x)"]),
        ('sum("a b") AS "total of a"', ["total of a"]),
        ("sum('a b')", ["sum(a b)"]),
        ("perc95(x) p99.9(y)", ["perc95(x)", "p99.9(y)"]),
        ("count(eval(x==1))", ["count(eval(x==1))"]),
        ("count( eval( x == 1 ) ) as n", ["n"]),
        ("sparkline(avg(x), 1h)", ["sparkline(avg(x))"]),
        ("sparkline", ["sparkline"]),
        ("first(*) as last_*", ["last_*"]),
        ("avg", ["avg(*)"]),
    ],
)
def test_names_of_results(text: str, names: list[str]) -> None:
    assert [term.output_name for term in terms(text)] == names


def test_the_number_in_a_name_is_a_parameter() -> None:
    (term,) = terms("perc95.5(x)")
    assert (term.parameter, term.argument) == (95.5, FieldName(NO, "x"))
    assert (term.written, term.default_name) == ("perc95.5", "perc95.5(x)")


def test_an_expression_is_parsed_and_its_text_kept() -> None:
    """Without an alias the text names the result, so printing keeps it to the letter."""
    (term,) = terms("sum(eval(2))")
    assert term.argument == NumberLiteral(NO, "2")
    pipeline = parse("x | stats count(eval(x==1  AND y=2))")
    assert str(pipeline).endswith("stats count(eval(x==1  AND y=2))")
    assert str(parse("x | stats count(eval(x==1)) as n")).endswith("stats count(eval(x = 1)) AS n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "SPL204"),
        ("BY a", "SPL204"),
        ("nosuch(x)", "SPL303"),
        ("avg()", "SPL201"),
        ("avg(x", "SPL103"),
        ("count(eval(x=1)", "SPL103"),
        ("avg(x y)", "SPL102"),
        ("sum(*.free) AS free", "SPL208"),
        ("sum(a) AS a_*", "SPL208"),
        ("count nosucharg=1", "SPL203"),
        ("count BY a*", "SPL209"),
        ("count BY", "SPL204"),
        ("count AS", "SPL204"),
    ],
)
def test_what_is_no_aggregation(codes: Callable[[str], list[str]], text: str, code: str) -> None:
    assert codes(f"x | stats {text}") == [code]
