"""`harness fmt`: canonical SPL in the notation of the file, and not a byte elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.detections import formatting
from harness.detections.formatting import FormattedFile, Knowledge, format_file, format_search
from harness.diagnostics.yaml_text import YamlMapping, YamlScalar, load_yaml_file
from harness.spl.parsing import parse
from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from pathlib import Path

    from harness.detections.schema import Kind

MACROS = {
    "edges": MacroDefinition("edges", "index=main"),
    "fast": MacroDefinition("fast", "summariesonly=true"),
    "few": MacroDefinition("few", "3"),
    "either": MacroDefinition("either", "a OR b"),
}
BEFORE, AFTER = "name: Odd   # kept\nother: 'x'\n", "tags:   {a: [1,2]}\n"
SEARCH = "`edges` | stats count   by host|where count>5"
LINES = ("`edges`", "| stats count BY host", "| where count > 5")


def formatted(folder: Path, text: str | bytes, kind: Kind = "detection") -> FormattedFile:
    path = folder / "odd.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return format_file(kind, path, "odd.yml", Knowledge(lambda: MACROS, frozenset({"fit"})))


def search_in(folder: Path, text: str) -> YamlScalar:
    path = folder / "read.yml"
    path.write_bytes(text.encode())
    root = load_yaml_file(path).root
    assert isinstance(root, YamlMapping)
    node = root.items["search"]
    assert isinstance(node, YamlScalar)
    return node


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"|\n  {SEARCH}\n", "|\n  {0}\n  {1}\n  {2}\n"),
        (f"|-\n      {SEARCH}\n\n", "|-\n      {0}\n      {1}\n      {2}\n\n"),
        (f">-  # why\n  {SEARCH}\n", ">-  # why\n  {0}\n  {1}\n  {2}\n"),
        (f"|2-\n  {SEARCH}\n", "|-\n  {0}\n  {1}\n  {2}\n"),
        (f"'{SEARCH}'\n", "'{0}\n  {1}\n  {2}'\n"),
        (f"'{SEARCH}' # why\n", "'{0}\n  {1}\n  {2}' # why\n"),
        (f'"{SEARCH}"\n', '"{0}\n  {1}\n  {2}"\n'),
        (f"'{SEARCH[:9]}\n       {SEARCH[9:]}'\n", "'{0}\n  {1}\n  {2}'\n"),
    ],
)
def test_the_notation_stays(written: str, expected: str, tmp_path: Path) -> None:
    """Literal, folded, single and double quoted: the lines of the search become lines of the file."""
    file = formatted(tmp_path, f"{BEFORE}search: {written}{AFTER}")
    assert file.after == f"{BEFORE}search: {expected.format(*LINES)}{AFTER}"
    assert file.notes == ()
    assert formatted(tmp_path, file.after).after == file.after


def test_a_plain_scalar_stays_plain(tmp_path: Path) -> None:
    """As long as YAML can read it so."""
    file = formatted(tmp_path, f"{BEFORE}search: index=main|dedup host|table host\n{AFTER}")
    assert file.after == f"{BEFORE}search: index=main\n  | dedup host\n  | table host\n{AFTER}"


def test_quotes_and_escapes_are_those_of_the_notation(tmp_path: Path) -> None:
    """Single quotes double, double quotes and backslashes are escaped, and the search is the same."""
    spl = """index=main|eval a='b c'."\\d\\"x"|table a"""
    single = formatted(tmp_path, "search: '" + spl.replace("'", "''") + "'\n")
    double = formatted(tmp_path, 'search: "' + spl.replace("\\", "\\\\").replace('"', '\\"') + '"\n')
    assert single.is_changed
    assert double.is_changed
    for file, style in ((single, "'"), (double, '"')):
        node = search_in(tmp_path, file.after)
        assert (node.style, parse(node.text)) == (style, parse(spl))


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    """A CRLF file stays one, with its byte order mark, and so does what is no ASCII."""
    text = f"\ufeff{BEFORE}search: '{SEARCH}'\nlast: é\n".replace("\n", "\r\n")
    after = formatted(tmp_path, text).after
    assert after.startswith("\ufeff")
    assert after.replace("\r\n", "") == after.replace("\n", "").replace("\r", "")
    assert f"{LINES[0]}\r\n  {LINES[1]}\r\n" in after
    assert after.endswith("last: é\r\n")


def test_a_line_end_inside_a_text_is_kept(tmp_path: Path) -> None:
    """What a folding notation cannot hold is written as a block."""
    text = 'search: "index=main|eval a=\\"x\\ny\\"|table a"\n'
    file = formatted(tmp_path, text)
    node = search_in(tmp_path, file.after)
    assert node.style == "|"
    assert parse(node.text) == parse('index=main|eval a="x\ny"|table a')


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        ("|\n  index=main ```why``` | head   5", "comment"),
        ("&x '| makeresults|head 1'", "anchor"),
        ("'| makeresults | wheree x'", "SPL301"),
        ("'`nothing` x | tstats `nothing` count'", "SPL304"),
    ],
)
def test_what_cannot_be_formatted_is_left_and_told(search: str, reason: str, tmp_path: Path) -> None:
    """Comments, anchors and mistakes; each with its reason."""
    file = formatted(tmp_path, f"{BEFORE}search: {search}\n{AFTER}")
    assert not file.is_changed
    assert [note.code for note in file.notes] == ["DET220"]
    assert reason in file.notes[0].message


