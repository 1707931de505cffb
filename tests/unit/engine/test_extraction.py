"""What extraction commands stand on: JSON and XML as fields, sed, templates, and how they fail."""

from __future__ import annotations

import pytest

from harness.diagnostics import Diagnostic, locate
from harness.errors import SearchRuntimeError, SplError
from harness.spl.json_fields import json_fields, shortened
from harness.spl.json_text import read_json
from harness.spl.patterns import PatternError
from harness.spl.sed import SedError, parse_sed
from harness.spl.session import run_search
from harness.spl.xml_text import find_in_xml, xml_fields

DOCUMENT = '{"a":{"b":1.50,"c":"x,y\\"}z"},"d":[{"e":true},[1,2],{}],"f":null,"g":"end"}'


def test_every_leaf_has_the_name_of_its_path() -> None:
    expected = {"a.b": ["1.50"], "a.c": ['x,y"}z'], "d{}.e": ["true"], "d{}{}": ["1", "2"], "f": ["null"], "g": ["end"]}
    assert json_fields(DOCUMENT) == expected


@pytest.mark.parametrize("length", range(1, len(DOCUMENT)))
def test_a_document_that_is_cut_off_anywhere_gives_whole_leaves_only(length: int) -> None:
    whole = json_fields(DOCUMENT)
    assert read_json(shortened(DOCUMENT[:length])) is not None
    for name, leaves in json_fields(DOCUMENT, length).items():
        assert leaves == whole[name][: len(leaves)]


def test_only_the_first_characters_of_a_long_text_are_read_without_a_path() -> None:
    spl = (
        r'| makeresults | eval j="{\"a\":1,\"long\":\"".printf("%6000s", "x")."\",\"z\":2}" | spath input=j | table a z'
    )
    assert run_search(spl, now=0.0).rows == [{"a": "1"}]


def test_a_path_reads_a_long_text_to_its_end() -> None:
    spl = r'| makeresults | eval j="{\"long\":\"".printf("%6000s", "x")."\",\"z\":2}" | spath input=j path=z | table z'
    assert run_search(spl, now=0.0).rows == [{"z": "2"}]


def test_xml_names_are_taken_as_they_are_written() -> None:
    text = '<e:Event xmlns:e="u"><e:System><ID>4</ID><ID>5</ID></e:System></e:Event>'
    assert xml_fields(text) == {"e:Event{@xmlns:e}": ["u"], "e:Event.e:System.ID": ["4", "5"]}
    assert find_in_xml(text, "e:Event.e:System.ID{2}") == ["5"]


def test_a_document_type_is_never_read() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'
    assert xml_fields(bomb) == {}
    assert find_in_xml(bomb, "a") == []


@pytest.mark.parametrize("text", ["s/a/b", "x/a/b/", "y/ab/c/", "s/a/b/q", "", "s", r"s/a/\1/"])
def test_a_text_that_is_no_sed_expression_is_refused(text: str) -> None:
    with pytest.raises(SedError):
        parse_sed(text)


def test_a_regex_of_sed_that_does_not_compile_is_refused() -> None:
    with pytest.raises(PatternError):
        parse_sed("s/(/b/")


def test_a_mistake_that_a_field_brings_into_a_template_points_into_the_template() -> None:
    spl = "| makeresults | eval 'a b'=1 | foreach a* [eval x = <<FIELD>> + 1]"
    with pytest.raises(SplError) as caught:
        run_search(spl, now=0.0)
    finding = caught.value.diagnostics[0]
    assert isinstance(finding, Diagnostic)
    location = locate(finding.source, finding.span)
    assert location.source.text == spl
    assert spl[location.span.start :].startswith("<<FIELD>>")


def test_a_field_named_like_a_placeholder_of_ones_own_stays() -> None:
    spl = (
        '| makeresults | eval IT="mine", m=mvappend("1","2"), s=0 | foreach mode=multivalue itemstr=IT m [eval s=s+IT]'
    )
    assert run_search(f"{spl} | table IT s", now=0.0).rows == [{"IT": "mine", "s": "3"}]


def test_a_pattern_that_explodes_ends_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.spl.patterns.TIMEOUT_S", 0.05)
    spl = f'| makeresults | eval a="{"a" * 60}b" | rex field=a "^(?<x>(a|aa)+)$"'
    with pytest.raises(SearchRuntimeError) as caught:
        run_search(spl, now=0.0)
    assert caught.value.diagnostics[0].code == "SPL520"


def test_a_delimiter_of_a_subsearch_does_not_reach_its_outer_search() -> None:
    spl = (
        '| makeresults | eval m=split("a,b",",") | append [| makeresults | eval m=split("x,y",",") | mvexpand m '
        '| mvcombine delim="+" m] | nomv m | table m'
    )
    assert run_search(spl, now=0.0).rows == [{"m": "a\nb"}, {"m": "x\ny"}]


@pytest.mark.parametrize(
    "command",
    [
        'rex field=f "(?<x>.)"',
        'regex f="x"',
        "spath input=f",
        "spath input=f path=a",
        "xmlkv f",
        "xmlunescape",
        'xpath "//a" field=f',
        "extract",
        "multikv",
        'makemv delim="," f',
        "mvcombine f",
        "nomv f",
        "replace a WITH b",
        "convert num(f)",
        'strcat f "x" g',
        "tojson",
        "fromjson f",
        "fieldformat f=1",
        "rangemap field=f low=1-2",
        "reltime",
        "filldown",
        "foreach f [eval g=1]",
        "foreach mode=multivalue f [eval g=<<ITEM>>]",
        "outputlookup t.csv",
        "inputlookup append=t t.csv",
        "highlight f",
        "iconify f",
    ],
)
def test_no_results_give_no_results(command: str) -> None:
    """Over no rows at all, and over none of a known field."""
    assert len(run_search(f"index=main | {command}", now=0.0)) == 0
    assert len(run_search(f"| makeresults | eval f=1 | where f=2 | {command}", now=0.0)) == 0
