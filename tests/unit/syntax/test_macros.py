"""Macros and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.diagnostics import Diagnostic, SourceText, Span, locate
from harness.errors import SplError, SplNameError, SplSyntaxError, SplUnsupportedError
from harness.spl.knowledge.macros import blank_comments, expand_macros
from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from collections.abc import Mapping

MACROS: Mapping[str, MacroDefinition | str] = {
    "index": "index=main",
    "errors": "`index` (error OR fail*)",
    "counted": "stats count BY host | where count > 1",
    "one(1)": MacroDefinition("one", 'convert timeformat="%F" ctime($field$)', ("field",)),
    "two(2)": MacroDefinition("two", "$a$=$b$ OR $a$=$a$", ("a", "b")),
    "two(3)": MacroDefinition("two", "$a$$b$$c$", ("a", "b", "c")),
    "nested(1)": MacroDefinition("nested", "`two($x$, 1)` `two(2, $x$)`", ("x",)),
    "plain": MacroDefinition("plain", "$not_an_argument$"),
    "quoted(1)": MacroDefinition("quoted", 'rename "$o$.*" AS "*"', ("o",)),
    "text": MacroDefinition("text", '"index" . "=" . "main"', is_eval=True),
    "filled(1)": MacroDefinition("filled", '"index=$i$"', ("i",), is_eval=True),
    "computed": MacroDefinition("computed", 'if(1=1, "a", "b")', is_eval=True),
    "circle": "`round`",
    "round": "x `circle`",
    "positional(1)": "source=$s$",
}


def expanded(text: str, macros: Mapping[str, MacroDefinition | str] = MACROS) -> str:
    return expand_macros(SourceText("search", text), macros).text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("`index`", "index=main"),
        ("a `index` b", "a index=main b"),
        ("`errors`", "index=main (error OR fail*)"),
        ("x | `counted` | head", "x | stats count BY host | where count > 1 | head"),
        ("x [ search `index` ]", "x [ search index=main ]"),
        ("`one(_time)`", 'convert timeformat="%F" ctime(_time)'),
        ("`two(x, y)`", "x=y OR x=x"),
        ('`two( x , "y, z" )`', "x=y, z OR x=x"),
        (r'`two(x, "say \"hi\"")`', 'x=say "hi" OR x=x'),
        ("`two(if(a,b), y)`", "if(a,b)=y OR if(a,b)=if(a,b)"),
        ("`two(,)`", "= OR ="),
        ("`two(a,b,c)`", "abc"),
        ("`nested(x)`", "x=1 OR x=x 2=x OR 2=2"),
        ("`plain`", "$not_an_argument$"),
        ('`quoted("Processes")`', 'rename "Processes.*" AS "*"'),
        ("`text`", "index=main"),
        ("`filled(a)`", "index=a"),
        ("`positional(x)`", "source=x"),
        ("`two($b$, $a$)`", "$b$=$a$ OR $b$=$b$"),
        ('search "`index`"', 'search "`index`"'),
        (r"search \" `index`", r"search \" index=main"),
        ("` index `", "index=main"),
        ("no macro", "no macro"),
    ],
)
def test_expansion(written: str, text: str) -> None:
    assert expanded(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a ```no``` b", "a " + " " * 8 + " b"),
        ("a ```x\ny``` b", "a " + " " * 4 + "\n" + " " * 4 + " b"),
        ('a="```kept```"', 'a="```kept```"'),
        ('a ```with `index` and " inside``` `index`', "a " + " " * 31 + " index=main"),
    ],
)
def test_comments_become_blanks(written: str, text: str) -> None:
    """Line ends of a comment stay, so that positions by line are right."""
    assert expanded(written) == text


def test_comments_are_blanked_without_expansion_too() -> None:
    assert blank_comments(SourceText("search", "a ```x``` `m`")).text == "a         `m`"


@pytest.mark.parametrize(
    ("written", "code", "under"),
    [
        ("a `nosuch` b", "SPL304", "nosuch"),
        ("a `one` b", "SPL307", "`one`"),
        ("a `two(x)` b", "SPL307", "`two(x)`"),
        ("a `index(x)` b", "SPL307", "`index(x)`"),
        ("a `index b", "SPL003", "`"),
        ("a ```index b", "SPL004", "```"),
        ("a `x y` b", "SPL115", "`x y`"),
        ("a `` b", "SPL115", "``"),
        ("a `computed` b", "SPL900", "`computed`"),
    ],
)
def test_calls_that_cannot_be_expanded(written: str, code: str, under: str) -> None:
    with pytest.raises(SplError) as caught:
        expanded(written)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.code == code
    assert found.source.text[found.span.start : found.span.end] == under


def test_a_circle_is_shown_with_its_path() -> None:
    with pytest.raises(SplNameError) as caught:
        expanded("a `circle`")
    (found,) = caught.value.diagnostics
    assert found.code == "SPL306"
    assert "`circle` -> `round` -> `circle`" in found.message


def test_an_expansion_has_an_end() -> None:
    """Macros that call each other ten times on each of ten levels are refused, not expanded."""
    macros = {f"m{i}": f"`m{i + 1}` " * 10 for i in range(10)} | {"m10": "x"}
    with pytest.raises(SplSyntaxError) as caught:
        expanded("`m0`", macros)
    assert caught.value.diagnostics[0].code == "SPL308"


def test_a_misspelt_macro_brings_a_suggestion() -> None:
    with pytest.raises(SplNameError) as caught:
        expanded("`indx`")
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.help == "did you mean `index`?"


def test_an_eval_macro_is_computed_by_who_can() -> None:
    """The hook receives the expression with its arguments filled in."""
    seen: list[str] = []

    def compute(expression: SourceText) -> str:
        seen.append(expression.text)
        return "index=b"

    found = expand_macros(SourceText("search", "`filled(z)` x"), MACROS, eval_macro=compute)
    assert found.text == "index=b x"
    assert seen == ['"index=z"']


def test_a_hook_may_refuse() -> None:
    def refuse(expression: SourceText) -> str:
        raise SplUnsupportedError("no")

    with pytest.raises(SplUnsupportedError) as caught:
        expand_macros(SourceText("search", "`text`"), MACROS, eval_macro=refuse)
    assert caught.value.diagnostics[0].code == "SPL900"


def test_every_character_knows_where_it_was_written() -> None:
    """Through a macro in a macro back to its definition, and through an argument back to the call."""
    text = expand_macros(SourceText("search", "a `nested(word)` b"), MACROS)
    written = {
        "a ": ("search", 0, ()),
        " b": ("search", 16, ()),
        "word": ("search", 10, ("nested(1)", "two(2)")),
        " OR ": ("macro `two`", 7, ("nested(1)", "two(2)")),
    }
    for piece, (name, offset, via) in written.items():
        start = text.text.index(piece)
        found = locate(text, Span(start, start + len(piece)))
        assert (found.source.name, found.span.start, found.via) == (name, offset, via), piece


def test_a_mistake_in_a_macro_is_shown_in_its_definition() -> None:
    with pytest.raises(SplError) as caught:
        parse("x | `bad`", macros={"bad": MacroDefinition("bad", "head 5 | dedupe a", path="macros/bad.yml")})
    (found,) = caught.value.diagnostics
    assert str(found).startswith("macros/bad.yml:1:10:")
    assert isinstance(found, Diagnostic)
    assert found.location.via == ("bad",)


def test_the_origin_of_an_expansion_names_its_call() -> None:
    text = expand_macros(SourceText("search", "a `index`"), MACROS)
    calls = [(origin.call[0].name, origin.call[1]) for origin in text.origins if origin.call]
    assert calls == [("search", Span(2, 9))]


def test_a_definition_may_carry_its_own_place() -> None:
    """Where a macro's text was read from a file, mistakes in it are shown there."""
    file = SourceText("macros.yml", "name: m\ndefinition: dedupe a\n")
    from harness.diagnostics import Origin

    source = SourceText("macros.yml", "dedupe a", (Origin(0, 8, file, range(20, 29)),))
    with pytest.raises(SplError) as caught:
        parse("x | `m`", macros={"m": MacroDefinition("m", "dedupe a", source=source)})
    assert str(caught.value.diagnostics[0]).startswith("macros.yml:2:13:")
