"""Warnings of what is right and rarely meant."""

from __future__ import annotations

import pytest

from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition


def _warnings(text: str) -> list[tuple[str, str]]:
    pipeline = parse(text)
    return [(found.code, text[slice(*found.span)]) for found in pipeline.warnings]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("a=1 or b=2", [("SPL121", "or")]),
        ("a and not b", [("SPL121", "and"), ("SPL121", "not")]),
        ("x | search a Or b", [("SPL121", "Or")]),
        ("| tstats count where a=1 or b=2", [("SPL121", "or")]),
        ("a=1 OR b=2 NOT c", []),
        ('a "and" b="or" android', []),
        ("user=“ann”", [("SPL122", "“")]),
        ("“two words”", [("SPL122", "“"), ("SPL122", "”")]),
        ("name=Äpfel Öl", []),
        ("a !b", [("SPL123", "!b")]),
        ("a=!b", [("SPL123", "!b")]),
        ("a!=b c=wow! Yahoo!", []),
        ("index=a stats count by host", [("SPL124", "stats")]),
        ("x | stats count by host table host", [("SPL124", "table")]),
        ("x | stats count by table", []),
        ("search stats", []),
        ("stats for nerds", []),
        ("index=a (stats) table", []),
        ('x | where "status" > 400', [("SPL404", '"status"')]),
        ('x | eval y=if("a.b"="c", 1, 2)', [("SPL404", '"a.b"')]),
        ('x | where isnull("user")', [("SPL404", '"user"')]),
        ("x | where 'status' > 400 and not 'a'=\"b\"", []),
        ('x | where "1"="1" or "a"="a" or "two words"="b"', []),
        ('x | where "a"=b', []),
        ("x | rename a as b, c as d | where e=1 | stats count by b, c", [("SPL125", "c")]),
        ("x | append [ search y | rename a as b | chart count by a ]", []),
        ("x | append [ search y | rename a as b | eventstats count by a ]", [("SPL125", "a")]),
        ("x | rename a as b | rename b as a | stats count by a", []),
        ("x | rename a as b | eval a=1 | stats count by a", []),
        ('x | rename a as b | rex field=b "(?<a>x)" | stats count by a', []),
        ("x | rename a.* as * | stats count by a.b", []),
    ],
)
def test_each_names_its_place(text: str, warnings: list[tuple[str, str]]) -> None:
    assert _warnings(text) == warnings


def test_a_macro_may_compare_its_argument_with_a_text() -> None:
    """That is what arguments are for."""
    macro = MacroDefinition("m", 'where "$mode$"="strict"', ("mode",))
    assert parse("x | `m(loose)`", macros={"m(1)": macro}).warnings == ()


def test_there_is_an_end_of_warnings() -> None:
    assert len(parse("a" + " or b" * 1_000).warnings) == 100


def test_an_error_at_the_same_place_is_enough() -> None:
    """What a command refuses needs no warning."""
    from harness.errors import SplError

    with pytest.raises(SplError) as caught:
        parse("| mstats avg(x) where index=m and host=a")
    assert [str(getattr(found, "code", "")) for found in caught.value.diagnostics] == ["SPL233"]
