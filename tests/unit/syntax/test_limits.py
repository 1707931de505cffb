"""However long or deep a search is: no stack overflow, no waiting, nothing but an SplError."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import SplError
from harness.spl.parsing import parse
from harness.spl.syntax.scanner import MAX_NESTING, SUBSEARCH_NESTING

MANY = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "search " + " OR ".join(["a=b"] * MANY),
        "search " + " ".join(["word"] * MANY),
        "| makeresults | where " + " OR ".join(['a="b"'] * MANY),
        "| makeresults | where x IN (" + ",".join(["1"] * MANY) + ")",
        "x" + " | where a=1" * MANY,
        "x | fields " + ", ".join(["f"] * MANY),
        "x | stats " + " ".join(["count"] * MANY),
        "| makeresults | eval " + ", ".join(["a=1"] * MANY),
        "| makeresults | eval x=" + "+".join("1" * MANY),
        "| makeresults | eval x=" + " . ".join(["a*b"] * MANY),
        "| makeresults | where " + " XOR ".join(["a=1"] * MANY),
        "search " + "a" * MANY * 10,
        "x | fit a" + " " * MANY * 10 + "b",
        "search a" + " " * MANY * 10 + "=b",
    ],
    ids=lambda text: text[:24],
)
def test_length_is_no_obstacle(text: str) -> None:
    assert parse(text, externals={"fit"})


@pytest.mark.parametrize(
    "text",
    [
        "search " + "(" * MANY,
        "search " + "NOT " * MANY + "a",
        "x " + "| append [ search y " * MANY,
        "| makeresults | eval x=" + "(" * MANY,
        "| makeresults | eval x=" + "-" * MANY + "1",
        "| makeresults | eval x=" + "len(" * MANY,
        "| makeresults | where " + "NOT " * MANY + "a=1",
    ],
    ids=lambda text: text[:34],
)
def test_depth_beyond_the_limit_is_refused_clearly(text: str) -> None:
    with pytest.raises(SplError) as caught:
        parse(text)
    assert "SPL006" in {finding.code for finding in caught.value.diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "search a " + "]" * MANY,
        "search a " + ")" * MANY,
        "`" * (MANY + 1),
        '"' * (MANY + 1),
        "|" * MANY,
        "\\" * MANY,
    ],
    ids=lambda text: text[:12],
)
def test_nonsense_of_any_length_is_refused(text: str) -> None:
    try:
        parse(text)
    except SplError as error:
        assert len(error.diagnostics) <= 101  # noqa: PT017 - one of the texts is a word


def test_depth_within_the_limit_is_read_printed_and_compared() -> None:
    """Whatever is read can be walked by functions that call themselves."""
    depth = MAX_NESTING - 2
    subsearches = MAX_NESTING // SUBSEARCH_NESTING - 1
    texts = [
        "search " + "(" * depth + "a" + ")" * depth,
        "search " + "NOT " * depth + "a",
        "| makeresults | eval x=" + "len(" * depth + "a" + ")" * depth,
        "| makeresults | eval x=" + "-" * depth + "a",
        "| makeresults | eval x=" + "+".join("1" * depth),
        "x " + "| append [ search y " * subsearches + "]" * subsearches,
    ]
    for text in texts:
        pipeline: Any = parse(text)
        assert parse(str(pipeline)) == pipeline


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "%", ".", "XOR"])
def test_operands_side_by_side_are_not_nested(operator: str) -> None:
    """A long row of operands reads, prints, reads back, and stands inside of something as a short one does."""
    row = f" {operator} ".join(["a=1" if operator == "XOR" else "a"] * 1_000)
    for text in (row, f"({row}) {operator} ({row})", f"NOT ({row})" if operator == "XOR" else f"-(({row}))"):
        pipeline: Any = parse(f"| makeresults | where 1=1 AND isnull({text})")
        assert parse(str(pipeline)) == pipeline


def test_rows_inside_of_rows_are_read() -> None:
    """Each level of nesting costs one level, however many operands stand in it."""
    text = "1"
    for _ in range(40):
        text = f"({text}{' + 1' * 70}) * 2"
    pipeline: Any = parse(f"| makeresults | eval x={text}")
    assert parse(str(pipeline)) == pipeline
