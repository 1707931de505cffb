"""Commands of add-ons: understood where they are declared, unknown with a way out where they are not."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import SplError, SplUnsupportedError
from harness.spl.parsing import parse
from harness.spl.session import run_search

FIT = 'index=a | fit DensityFunction x by "b | c" into [ foo\n  | bar ] y  z | stats count'


def test_a_declared_command_keeps_its_arguments() -> None:
    """Pipes in quotes and brackets are part of them, a line end is a blank."""
    pipeline: Any = parse(FIT, externals={"FIT"})
    command = pipeline.commands[1]
    assert (command.name, command.arguments) == ("fit", 'DensityFunction x by "b | c" into [ foo | bar ] y  z')
    assert parse(str(pipeline), externals={"fit"}) == pipeline


def test_it_may_stand_in_a_subsearch_and_without_arguments() -> None:
    pipeline: Any = parse("x | append [ | listmodels ] | apply", externals={"listmodels", "apply"})
    assert str(pipeline).endswith("| append [ listmodels ]\n| apply")
    assert parse(str(pipeline), externals={"listmodels", "apply"}) == pipeline


@pytest.mark.parametrize(
    ("text", "code", "help_"),
    [
        ("x | fit a", "SPL301", "commands.conf"),
        ("| listmodels", "SPL301", "commands.conf"),
        ("x | myown a", "SPL301", "None"),
        ("x | aply a", "SPL301", 'did you mean "apply"?'),
        ("x | apply [ a", "SPL105", "None"),
        ('x | apply "a | b', "SPL001", "None"),
    ],
)
def test_what_is_wrong_is_said(text: str, code: str, help_: str) -> None:
    with pytest.raises(SplError) as caught:
        parse(text, externals={"apply"})
    found: Any = caught.value.diagnostics[0]
    assert found.code == code
    assert help_ in str(found.help)


def test_a_command_of_splunk_cannot_be_declared_away() -> None:
    assert parse("x | stats count", externals={"stats"}) == parse("x | stats count")


def test_it_is_never_executed() -> None:
    """A search is not half understood."""
    with pytest.raises(SplUnsupportedError, match="fit"):
        run_search(parse("| makeresults | fit a", externals={"fit"}), now=0.0)
