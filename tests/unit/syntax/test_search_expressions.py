"""The language of `search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import Span
from harness.spl.syntax.ast import (
    FieldName,
    MacroReference,
    SearchComparison,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchSubsearch,
    SearchTerm,
    SearchValue,
    SubsearchComparison,
    TimeBound,
)
from harness.spl.syntax.printer import print_search_expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.syntax.ast import SearchExpression

    Read = Callable[[str], SearchExpression | None]

NO = Span(0, 0)


def term(text: str, *, quoted: bool = False) -> SearchTerm:
    return SearchTerm(NO, text, quoted)


def compared(name: str, value: str, *, quoted: bool = False) -> SearchComparison:
    return SearchComparison(NO, FieldName(NO, name), "=", SearchValue(NO, value, quoted))


def both(*operands: SearchExpression) -> SearchLogical:
    return SearchLogical(NO, "AND", operands)


def either(*operands: SearchExpression) -> SearchLogical:
    return SearchLogical(NO, "OR", operands)


def test_or_binds_tighter_than_and(search: Read) -> None:
    """`a b OR c` is a AND (b OR c)."""
    assert search("a b OR c") == both(term("a"), either(term("b"), term("c")))
    assert search("a OR b AND c OR d") == both(either(term("a"), term("b")), either(term("c"), term("d")))


def test_not_binds_tightest(search: Read) -> None:
    """`NOT a OR b` negates a only."""
    assert search("NOT a OR b") == either(SearchNot(NO, term("a")), term("b"))
    assert search("NOT NOT a") == SearchNot(NO, SearchNot(NO, term("a")))
    assert search("NOT (a OR b)") == SearchNot(NO, either(term("a"), term("b")))


def test_written_and_implied_and_are_the_same(search: Read) -> None:
    assert search("a AND b") == search("a b") == search("a, b") == both(term("a"), term("b"))


@pytest.mark.parametrize("word", ["and", "or", "not", "And", "Or", "xor", "XOR"])
def test_only_upper_case_words_are_operators(search: Read, word: str) -> None:
    """In any other letter case they are words to look for."""
    assert search(f"a {word} b") == both(term("a"), term(word), term("b"))


def test_parentheses_are_kept_in_the_tree_only_where_they_matter(search: Read) -> None:
    assert search("(((a)))") == term("a")
    assert search("(a b) c") == both(both(term("a"), term("b")), term("c"))
    assert search("NOT ()") == SearchNot(NO, SearchLogical(NO, "AND", ()))


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("space", ["", " ", "\n "])
def test_operators(search: Read, operator: str, space: str) -> None:
    """Spaces around an operator do not count."""
    expected = SearchComparison(NO, FieldName(NO, "a"), operator, SearchValue(NO, "b"))  # type: ignore[arg-type]
    assert search(f"a{space}{operator}{space}b") == expected


@pytest.mark.parametrize(
    "name",
    ["k8s.cluster.name", "tag::host", "a{}.b", "x-y", "@timestamp", "annotations.k8s.io/reason", "<<FIELD>>", "_time"],
)
def test_unusual_names_may_stand_bare(search: Read, name: str) -> None:
    assert search(f"{name}=v") == compared(name, "v")


def test_quoted_field_names(search: Read) -> None:
    found = search(r'"my \"own\" field"=v')
    assert found == SearchComparison(NO, FieldName(NO, 'my "own" field', True), "=", SearchValue(NO, "v"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("*", "*"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("fe80::/10", "fe80::/10"),
        ("a,b", "a,b"),
        ("https://x.y/?q=1&r=2", "https://x.y/?q=1&r=2"),
        ("*call()*", "*call()*"),
        (r"C:\\temp\new", r"C:\temp\new"),
        (r"*\"name\":true*", '*"name":true*'),
        ("it's", "it's"),
        ("$token$", "$token$"),
        ("-1", "-1"),
    ],
)
def test_bare_values(search: Read, written: str, value: str) -> None:
    assert search(f"f={written}") == compared("f", value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"c:\\temp\\"', "c:\\temp\\"),
        (r'"\d+\s"', r"\d+\s"),
        (r'"a\|b"', "a|b"),
        ('""', ""),
        ('"a | b ] c"', "a | b ] c"),
    ],
)
def test_quoted_values(search: Read, written: str, value: str) -> None:
    r"""`\"`, `\\` and `\|` are escapes, any other backslash stands for itself."""
    assert search(f"f={written}") == compared("f", value, quoted=True)


def test_a_quoted_value_needs_no_space_behind_it(search: Read) -> None:
    assert search('a="x"b="y"') == both(compared("a", "x", quoted=True), compared("b", "y", quoted=True))
    assert search('a="x"AND b=y') == both(compared("a", "x", quoted=True), compared("b", "y"))


def test_words_and_phrases(search: Read) -> None:
    assert search('error "login failed" fail*') == both(term("error"), term("login failed", quoted=True), term("fail*"))
    assert search('"AND" OR "x y"') == either(term("AND", quoted=True), term("x y", quoted=True))
    assert search(r"\"quoted\"") == term('"quoted"')


def test_in(search: Read) -> None:
    """A list has commas or spaces between its values; a comma at its end is let pass."""
    expected = SearchIn(
        NO, FieldName(NO, "f"), (SearchValue(NO, "a"), SearchValue(NO, "b c", True), SearchValue(NO, "d*"))
    )
    for written in ('f IN (a, "b c", d*)', 'f in(a,"b c",d*,)', 'f IN ( a "b c" d* )'):
        assert search(written) == expected
    assert search('NOT f IN (a, "b c", d*)') == SearchNot(NO, expected)


def test_term_and_case(search: Read) -> None:
    assert search("TERM(10.0.0.1)") == SearchTerm(NO, "10.0.0.1", False, "TERM")
    assert search("CASE(Error)") == SearchTerm(NO, "Error", False, "CASE")
    assert search("f=CASE(Error)") == SearchComparison(
        NO, FieldName(NO, "f"), "=", SearchValue(NO, "Error", False, "CASE")
    )
    assert search('f IN (TERM("a b"))') == SearchIn(NO, FieldName(NO, "f"), (SearchValue(NO, "a b", True, "TERM"),))
    assert search("TERM") == term("TERM")


@pytest.mark.parametrize(
    "written",
    [
        "earliest=-24h@h",
        "latest=now",
        "_index_earliest=-1h",
        'earliest="10/05/2024:20:00:00"',
        "starttime=10/05/2024:20:00:00",
        "hoursago=3",
        "searchtimespandays=2",
        "latest=@w6",
        "earliest=1",
    ],
)
def test_time_bounds(search: Read, written: str) -> None:
    name, _, value = written.partition("=")
    quoted = value.startswith('"')
    assert search(written) == TimeBound(NO, name, SearchValue(NO, value.strip('"'), quoted))


def test_time_bounds_are_bounds_with_an_equals_sign_only(search: Read) -> None:
    assert isinstance(search("latest!=5"), SearchComparison)
    assert isinstance(search("myearliest=nope"), SearchComparison)


@pytest.mark.parametrize(
    "written", ["latest=nope", "earliest=-1x", "hoursago=some", 'timeformat=""', "(a earliest=1d1)"]
)
def test_wrong_times_are_refused(codes: Callable[[str], list[str]], written: str) -> None:
    assert codes(f"index=main {written}") == ["SPL206"]


def test_a_time_format_makes_any_absolute_time_possible(codes: Callable[[str], list[str]]) -> None:
    assert codes('index=main timeformat="%Y" earliest=2024-nope') == []


def test_subsearches_are_terms_and_values(search: Read) -> None:
    found = search("a [ search b ] c=[| makeresults ]")
    assert isinstance(found, SearchLogical)
    _, middle, last = found.operands
    assert isinstance(middle, SearchSubsearch)
    assert isinstance(last, SubsearchComparison)
    assert [command.keyword for command in last.pipeline.commands] == ["makeresults"]


def test_macros_may_be_left_as_they_are() -> None:
    from harness.spl.parsing import parse

    command = parse('`a` x=1 (`b(1, "x")` OR y) | `c`', expand=False)
    assert str(command) == 'search `a` x=1 (`b(1, "x")` OR y)\n| `c`'
    assert MacroReference(NO, "a") in command.commands[0].expression.operands  # type: ignore[attr-defined]


def test_spans_cover_what_was_written(search: Read) -> None:
    found = search('aa bb="c c" OR x IN (1)')
    assert isinstance(found, SearchLogical)
    start = len("search ")
    assert found.operands[0].span == Span(start, start + 2)
    assert found.operands[1].span == Span(start + 3, start + 23)
    assert found.span == Span(start, start + 23)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a=", "SPL110"),
        ("OR a", "SPL110"),
        ("a AND", "SPL110"),
        ("a OR OR b", "SPL110"),
        ("NOT", "SPL110"),
        ("NOT OR a", "SPL110"),
        ("a==b", "SPL113"),
        ("'a b'=1", "SPL114"),
        ("'ab'=1", "SPL114"),
        ("(a", "SPL103"),
        ("a)", "SPL104"),
        ("f IN (", "SPL110"),
        ("f IN (a", "SPL103"),
        ("f IN ()", "SPL110"),
        ('"a', "SPL001"),
        ("a=TERM(x", "SPL102"),
        ("a=`m`", "SPL304"),
    ],
)
def test_what_is_no_search_expression(codes: Callable[[str], list[str]], written: str, code: str) -> None:
    assert codes(f"search {written}") == [code]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a b OR c", "a (b OR c)"),
        ("(a b) OR c", "(a b) OR c"),
        ("a   AND(b)", "a b"),
        ('f = "x"', 'f="x"'),
        ("NOT (a b)", "NOT (a b)"),
        ("f in (a,b)", "f IN (a, b)"),
        (r"f=a\\\\b", r"f=a\\\b"),
        ('NOT "AND"', 'NOT "AND"'),
    ],
)
def test_canonical_form(search: Read, written: str, printed: str) -> None:
    expression = search(written)
    assert expression is not None
    assert print_search_expression(expression) == printed
