"""JSON trees: reading, writing and paths."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.spl.json_text import changed, find, parse_json, parse_path, read_json, render_json, without

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(TREES)
def test_writing_what_was_read_says_the_same(tree: Any) -> None:
    """parse and render are inverse, and what is written is compact JSON."""
    text = json.dumps(tree)
    rendered = render_json(parse_json(text))
    assert json.loads(rendered) == json.loads(text)
    assert render_json(parse_json(rendered)) == rendered


def test_numbers_keep_their_characters() -> None:
    """1.0 does not become 1, and nothing is lost beyond a double."""
    assert render_json(parse_json("[1.0, 1e5, 12345678901234567890]")) == "[1.0,1e5,12345678901234567890]"


@pytest.mark.parametrize("text", ["", "{", "[NaN]", "{'a': 1}", "{a: 1}", "[" * 100_000, "nope"])
def test_what_is_not_json_is_not_read(text: str) -> None:
    """Neither Python's extensions nor bottomless nesting pass."""
    assert read_json(text) is None


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a.b{0}.c{}", ["a", "b", 0, "c", None]),
        ("{}.b", [None, "b"]),
        ("{12}", [12]),
        ("a b.c-d", ["a b", "c-d"]),
        ("", []),
    ],
)
def test_paths_are_read(path: str, steps: list[str | int | None]) -> None:
    """Dots lead to members, braces to elements."""
    assert parse_path(path) == steps


def test_finding_says_whether_it_went_through_an_array() -> None:
    """Braces around no array name the value itself."""
    tree = parse_json('{"a": [{"b": 1}, {"b": 2}, {}]}')
    assert find(tree, ["a", None, "b"]) == (["1", "2"], True)
    assert find(tree, [None]) == ([tree], False)
    assert find(tree, ["a", 7]) == ([], False)


def test_changes_leave_the_tree_as_it_was() -> None:
    """An update gives a new tree."""
    tree = parse_json('{"a": {"b": [1, 2]}}')
    assert render_json(changed(tree, ["a", "b", 1], lambda _: "x")) == '{"a":{"b":[1,"x"]}}'
    assert render_json(without(tree, ["a", "b"])) == '{"a":{}}'
    assert render_json(tree) == '{"a":{"b":[1,2]}}'
