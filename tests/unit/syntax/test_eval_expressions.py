"""The language of `eval` and `where`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import Span
from harness.spl.parsing import parse
from harness.spl.syntax.ast import (
    Binary,
    Call,
    FieldReference,
    InExpression,
    Logical,
    NumberLiteral,
    Placeholder,
    StringLiteral,
    Unary,
    walk_fields,
)
from harness.spl.syntax.printer import print_expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.syntax.ast import Expression

    Read = Callable[[str], Expression]
    Codes = Callable[[str], list[str]]

NO = Span(0, 0)


def field(name: str, *, quoted: bool = False) -> FieldReference:
    return FieldReference(NO, name, quoted)


@pytest.mark.parametrize(
    ("written", "grouped"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a . b + c", "a . (b + c)"),
        ("a . b . c = d", "((a . b) . c) = d"),
        ("-a * b", "(-a) * b"),
        ("a * -b", "a * (-b)"),
        ("a = b AND c = d", "(a = b) AND (c = d)"),
        ("a=1 OR b=2 AND c=3", "(a=1) OR ((b=2) AND (c=3))"),
        ("a=1 XOR b=2 OR c=3", "(a=1) XOR ((b=2) OR (c=3))"),
        ("NOT a=1 AND b=2", "(NOT (a=1)) AND (b=2)"),
        ("NOT a IN (1, 2)", "NOT (a IN (1, 2))"),
        ("!isnull(a) AND b=1", "(NOT isnull(a)) AND b=1"),
        ("a LIKE b . c", "a LIKE (b . c)"),
        ("a + b > c % d", "(a + b) > (c % d)"),
        ("a NOT IN (1)", "NOT (a IN (1))"),
        ('a NOT LIKE "x%"', 'NOT (a LIKE "x%")'),
        ("- - a", "-(-a)"),
        ("a BETWEEN 1 AND b + 2 OR c=1", "((a >= 1) AND (a <= (b + 2))) OR (c=1)"),
        ("a NOT BETWEEN 1 AND 2", "NOT (a >= 1 AND a <= 2)"),
    ],
)
def test_precedence(evaluated: Read, written: str, grouped: str) -> None:
    """An expression without parentheses groups as the one with them."""
    assert evaluated(written) == evaluated(grouped)


def test_chains_of_and_and_or_are_one_node(evaluated: Read) -> None:
    found = evaluated("a=1 AND b=2 AND c=3")
    assert isinstance(found, Logical)
    assert len(found.operands) == 3


@pytest.mark.parametrize("word", ["and", "AND", "And"])
def test_operators_are_read_in_any_letter_case(evaluated: Read, word: str) -> None:
    assert evaluated(f"a=1 {word} b=2") == evaluated("a=1 AND b=2")
    assert evaluated('a like "x" xor not b in (1)') == evaluated('a LIKE "x" XOR NOT b IN (1)')


def test_two_equals_signs_are_one(evaluated: Read) -> None:
    assert evaluated("a==b") == Binary(NO, "=", field("a"), field("b"))


@pytest.mark.parametrize("written", ["1", "1.50", ".5", "1e3", "2.5E-7", "007"])
def test_numbers_keep_their_text(evaluated: Read, written: str) -> None:
    assert evaluated(f"x={written}") == Binary(NO, "=", field("x"), NumberLiteral(NO, written))


def test_a_dot_joins_unless_it_stands_in_a_number(evaluated: Read) -> None:
    assert evaluated("a.b=1") == Binary(NO, "=", Binary(NO, ".", field("a"), field("b")), NumberLiteral(NO, "1"))
    assert evaluated('1.5."x"=y') == Binary(
        NO, "=", Binary(NO, ".", NumberLiteral(NO, "1.5"), StringLiteral(NO, "x")), field("y")
    )
    assert evaluated('a.5="x"') == evaluated('a . 5 = "x"')


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"say \"hi\""', 'say "hi"'),
        (r'"c:\\temp"', r"c:\temp"),
        (r'"^\d{1,3}\.$"', r"^\d{1,3}\.$"),
        (r'"\2/\1/"', r"\2/\1/"),
        (r'"a\|b"', r"a\|b"),
        ('"\n"', "\n"),
    ],
)
def test_strings(evaluated: Read, written: str, value: str) -> None:
    assert evaluated(f"x={written}") == Binary(NO, "=", field("x"), StringLiteral(NO, value))


@pytest.mark.parametrize("name", ["a.b", "a b", "x{}.y", "it's", "<<FIELD>>", "k\\v", "in"])
def test_single_quotes_name_fields(evaluated: Read, name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace("'", "\\'")
    assert evaluated(f"'{quoted}'=1") == Binary(NO, "=", field(name, quoted=True), NumberLiteral(NO, "1"))


def test_calls_and_names_in_any_letter_case(evaluated: Read) -> None:
    expected = Call(NO, "isnull", (Call(NO, "mvindex", (field("a"), Unary(NO, "-", NumberLiteral(NO, "1")))),))
    assert evaluated("isNull( mvIndex (a, -1) )") == expected


def test_in_and_like_are_functions_too(evaluated: Read) -> None:
    assert evaluated("in(a, 1, 2)") == Call(NO, "in", (field("a"), NumberLiteral(NO, "1"), NumberLiteral(NO, "2")))
    assert evaluated("a in (1)") == InExpression(NO, field("a"), (NumberLiteral(NO, "1"),))


def test_placeholders(evaluated: Read) -> None:
    """`<<FIELD>>` may stand for a name or for a part of one."""
    assert evaluated("<<FIELD>>=1") == Binary(NO, "=", Placeholder(NO, "FIELD"), NumberLiteral(NO, "1"))
    assert evaluated("old_<<FIELD>>=1") == Binary(NO, "=", field("old_<<FIELD>>"), NumberLiteral(NO, "1"))


def test_fields_are_found_in_order(evaluated: Read) -> None:
    found = walk_fields(evaluated("if(a=1, b, 'c d') = d OR e IN (f, 1)"))
    assert [reference.name for reference in found] == ["a", "b", "c d", "d", "e", "f"]


def test_assignments() -> None:
    command = parse('| makeresults | eval a=1, "b c"=a+1, \'d\'="x", x_{k}=2, k8s.name=3, <<FIELD>>=4').commands[1]
    targets = [assignment.target.name for assignment in command.assignments]  # type: ignore[attr-defined]
    assert targets == ["a", "b c", "d", "x_{k}", "k8s.name", "<<FIELD>>"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("eval", "SPL102"),
        ("eval =5", "SPL102"),
        ("eval x=", "SPL110"),
        ("eval x=1 +", "SPL110"),
        ("eval x=(1", "SPL103"),
        ("eval x=len(a", "SPL103"),
        ("eval x=len(a b)", "SPL102"),
        ("eval x=1)", "SPL104"),
        ("eval x=1 y=2", "SPL101"),
        ('eval x="a', "SPL001"),
        ("eval x='a", "SPL002"),
        ("eval x=“a”", "SPL005"),
        ("eval x=5m", "SPL110"),
        ("eval x=AND", "SPL110"),
        ("where a <> b", "SPL112"),
        ("where a NOT b", "SPL102"),
        ("where a IN b", "SPL102"),
        ("where", "SPL110"),
        ("eval x=nosuchfunction(1)", "SPL302"),
        ('eval x=len("a","b")', "SPL201"),
        ("eval x=case(a=1, 2, 3)", "SPL201"),
        ("eval x=upper(1)", "SPL402"),
        ("eval x=upper(-1)", "SPL402"),
        ("eval x=(1==1)", "SPL401"),
        ("eval x=true()", "SPL401"),
        ("eval x=NOT a=1", "SPL401"),
        ('eval x=a LIKE "b"', "SPL401"),
        ("eval x=a IN (1)", "SPL401"),
        ("where 5", "SPL403"),
        ('where "a"', "SPL403"),
        ("where a+1", "SPL403"),
    ],
)
def test_what_is_no_eval_expression(codes: Codes, written: str, code: str) -> None:
    assert codes(f"| makeresults | {written}") == [code]


@pytest.mark.parametrize("written", ["where a", "where if(a=1, true(), false())", "where coalesce(a, b)", "eval x=-1"])
def test_what_only_data_can_decide_is_let_pass(codes: Codes, written: str) -> None:
    assert codes(f"| makeresults | {written}") == []


def test_all_calls_of_an_expression_are_checked(codes: Codes) -> None:
    """One mistake in an expression does not hide the next."""
    assert codes("| makeresults | eval x=nosuch(1) + len() + upper(2)") == ["SPL302", "SPL201", "SPL402"]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("((a=1) and (b=2)) or c=3", "a = 1 AND b = 2 OR c = 3"),
        ("(a=1 or b=2) and c=3", "(a = 1 OR b = 2) AND c = 3"),
        ("a-(b-c)=1", "a - (b - c) = 1"),
        ("-(a+b)=1", "-(a + b) = 1"),
        ("(NOT a=1)=b", "(NOT a = 1) = b"),
        ("(a=1 AND b=2) AND c=3", "(a = 1 AND b = 2) AND c = 3"),
        ('match(x,"\\d\\\\")', r'match(x, "\d\\")'),
    ],
)
def test_canonical_form(evaluated: Read, written: str, printed: str) -> None:
    """Parentheses stand where the tree needs them and nowhere else."""
    assert print_expression(evaluated(written)) == printed
    assert evaluated(printed) == evaluated(written)
