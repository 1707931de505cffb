"""What functions refuse: calls that Splunk refuses before a search runs, and values that fail while it runs."""

from __future__ import annotations

import pytest

from harness.errors import SearchRuntimeError, SplArgumentError, SplError, SplNameError
from harness.spl.contract import EVAL_FUNCTIONS
from harness.spl.session import parse, run_search
from harness.spl.syntax.ast import NOWHERE, Call, Expression, FieldReference, NumberLiteral, StringLiteral


def run(expression: str, given: str = "a=1") -> object:
    """The value of an expression over one row."""
    rows = run_search(f"| makeresults | eval {given} | eval r={expression} | fields r", now=0.0).rows
    return rows[0].get("r")


@pytest.mark.parametrize(
    "expression",
    [
        "upper(1)",
        "md5(1)",
        'avg("somedata", 2, 3)',
        'len("a", "b")',
        "min()",
        "sigfig(1.23456, 3)",
        'match("a")',
        "relative_time(1)",
        'sqrt("x")',
        'sum(1, 2, "3")',
        "true()",
        'json_valid("1")',
        "case(1==1)",
    ],
)
def test_a_wrong_call_is_refused_before_the_search_runs(expression: str) -> None:
    """Wrong numbers of arguments, literals of the wrong kind and truth values in fields never reach a row."""
    with pytest.raises(SplError):
        parse(f"| makeresults | eval r={expression}")


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ('replace("a", "(", "b")', "SPL220"),
        ("mvfilter(true())", "SPL221"),
        ('json_set("{}", "a", 1, "b")', "SPL221"),
        ('json_append("{}", "a", 1, "b")', "SPL221"),
        ("mvfilter(a == b)", "SPL221"),
        ("mvmap(mvrange(1, 2), 1)", "SPL221"),
        ("if(searchmatch(a), 1, 2)", "SPL221"),
        ("if(a, 1, 2)", "SPL222"),
        ('case("x", 1)', "SPL222"),
        ('if(searchmatch("(a=1"), 1, 2)', "SPL223"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(expression: str, code: str) -> None:
    """The error has a code and stands at the call."""
    with pytest.raises(SplArgumentError) as caught:
        run(expression)
    assert caught.value.diagnostics[0].code == code


def test_a_lookup_that_does_not_exist_is_a_wrong_name() -> None:
    """It never reads as a row that did not match."""
    with pytest.raises(SplNameError, match="nosuch"):
        run('lookup("nosuch.csv", json_object("a", 1), json_array("b"))')


def test_a_range_without_reasonable_end_fails() -> None:
    """Memory is not spent on a hundred million members."""
    with pytest.raises(SearchRuntimeError, match="SPL521"):
        run("mvrange(0, 100000000)")


def call(name: str, *arguments: Expression) -> Call:
    """A call as the parser gives it."""
    return Call(NOWHERE, name, arguments)


def text(value: str) -> StringLiteral:
    """A literal text."""
    return StringLiteral(NOWHERE, value)


FIELD = FieldReference(NOWHERE, "f")


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (call("tonumber", text("seven")), "not a number"),
        (call("tonumber", FIELD, NumberLiteral(NOWHERE, "37")), "not a base"),
        (call("tostring", FIELD, text("roman")), "not a format"),
        (call("printf", text("%q")), "not a directive"),
        (call("json_set", FIELD, text("a")), "pairs"),
        (call("searchmatch", FIELD), "in double quotes"),
    ],
)
def test_a_literal_that_cannot_work_is_complained_about(node: Call, said: str) -> None:
    """What a literal argument shows to be wrong is known before any row is."""
    function = EVAL_FUNCTIONS.find(node.name)
    assert function is not None
    assert said in (function.complaint(node) or "")


@pytest.mark.parametrize(
    "node",
    [
        call("match", FIELD, text("^a+$")),
        call("match", FIELD, FIELD),
        call("tonumber", text("12")),
        call("tonumber", text("ff"), NumberLiteral(NOWHERE, "16")),
        call("tostring", FIELD, text("hex")),
        call("relative_time", FIELD, text("-1d@d")),
        call("printf", text("%s %5.2f %%"), FIELD, FIELD),
        call("json_set", FIELD, text("a"), FIELD),
        call("searchmatch", text("a=1")),
    ],
)
def test_a_call_that_can_work_is_not_complained_about(node: Call) -> None:
    """Arguments that only rows decide are left to the rows."""
    function = EVAL_FUNCTIONS.find(node.name)
    assert function is not None
    assert function.complaint(node) is None
