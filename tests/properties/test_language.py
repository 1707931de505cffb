"""Properties of the language: the parser raises nothing but SplErrors, and what it reads prints and reads back."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from harness.diagnostics import Diagnostic, SourceText, Span, locate
from harness.errors import SplError
from harness.spl.parsing import parse
from harness.spl.syntax.ast import (
    Binary,
    Call,
    Expression,
    FieldName,
    FieldReference,
    InExpression,
    Logical,
    NumberLiteral,
    Placeholder,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    SearchTerm,
    SearchValue,
    StringLiteral,
    TimeBound,
    Unary,
)
from harness.spl.syntax.printer import print_expression, print_search_expression

NO = Span(0, 0)
THOROUGH = settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)

# --- trees -----------------------------------------------------------------------------------------------------------

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
tricky_text = st.text(st.sampled_from(list("ab*\"'\\|[](){}=<>!,.:;`~ \t\n-+/%&$@^?#")), max_size=8)
texts = any_text | tricky_text
names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)
dotted_names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.:{}@-]{0,10}", fullmatch=True)
not_empty = texts.filter(bool)
words = st.sampled_from(["AND", "or", "Not", "IN", "like", "TERM", "CASE", "xor"])


def field_references() -> st.SearchStrategy[Expression]:
    """References; a name in single quotes cannot hold backticks or double quotes, which macros are found by."""
    plain = names.map(lambda name: FieldReference(NO, name, quoted=not _is_plain(name)))
    quotable = not_empty.filter(lambda name: not set(name) & set('`"')) | words
    return plain | quotable.map(lambda name: FieldReference(NO, name, quoted=True))


def _is_plain(name: str) -> bool:
    return name.lower() not in ("and", "or", "xor", "not", "like", "in")


numbers = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?(e[+-]?[0-9]{1,2})?", fullmatch=True, alphabet="0123456789.e+-")
leaves: st.SearchStrategy[Expression] = st.one_of(
    field_references(),
    numbers.map(lambda text: NumberLiteral(NO, text)),
    texts.map(lambda text: StringLiteral(NO, text)),
    names.map(lambda name: Placeholder(NO, name)),
)
operators = st.sampled_from(["*", "/", "%", "+", "-", ".", "=", "!=", "<", "<=", ">", ">=", "LIKE", "XOR"])


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Unary, st.just(NO), st.sampled_from(["-", "+", "NOT"]), inner),
        st.builds(Binary, st.just(NO), operators, inner, inner),
        st.builds(Logical, st.just(NO), st.sampled_from(["AND", "OR"]), several),
        st.builds(InExpression, st.just(NO), inner, several),
        several.map(lambda arguments: Call(NO, "coalesce", arguments)),
        inner.map(lambda argument: Call(NO, "isnull", (argument,))),
    )


expressions = st.recursive(leaves, _grown, max_leaves=12)

field_names = dotted_names.map(lambda name: FieldName(NO, name)) | not_empty.map(lambda name: FieldName(NO, name, True))
bare_words = st.from_regex(r"[A-Za-z0-9_*./:\\-]{1,10}", fullmatch=True).filter(
    lambda word: word not in ("AND", "OR", "NOT")
)
values = bare_words.map(lambda text: SearchValue(NO, text)) | texts.map(lambda text: SearchValue(NO, text, True))
modified = st.builds(SearchValue, st.just(NO), names, st.just(False), st.sampled_from(["TERM", "CASE"]))
comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
terms: st.SearchStrategy[SearchExpression] = st.one_of(
    bare_words.map(lambda text: SearchTerm(NO, text)),
    texts.map(lambda text: SearchTerm(NO, text, True)),
    st.builds(SearchComparison, st.just(NO), field_names, comparisons, values | modified).filter(
        lambda node: node.field.quoted or node.field.name not in ("earliest", "latest")
    ),
    st.builds(SearchIn, st.just(NO), field_names, st.lists(values | modified, min_size=1, max_size=3).map(tuple)),
    st.sampled_from(["-1h", "now", "-7d@d", "1700000000"]).map(
        lambda time: TimeBound(NO, "earliest", SearchValue(NO, time))
    ),
)


def _grown_search(inner: st.SearchStrategy[SearchExpression]) -> st.SearchStrategy[SearchExpression]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.builds(SearchLogical, st.just(NO), st.sampled_from(["AND", "OR"]), several) | st.builds(
        SearchNot, st.just(NO), inner
    )


search_expressions = st.recursive(terms, _grown_search, max_leaves=12)


@THOROUGH
@given(expressions)
def test_eval_expressions_read_back(tree: Expression) -> None:
    """parse(print(tree)) is the tree, for every tree there can be, but for operators that never have a value."""
    text = f"| makeresults | where 1=1 AND ({print_expression(tree)})"
    try:
        command = cast("Any", parse(text)).commands[1]
    except SplError as error:
        assume({diagnostic.code for diagnostic in error.diagnostics} != {"SPL402"})
        raise
    assert command.expression.operands[1] == tree, text


@THOROUGH
@given(search_expressions)
def test_search_expressions_read_back(tree: SearchExpression) -> None:
    """parse(print(tree)) is the tree, for every tree there can be."""
    text = f"search {print_search_expression(tree)}"
    assert cast("Any", parse(text)).commands[0].expression == tree, text


# --- texts -----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "|",
        "[",
        "]",
        "(",
        ")",
        ",",
        "=",
        "==",
        "!=",
        "<",
        ">",
        '"',
        "'",
        "`",
        "```",
        "\\",
        '\\"',
        ".",
        "*",
        "-",
        "+",
        "%",
        "!",
        "::",
        "{}",
        "$x$",
        "<<FIELD>>",
        "AND",
        "OR",
        "NOT",
        "and",
        "in",
        "IN",
        "by",
        "BY",
        "AS",
        "as",
        "where\n",
        "",
        "",
        "",
        "search",
        "eval",
        "stats",
        "count",
        "count(",
        "avg(x)",
        "eval(",
        "if(",
        '"a"',
        "'b'",
        "a",
        "b.c",
        "1",
        "1.5",
        "-1",
        "1h",
        "earliest=-1h",
        "latest=",
        "span=1h",
        "rename",
        "rex\n",
        "",
        "",
        "",
        "head",
        "dedup",
        "append",
        "sort",
        "table",
        "fields",
        "lookup",
        "OUTPUT",
        "join",
        "type=left",
        "makeresults",
        "mvexpand",
        "TERM(",
        "foreach",
        "tstats\n",
        "",
        "",
        "",
        "inputlookup",
        "timechart",
        "chart",
        "bin",
        "span=",
        "top",
        "limit=5",
        "fillnull",
        "value=0",
        "transaction",
        "startswith=",
        "“",
        "\xa0",
        "\t",
        "\n",
    ]
)
soups = st.lists(PIECES, max_size=25).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces))
)


def _parsed_or_refused(text: str) -> None:
    """Reads a text; if it is refused, each mistake has a place in it."""
    try:
        pipeline = parse(text, macros={"m": "x", "n(1)": "y=$y$"})
    except SplError as error:
        assert error.diagnostics  # noqa: PT017 - both ways are right
        for found in error.diagnostics:
            assert isinstance(found, Diagnostic)
            assert 0 <= found.span.start <= found.span.end <= len(found.source.text)
            str(found)
        return
    assert parse(str(pipeline)) == pipeline, text


@THOROUGH
@given(soups)
@example("a=``")
@example("search a=b`")
@example('stats count(eval("')
@example("| makeresults | eval x=[")
@example("x | sort -")
@example("x | rename a as b,")
def test_nothing_but_an_spl_error_comes_out_of_a_soup_of_words(text: str) -> None:
    """Any row of pieces of the language is read and prints back, or is refused with places."""
    _parsed_or_refused(text)


@THOROUGH
@given(st.text(max_size=60))
def test_nothing_but_an_spl_error_comes_out_of_any_text(text: str) -> None:
    _parsed_or_refused(text)


SEARCHES = [
    'index=main sourcetype=x (a=1 OR b IN (2, "3")) NOT c=* | stats count, avg(eval(x*2)) as n by a, b | where n > 3',
    '| makeresults | eval a="x\\"y", b=if(isnull(\'c d\'), -1, mvindex(split(e, ","), 0)) | fields - a b | sort 5 -b',
    'x `m` | append [ search y | dedup 2 a sortby -b | head (z>1) ] | rename "p.*" as "*" | rex field=q "(?<r>\\d+)"',
    "| tstats count from datamodel=A.B where B.c=1 by _time span=1h, B.d | timechart span=1h limit=5 sum(count) by d",
    "x | lookup t a as b OUTPUT c as d | join type=left e [ search f ] | transaction g maxspan=5m startswith=(h=1)",
]


@THOROUGH
@given(st.sampled_from(SEARCHES), st.data())
def test_nothing_but_an_spl_error_comes_out_of_a_damaged_search(search: str, data: st.DataObject) -> None:
    """A piece is cut out of a search, or put into it somewhere else."""
    start = data.draw(st.integers(0, len(search)))
    end = data.draw(st.integers(start, len(search)))
    into = data.draw(st.integers(0, len(search)))
    piece = data.draw(st.sampled_from([search[start:end], "", "|", "]", '"', "(", "`", ")"]))
    _parsed_or_refused(search[:into] + piece + search[into:])
    _parsed_or_refused(search[:start] + search[end:])


@given(st.text(max_size=20), st.text(max_size=20))
def test_macros_keep_the_places_of_what_is_around_them(before: str, after: str) -> None:
    """A character that was not in a macro is found at its own offset."""
    from harness.spl.knowledge.macros import expand_macros

    text = f"{before} `m` {after}"
    try:
        expanded = expand_macros(SourceText("search", text), {"m": "abc"})
    except SplError:
        return
    for offset, character in enumerate(expanded.text):
        place = locate(expanded, Span(offset, offset + 1))
        if place.source.name == "search" and character != " ":
            assert text[place.span.start] == character
