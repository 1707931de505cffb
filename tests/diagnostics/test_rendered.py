"""Rendered messages: what a person sees for a file that is wrong.

Each `.txt` file below a folder of this one is a case: the input, a line of `====`, and the message.  The folder says
what the input is.  `pytest --complete`, where the option exists, writes the messages of the cases that differ.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pytest

from harness.diagnostics import Diagnostic, SourceText, render_text
from harness.diagnostics.codes import CODES, CodePage
from harness.diagnostics.yaml_text import parse_yaml
from harness.errors import DatasetError, SplError
from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.txt"))
SEPARATOR = "====\n"
MACROS: dict[str, MacroDefinition | str] = {
    "known_macro": "search *",
    "circle": "`back`",
    "back": "`circle`",
    "a_lot": "`m0`",
    **{f"m{i}": f"`m{i + 1}`" * 10 for i in range(9)},
    "m9": "x",
    "at_most_ten(1)": MacroDefinition(
        "at_most_ten(1)", "$n$", ("n",), validation="isnum($n$) AND $n$<=10", errormsg="a number up to 10 is needed"
    ),
    "doubled(1)": MacroDefinition("doubled(1)", "tostring($n$*2)", ("n",), is_eval=True),
    "doubled_number(1)": MacroDefinition("doubled_number(1)", "$n$*2", ("n",), is_eval=True),
}


def yaml_diagnostics(text: str) -> Sequence[Diagnostic]:
    return parse_yaml(SourceText("input.yml", text)).diagnostics


def spl_diagnostics(text: str) -> Sequence[Diagnostic]:
    from harness.spl.session import parse

    try:
        return parse(SourceText("search", text.removesuffix("\n")), macros=MACROS).warnings
    except SplError as problem:
        return cast("Sequence[Diagnostic]", problem.diagnostics)


def detection_diagnostics(text: str) -> Sequence[Diagnostic]:
    from tests.unit.detections.sample import findings_in

    return findings_in(text)


def lint_diagnostics(text: str) -> Sequence[Diagnostic]:
    from tests.unit.detections.sample import linted_in

    return linted_in(text)


def scenario_diagnostics(text: str) -> Sequence[Diagnostic]:
    from harness.datasets import parse_scenario

    try:
        parse_scenario(SourceText("scenario.yml", text))
    except DatasetError as problem:
        return cast("Sequence[Diagnostic]", problem.diagnostics)
    return ()


def expectation_diagnostics(text: str) -> Sequence[Diagnostic]:
    """A file of tests beside a detection whose results have the fields n and user."""
    from harness.runner.project import Project
    from tests.unit.runner.test_bad_files import findings, lay_out

    with TemporaryDirectory() as folder:
        lay_out(Path(folder))
        return findings(Project(Path(folder)), text)


KINDS: dict[str, Callable[[str], Sequence[Diagnostic]]] = {
    "yaml": yaml_diagnostics,
    "spl": spl_diagnostics,
    "detection": detection_diagnostics,
    "lint": lint_diagnostics,
    "scenario": scenario_diagnostics,
    "expectations": expectation_diagnostics,
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_message(path: Path, request: pytest.FixtureRequest) -> None:
    """The input's message is, to the letter, the one that the case shows."""
    source, separator, expected = path.read_bytes().decode().partition(SEPARATOR)
    message = render_text(KINDS[path.parent.name](source)) + "\n"
    if message != expected and request.config.getoption("complete", default=False):
        path.write_bytes(f"{source}{SEPARATOR}{message}".encode())
        pytest.skip("the message was written into the case")
    assert separator, "a case needs a line of ===="
    assert message == expected


def _is_raised_by_the_parser(page: CodePage) -> bool:
    return page.code in {finding.code for finding in spl_diagnostics(page.bad)}


OF_SPL = [page for code, page in CODES.items() if code.startswith("SPL") and page.bad]
PARSED = [page for page in OF_SPL if _is_raised_by_the_parser(page)]


@pytest.mark.parametrize("page", PARSED, ids=lambda page: page.code)
def test_each_code_of_the_parser_has_a_rendered_example(page: CodePage) -> None:
    """Whoever changes a message sees what becomes of it."""
    assert any(f"[{page.code}]" in path.read_text(encoding="utf-8") for path in CASES)


@pytest.mark.parametrize("code", [c for c, page in CODES.items() if c.startswith(("EXP", "DS2")) and page.bad])
def test_each_code_of_tests_and_scenarios_has_a_rendered_example(code: str) -> None:
    """The same for what people write most."""
    assert any(f"[{code}]" in path.read_text(encoding="utf-8") for path in CASES)


def test_most_codes_are_those_of_the_parser() -> None:
    assert len(PARSED) > 50


def test_there_are_cases() -> None:
    assert CASES
