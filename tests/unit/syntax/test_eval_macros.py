"""Macros with an eval expression: a definition with `iseval`, and a validation."""

from __future__ import annotations

import pytest

from harness.diagnostics import Diagnostic, SourceText
from harness.errors import SplArgumentError, SplError, SplUnsupportedError
from harness.spl.knowledge.macros import expand_macros
from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition

SEARCH = "index=main | head `m(1)`"


def computed(definition: str) -> MacroDefinition:
    return MacroDefinition("m(1)", definition, ("a",), is_eval=True)


def validated(validation: str, errormsg: str = "") -> MacroDefinition:
    return MacroDefinition("m(1)", "$a$", ("a",), validation=validation, errormsg=errormsg)


def finding(macro: MacroDefinition, search: str = SEARCH) -> Diagnostic:
    with pytest.raises(SplError) as caught:
        parse(search, macros={"m(1)": macro})
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    return found


@pytest.mark.parametrize(
    ("definition", "text"),
    [
        ('"5"', "5"),
        ("tostring($a$ + 4)", "5"),
        ('if($a$ == 1, "5", "6")', "5"),
        ('case("$a$" == "2", "6", true(), "5")', "5"),
        ('mvjoin(mvappend("5", absent), "")', "5"),
        ('coalesce(absent, "5")', "5"),
        ("`inner($a$)`", "5"),
    ],
)
def test_the_value_is_what_stands_in_the_search(definition: str, text: str) -> None:
    """Arguments are filled in and inner macros expanded before the expression is computed; no field has a value."""
    macros = {"m(1)": computed(definition), "inner(1)": MacroDefinition("inner(1)", 'if($x$>0, "5", "7")', ("x",))}
    assert parse(SEARCH, macros=macros) == parse(f"index=main | head {text}")


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("null()", "null"),
        ("absent", "null"),
        ("$a$ + 1", "a number"),
        ("$a$ == 1", "a truth value"),
        ("absent > 1", "a truth value"),
        ('mvappend("a", "b")', "several values"),
    ],
)
def test_a_value_that_is_no_text_is_refused(definition: str, kind: str) -> None:
    found = finding(computed(definition))
    assert (found.code, found.span) == ("SPL312", (18, 24))
    assert f"gives {kind} here, not a text" in found.message


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        ("now()", "it calls now()"),
        ("tostring(len(time()))", "it calls time()"),
        ('if(1=1, "a", tostring(random()))', "it calls random()"),
        ('strftime(0, "%F")', "it calls strftime()"),
    ],
)
def test_what_depends_on_the_search_is_refused(definition: str, reason: str) -> None:
    """Nothing is guessed: neither the time nor the time zone of a search that has not started."""
    found = finding(computed(definition))
    assert found.code == "SPL900"
    assert reason in found.message
    with pytest.raises(SplUnsupportedError):
        parse(SEARCH, macros={"m(1)": validated(definition)})


@pytest.mark.parametrize(
    ("definition", "code", "place"),
    [
        ("lenght($a$)", "SPL302", "macro `m`:1:1"),
        ('"x" . $b$', "SPL110", "macro `m`:1:7"),
        ('"x" | head', "SPL102", "macro `m`:1:5"),
        ("1 +", "SPL110", "macro `m`:1:4"),
    ],
)
def test_a_mistake_in_the_expression_is_shown_there(definition: str, code: str, place: str) -> None:
    found = finding(computed(definition))
    assert found.code == code
    assert str(found).startswith(place)


@pytest.mark.parametrize(
    "validation", ["isnum($a$)", "$a$ == 1", 'if($a$ == 1, null(), "one")', "null()", "absent", 'in("$a$", "1", "2")']
)
def test_good_arguments(validation: str) -> None:
    """A condition is true; anything else is null."""
    assert parse(SEARCH, macros={"m(1)": validated(validation)}) == parse("index=main | head 1")


@pytest.mark.parametrize("validation", ["$a$ > 1", "absent == 1", "NOT isnum($a$)", "if($a$ == 1, false(), true())"])
def test_a_condition_that_is_not_true_refuses_with_errormsg(validation: str) -> None:
    """Null is not true."""
    found = finding(validated(validation, "more, please"))
    assert (found.code, found.span) == ("SPL311", (18, 24))
    assert found.message == "macro `m` refuses its arguments: more, please"
    assert finding(validated(validation)).message == "macro `m` refuses its arguments"


def test_a_text_is_the_message_itself() -> None:
    found = finding(validated('if($a$ > 1, null(), "more than " . $a$)', "not this"))
    assert (found.code, found.message) == ("SPL311", "macro `m` refuses its arguments: more than 1")


def test_a_validation_that_gives_a_number_is_wrong_itself() -> None:
    assert finding(validated("$a$ + 1")).code == "SPL312"


def test_an_eval_macro_is_validated_too() -> None:
    """The arguments are judged before anything is computed of them."""
    macro = MacroDefinition("m(1)", "$a$", ("a",), is_eval=True, validation="$a$ > 1", errormsg="no")
    assert finding(macro).code == "SPL311"


def test_without_someone_who_evaluates_a_validation_is_not_passed_over() -> None:
    with pytest.raises(SplUnsupportedError):
        expand_macros(SourceText("search", "`m(1)`"), {"m(1)": validated("$a$ == 1")})


def test_a_call_inside_a_macro_is_shown_where_it_is_written() -> None:
    """The arguments of a nested call are judged at that call."""
    outer = MacroDefinition("outer", "head `m(7)`")
    with pytest.raises(SplArgumentError) as caught:
        parse("index=main | `outer`", macros={"outer": outer, "m(1)": validated("$a$ < 5")})
    assert str(caught.value.diagnostics[0]).startswith("macro `outer`:1:6")
