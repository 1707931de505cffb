"""Every character of a decoded scalar leads back to its place in the file, whatever style it is written in.

The promise that all of this room rests on: a character of the decoded text that is written as itself stands at its
offset; one that is an escape or a folded line break stands at the backslash or the break.
"""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from harness.diagnostics import SourceText, Span, locate
from harness.diagnostics.yaml_scalars import offsets_of
from harness.diagnostics.yaml_text import YamlScalar, parse_yaml

BREAKS = "\n\r\x85\u2028\u2029"


def scalar(text: str, key: str = "k") -> YamlScalar:
    root = parse_yaml(SourceText("f.yml", text)).root
    assert root is not None
    node = root.at(key)
    assert isinstance(node, YamlScalar)
    return node


def check(text: str) -> None:
    """Asserts the promise for every scalar of a YAML text that is a mapping of `k`."""
    root = parse_yaml(SourceText("f.yml", text)).root
    node = root.at("k") if root is not None else None
    if isinstance(node, YamlScalar):
        check_scalar(node.source.text, node)


def check_scalar(text: str, node: YamlScalar) -> None:
    offsets = offsets_of(text[node.span.start : node.raw_end], node.span.start, node.style, node.text)
    assert len(offsets) == len(node.text) + 1
    assert offsets == sorted(offsets)
    assert node.span.start <= offsets[0]
    assert offsets[-1] <= len(text)
    for char, offset in zip(node.text, offsets, strict=False):
        written = text[offset]
        is_escape = node.style == '"' and written == "\\"
        is_break = written in BREAKS and char in " \n\u2028\u2029"
        assert written == char or is_escape or is_break, (char, offset, written)


def place(text: str, word: str) -> str:
    """What stands in the file where `word` stands in the decoded scalar."""
    node = scalar(text)
    start = node.text.index(word)
    location = locate(node.source_text(), Span(start, start + len(word)))
    return location.source.text[location.span.start : location.span.end]


@pytest.mark.parametrize(
    "text",
    [
        "k: index=main | dedupe host\n",
        "k: index=main\n  | stats count\n\n  | dedupe host\n",
        "k: 'it''s | dedupe host'\n",
        "k: 'index=main\n\n   | dedupe host'\n",
        'k: "a \\"b\\" \\u0041 | dedupe host"\n',
        'k: "index=main \\\n   | dedupe host"\n',
        "k: |\n  index=main\n  | dedupe host\n",
        "k: |-\n\n    index=main\n      | dedupe host\n\n\n",
        "k: |2\n    index=main\n  | dedupe host\n",
        "k: >\n  index=main\n  | stats count\n\n  | dedupe host\n",
        "k: >+\n  index=main\n    more\n  | dedupe host\n\n",
        "k: |+ # comment\n  | dedupe host\n\n",
        "k: !!str |\n  | dedupe host\n",
        "k: &anchor 'x | dedupe host'\n",
        "k: |\r\n  index=main\r\n  | dedupe host\r\n",
        "k: >\r\n  index=main\r\n  | dedupe host\r\n",
        "\ufeffk: dedupe host\n",
        "k: 😀 é | dedupe host\n",
        'k: "\\U0001F600 \\x41 | dedupe host"\n',
    ],
)
def test_a_word_is_found_in_every_style(text: str) -> None:
    assert place(text, "dedupe") == "dedupe"
    assert place(text, "host") == "host"
    check(text)


def test_every_character_has_its_own_line_and_column() -> None:
    text = "k: |\n  index=main\n  | dedupe host\n"
    source = scalar(text).source_text()
    location = locate(source, Span(source.text.index("dedupe"), len(source.text)))
    assert (location.source.name, location.position) == ("f.yml", (3, 5))


def test_the_end_of_a_scalar_lies_behind_its_last_character() -> None:
    """An error at the end of a search points behind it, not at the next key."""
    for text in ("k: abc\nz: 1\n", "k: 'abc'\nz: 1\n", 'k: "abc"\nz: 1\n', "k: |-\n  abc\n\n\nz: 1\n"):
        source = scalar(text).source_text()
        location = locate(source, Span(len(source.text), len(source.text)))
        assert location.span.start == text.index("abc") + 3


def test_an_empty_scalar_stands_where_it_is_written() -> None:
    text = "z: 1\nk: ''\n"
    assert locate(scalar(text).source_text(), Span(0, 0)).position == (2, 5)


def test_a_decoding_that_disagrees_with_the_parser_points_at_the_start() -> None:
    assert offsets_of("abc", 7, "", "something else") == [7] * 15


pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "b c",
            " ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "\n  ",
            "\n    ",
            "'",
            "''",
            '"',
            "\\n",
            "\\\\",
            '\\"',
            "\\\n ",
            "\\x41",
            "\\u00e9",
            "\\U0001F600",
            "é",
            "😀",
            ":",
            "#",
            " # c",
            "-",
            "|",
            ">",
            "\x85",
            "\u2028",
            "\\  ",
            "`",
            "%",
        ]
    ),
    max_size=14,
).map("".join)
headers = st.tuples(
    st.sampled_from(["", "", "!!str ", "&a ", "&a !!str ", "! ", "!!str # c\n  "]),
    st.sampled_from("|>"),
    st.sampled_from(["", "-", "+", "2", "4", "2-", "+1", "3"]),
    st.sampled_from(["", " ", " # c"]),
).map("".join)


@given(pieces, st.sampled_from(["", "\n", "\nz: 1\n", "\n\n\n"]))
@example("a\n\n b", "\n")
def test_plain(body: str, tail: str) -> None:
    """Whatever libyaml reads as a plain scalar maps back."""
    check(f"k: {body}{tail}")


@given(pieces)
def test_single_quoted(body: str) -> None:
    check("k: '" + body.replace("'", "''") + "'\n")


@given(pieces)
@example("a \\\n\n\n  b")
def test_double_quoted(body: str) -> None:
    check(f'k: "{body}"\n')


@given(
    headers, pieces, st.sampled_from(["  ", "    "]), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "z: 1\n"])
)
def test_blocks(header: str, body: str, indent: str, line_end: str, tail: str) -> None:
    """Literal and folded, with every chomping and indentation indicator, at any depth, under either line end."""
    lines = line_end.join(indent + line for line in body.split("\n"))
    check(f"k: {header}{line_end}{lines}{line_end}{tail}")


printable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n")


@given(st.text(printable, max_size=60), st.sampled_from([None, "'", '"', "|", ">"]))
def test_whatever_pyyaml_writes(value: str, style: str | None) -> None:
    """Any text, dumped in any style at a small width, is read back equal and maps back."""
    text = yaml.safe_dump({"k": value}, default_style=style, width=20, allow_unicode=True)
    node = scalar(text)
    assert node.text == value
    check_scalar(text, node)


@given(st.lists(st.text(alphabet="abc |=", min_size=1, max_size=12), min_size=1, max_size=6), st.integers(1, 6))
def test_a_search_in_a_block_maps_line_by_line(lines: list[str], depth: int) -> None:
    """In a literal block, column c of line n is column c plus the indentation in the file."""
    body = "\n".join("x" + line for line in lines)
    text = "k: |\n" + textwrap.indent(body, " " * depth) + "\n"
    source = scalar(text).source_text()
    for offset in range(len(body)):
        line, column = SourceText("", body).position(offset)
        assert locate(source, Span(offset, offset)).position == (line + 1, column + depth)
