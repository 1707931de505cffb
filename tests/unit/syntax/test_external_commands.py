"""Commands of add-ons: understood where they are declared, unknown with a way out where they are not."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import SplError, SplUnsupportedError
from harness.spl.parsing import parse
from harness.spl.session import run_search

CHEF = 'index=a | cyberchef infield=x recipe="b | c" into [ foo\n  | bar ] y  z | stats count'


def test_a_declared_command_keeps_its_arguments() -> None:
    """Pipes in quotes and brackets are part of them, a line end is a blank."""
    pipeline: Any = parse(CHEF, externals={"CYBERCHEF"})
    command = pipeline.commands[1]
    assert (command.name, command.arguments) == (
        "cyberchef",
        'infield=x recipe="b | c" into [ foo | bar ] y  z',
    )
    assert parse(str(pipeline), externals={"cyberchef"}) == pipeline


def test_it_may_stand_in_a_subsearch_and_without_arguments() -> None:
    pipeline: Any = parse("x | append [ | dnstwist ] | cyberchef", externals={"dnstwist", "cyberchef"})
    assert str(pipeline).endswith("| append [ dnstwist ]\n| cyberchef")
    assert parse(str(pipeline), externals={"dnstwist", "cyberchef"}) == pipeline


@pytest.mark.parametrize(
    ("text", "code", "help_"),
    [
        ("x | ut_parse a", "SPL301", "commands.conf"),
        ("| dnstwist", "SPL301", "commands.conf"),
        ("x | myown a", "SPL301", "None"),
        ("x | cyberchf a", "SPL301", 'did you mean "cyberchef"?'),
        ("x | cyberchef [ a", "SPL105", "None"),
        ('x | cyberchef "a | b', "SPL001", "None"),
    ],
)
def test_what_is_wrong_is_said(text: str, code: str, help_: str) -> None:
    with pytest.raises(SplError) as caught:
        parse(text, externals={"cyberchef"})
    found: Any = caught.value.diagnostics[0]
    assert found.code == code
    assert help_ in str(found.help)


def test_a_command_of_splunk_cannot_be_declared_away() -> None:
    assert parse("x | stats count", externals={"stats"}) == parse("x | stats count")


def test_it_is_never_executed() -> None:
    """A search is not half understood."""
    with pytest.raises(SplUnsupportedError, match="cyberchef"):
        run_search(parse("| makeresults | cyberchef a", externals={"cyberchef"}), now=0.0)