def test_macros_that_stand_for_pieces_keep_their_command(tmp_path: Path) -> None:
    """An option or an operator out of a macro: its command keeps its words, the others are printed."""
    spl = "|  tstats   `fast` count  from datamodel=Web by host|where  count>5"
    assert format_search(spl) == "| tstats `fast` count from datamodel=Web by host\n| where count > 5"
    assert formatted(tmp_path, f"search: '{spl}'\n").is_changed
    nested = "index=main | append [ search `edges` | eval x=`few` + 1 | dedup  a ]"
    assert format_search(nested).split("\n")[1:] == [
        "| append [ search `edges`",
        "    | eval x=`few` + 1",
        "    | dedup a ]",
    ]


def test_declared_commands_of_add_ons_are_known(tmp_path: Path) -> None:
    """They keep their words; one that nobody declares leaves the search as it is."""
    file = formatted(tmp_path, "search: 'index=main|fit  Density  x into y|dedup host'\n")
    assert file.after == "search: 'index=main\n  | fit Density  x into y\n  | dedup host'\n"
    assert not formatted(tmp_path, "search: 'index=main|cyberchef x'\n").is_changed


def test_a_macro_does_not_change_its_meaning(tmp_path: Path) -> None:
    """`a OR b` out of a macro binds as in the text that it came into."""
    file = formatted(tmp_path, "search: 'x  `either` y | head  5'\n")
    node = search_in(tmp_path, file.after)
    assert parse(node.text, macros=MACROS) == parse("x  `either` y | head  5", macros=MACROS)


@pytest.mark.parametrize("wrong", ["index=other", "index=main | head", "| wheree ((("])
def test_a_wrong_print_is_never_written(wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the printer err, the search stays as it was."""
    monkeypatch.setattr(formatting, "format_search", lambda search, externals: wrong)
    for search in ("index=main", "`edges` x"):
        file = formatted(tmp_path, f"search: '{search}'\n")
        assert not file.is_changed
        assert [note.code for note in file.notes] == ["DET220"]


def test_a_change_elsewhere_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the new notation reach into another key, the file stays as it was."""
    more = "'| makeresults\n  | dedup a'\nmore: x"
    monkeypatch.setattr(formatting, "rewritings", lambda node, text: [more])
    file = formatted(tmp_path, "search: '| makeresults|dedup a'\n")
    assert not file.is_changed


def test_only_whole_searches_of_macros_are_formatted(tmp_path: Path) -> None:
    """A piece of a search means what it means by its very text."""
    assert not formatted(tmp_path, "name: a\ndefinition: (a=1  OR  b=2)\n", "macro").is_changed
    whole = formatted(tmp_path, "name: a\ndefinition: '| makeresults|dedup a'\n", "macro")
    assert whole.after == "name: a\ndefinition: '| makeresults\n  | dedup a'\n"


def test_writing_keeps_the_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    """The file is replaced as a whole."""
    file = formatted(tmp_path, f"search: '{SEARCH}'\n")
    file.path.chmod(0o640)
    file.write()
    assert file.path.read_bytes().decode() == file.after
    assert file.path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["odd.yml"]


PARTS = st.sampled_from(["host=a", '"x  y"', "`edges`", "`either`", "(a OR b)", "NOT c", "d IN (1, 2)"])
COMMANDS = st.sampled_from(
    [
        "stats count   by host",
        'eval a = "x\ty\'"',
        "where a>1 AND 'b c'=2",
        "append [search z|head  1]",
        "rename a as b",
        'rex "(?<q>\\d+)  "',
        "table a,b",
        "append [ search `edges`| eval x=`few` | stats count ]",
    ]
)
STYLES = st.sampled_from(["|", ">", "|-", ">-", "'", '"'])


@given(st.lists(PARTS, min_size=1, max_size=3), st.lists(COMMANDS, max_size=4), STYLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_formatting_is_safe_and_done_once(tmp_path: Path, parts: list[str], commands: list[str], style: str) -> None:
    """Whatever the search and the notation: the same search, the same bytes elsewhere, no change the second time."""
    spl = " |  ".join(["  ".join(parts), *commands])
    quoted = {"'": "'" + spl.replace("'", "''") + "'", '"': '"' + spl.replace("\\", "\\\\").replace('"', '\\"') + '"'}
    block = f"{style}\n  {spl}"
    file = formatted(tmp_path, f"{BEFORE}search: {quoted.get(style, block)}\n{AFTER}")
    before, after = search_in(tmp_path, file.before).text, search_in(tmp_path, file.after).text
    assert parse(after, macros=MACROS) == parse(before, macros=MACROS)
    assert file.after.startswith(f"{BEFORE}search: ")
    assert file.after.endswith(f"\n{AFTER}")
    assert formatted(tmp_path, file.after).after == file.after
