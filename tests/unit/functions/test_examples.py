"""Every example in the documentation of a function runs, and gives what it says."""

from __future__ import annotations

import pytest

from harness.spl.contract import EVAL_FUNCTIONS, STATS_FUNCTIONS, Documentation, EvalFunction, Example, StatsFunction
from harness.spl.session import parse, run_search

NOW = 1_700_055_930.0

CONSTRUCTS: list[type[EvalFunction] | type[StatsFunction]] = [*EVAL_FUNCTIONS.all(), *STATS_FUNCTIONS.all()]
EXAMPLES = [
    pytest.param(example, id=f"{construct.__name__}-{number}")
    for construct in CONSTRUCTS
    for number, example in enumerate(construct.documentation.examples)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_its_rows(example: Example) -> None:
    """The documentation is never wrong about a result; an example without rows is at least SPL."""
    if example.rows is None:
        parse(example.spl)
        return
    shown = {name for row in example.rows for name in row}
    rows = [{name: row[name] for name in row if name in shown} for row in run_search(example.spl, now=NOW).rows]
    assert rows == list(example.rows)


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.__name__)
def test_a_function_is_documented(construct: type[EvalFunction] | type[StatsFunction]) -> None:
    """Each has a sentence, the page that decides it, and an example unless it is refused."""
    documentation: Documentation = construct.documentation
    assert documentation.summary.endswith(".")
    assert documentation.source.startswith("https://help.splunk.com/")
    refusal = construct.refusal if issubclass(construct, StatsFunction) else ""
    assert documentation.examples or refusal
    for sentence in (*documentation.differs, *documentation.undecided):
        assert sentence.endswith(".")


@pytest.mark.parametrize("function", list(EVAL_FUNCTIONS.all()), ids=lambda function: function.name)
def test_an_eval_function_is_found_by_each_of_its_names(function: type[EvalFunction]) -> None:
    """A name and every alias lead to the same function, and its signature starts with its name."""
    for name in (function.name, *function.aliases):
        assert EVAL_FUNCTIONS.find(name) is function
    assert function.signature.startswith(f"{function.name}(")
