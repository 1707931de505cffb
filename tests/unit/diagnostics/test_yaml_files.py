"""A YAML file is read into a tree, or each thing that is wrong with it is said once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harness.diagnostics import CODES, SourceText, Span
from harness.diagnostics.yaml_text import (
    SIZE_LIMIT_BYTES,
    YamlFile,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    load_yaml,
    load_yaml_file,
    parse_yaml,
    read_yaml_file,
)
from harness.errors import ContentError, DatasetError, DetectionError

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "escu"
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_CODES = sorted(code for code in CODES if code.startswith("YAML"))


def parse(text: str) -> YamlFile:
    return parse_yaml(SourceText("f.yml", text))


def codes(text: str) -> list[str]:
    return [found.code for found in parse(text).diagnostics]


def python(text: str) -> object:
    return load_yaml(SourceText("f.yml", text)).to_python()


@pytest.mark.parametrize("code", [code for code in YAML_CODES if CODES[code].bad])
def test_the_page_of_a_code_shows_the_mistake_and_the_way_out(code: str) -> None:
    """The wrong text of a page has exactly this diagnostic, with help; the right text has none."""
    found = parse(CODES[code].bad).diagnostics
    assert [each.code for each in found] == [code]
    assert found[0].help
    assert codes(CODES[code].good) == []


def test_values_have_the_types_of_the_fields_own_tooling() -> None:
    text = "a: 1\nb: 1.5\nc: yes\nd: null\ne: ~\nf: 0x10\ng: '1'\nh: 2024-10-17\ni: !!str 5\nj:\nk: 1e3\nl: 010\n"
    assert python(text) == {
        "a": 1, "b": 1.5, "c": True, "d": None, "e": None, "f": 16, "g": "1", "h": "2024-10-17", "i": "5", "j": None,
        "k": "1e3", "l": 8,
    }  # fmt: skip


def test_dates_stay_text() -> None:
    assert python("[2024-10-17, 2024-10-17T10:00:00Z]") == ["2024-10-17", "2024-10-17T10:00:00Z"]


def test_aliases_and_merges() -> None:
    assert python("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, q: 3}\nd: {<<: [*x, {r: 4}]}\n") == {
        "a": {"p": 1, "q": 2},
        "b": {"p": 1, "q": 2},
        "c": {"p": 1, "q": 3},
        "d": {"p": 1, "q": 2, "r": 4},
    }


def test_an_anchor_can_be_used_again() -> None:
    assert python("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_keys_are_text_as_written() -> None:
    assert python("1: a\ntrue: b\n~: c\n") == {"1": "a", "true": "b", "~": "c"}


def test_nodes_know_their_place() -> None:
    text = "tags:\n  cis:\n  - CIS 13\n  - x\nname: y\n"
    root = parse(text).root
    assert isinstance(root, YamlMapping)
    tags, item = root.at("tags"), root.at("tags", "cis", 0)
    assert isinstance(tags, YamlMapping)
    assert isinstance(item, YamlScalar)
    assert isinstance(root.at("tags", "cis"), YamlSequence)
    assert text[slice(*item.span)] == "CIS 13"
    assert text[slice(*tags.span)] == "cis:\n  - CIS 13\n  - x"
    assert text[slice(*root.key_span("name"))] == "name"
    assert root.key_span("absent") == Span(0, 0)


def test_paths_end_where_the_tree_ends() -> None:
    root = load_yaml(SourceText("f.yml", "a: [1, {b: 2}]\n"))
    assert root.at("a", 1, "b") is not None
    assert root.at("a", 2) is None
    assert root.at("a", 0, "b") is None
    assert root.nearest("a", 0, "b") is root.at("a", 0)
    assert root.nearest("x") is root
    assert root.at() is root


def test_all_duplicate_keys_are_found_and_the_tree_is_still_there() -> None:
    parsed = parse("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [each.location.position for each in parsed.diagnostics] == [(2, 11), (3, 1)]
    assert parsed.root is not None
    assert parsed.root.to_python() == {"a": 1, "b": {"c": 1}}


def test_load_raises_the_given_error_with_every_mistake() -> None:
    with pytest.raises(DetectionError) as caught:
        load_yaml(SourceText("f.yml", "a: 1\na: 2\nb: !x y\n"), DetectionError)
    assert [each.code for each in caught.value.diagnostics] == ["YAML015", "YAML008"]


def test_load_passes_over_warnings() -> None:
    assert python("\ufeffa: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # c\n", "\ufeff"])
def test_nothing_is_an_empty_file(text: str) -> None:
    assert "YAML003" in codes(text)


@pytest.mark.parametrize("text", ["\ta: 1", "a:\n\t- b", "a:\n  b: 1\n\tc: 2", "a: |\n\tx", "a: 'x'\n\tb: 1"])
def test_tabs_are_shown_where_they_are(text: str) -> None:
    [found] = parse(text).diagnostics
    assert found.code == "YAML007"
    assert text[slice(*found.span)] == "\t"


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("search: `macro` | x", "block"),
        ("search: index=a | eval x: y: z", "block"),
        ("search: %x", "block"),
        ("process: *powershell*", "quote"),
        ("a: [1", "bracket"),
        ("a: 'x", "close it"),
        ('a: "\\d"', "backslash"),
        ("a: 1\nb", "key"),
        ("- a\nb: c", "items of a list"),
        ("}", None),
    ],
)
def test_syntax_errors_say_the_way_out(text: str, help_: str | None) -> None:
    [found] = parse(text).diagnostics
    assert found.code == "YAML001"
    assert (found.help or "") == "" if help_ is None else help_ in (found.help or "")


def test_a_number_that_python_refuses_is_a_diagnostic() -> None:
    assert codes("a: " + "9" * 5000) == ["YAML018"]


def test_deep_and_growing_files_are_refused() -> None:
    """Nonsense that would take other readers minutes or the whole memory takes no time here."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
    )
    assert codes(bomb) == ["YAML011"]
    assert codes("[" * 1_000_000) == ["YAML014"]
    assert codes("x" * 10_000_000) == ["YAML010"]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A mark is warned about, and does not shift the first line."""
    path = tmp_path / "a.yml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\na: 2\n")
    parsed = load_yaml_file(path)
    assert [(each.code, each.severity) for each in parsed.diagnostics] == [("YAML005", "warning"), ("YAML008", "error")]
    assert parsed.source.text.startswith("a")
    assert len(parsed.errors) == 1


def test_crlf_does_not_shift_positions(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"x: 1\r\ny: 2\r\nx: 3\r\n")
    found = load_yaml_file(path).diagnostics
    assert [(each.code, each.location.position) for each in found] == [("YAML006", (1, 5)), ("YAML008", (3, 1))]


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"a: \xe4\n", (1, 4)), ("a: ä\nb: ".encode() + b"\xff", (2, 4)), ("a: 1".encode("utf-16"), (1, 1))],
)
def test_not_utf8(tmp_path: Path, data: bytes, place: tuple[int, int]) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    [found] = load_yaml_file(path).diagnostics
    assert (found.code, found.location.position) == ("YAML002", place)
    with pytest.raises(ContentError, match="YAML002"):
        read_yaml_file(path)


def test_large_files_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT_BYTES + 1)
    with pytest.raises(DatasetError, match="YAML010"):
        read_yaml_file(path, DatasetError)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yml"
    loop.symlink_to(loop)
    for path in (tmp_path / "absent.yml", tmp_path, loop, Path("nul\0.yml")):
        assert [each.code for each in load_yaml_file(path).diagnostics] == ["YAML017"]


def test_a_file_can_be_named_as_people_know_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1\n")
    assert load_yaml_file(path, name="detections/a.yml").source.name == "detections/a.yml"
    assert read_yaml_file(path, name="b").name == "b"


@given(st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>'\"%@`#,?\n \t")), max_size=60))
def test_any_text_is_a_tree_or_a_diagnostic(text: str) -> None:
    """Nothing raises, every span lies in the file, and a text without mistakes means what PyYAML says."""
    parsed = parse(text)
    assert (parsed.root is not None) or parsed.errors
    for found in parsed.diagnostics:
        assert found.code in CODES
        assert 0 <= found.span.start <= found.span.end <= len(text)
    if not parsed.diagnostics and parsed.root is not None:
        assert as_text_keys(yaml.load(text, FAST_LOADER)) == parsed.root.to_python()


def as_text_keys(value: object) -> object:
    """The value with keys as the tree has them: text."""
    if isinstance(value, dict):
        return {"" if key is None else str(key): as_text_keys(each) for key, each in value.items()}
    return [as_text_keys(each) for each in value] if isinstance(value, list) else value


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus of published content is not here")
def test_published_content_means_what_pyyaml_says() -> None:
    loader = type("TextDates", (yaml.SafeLoader,), {"yaml_implicit_resolvers": without_timestamps()})
    for path in sorted(CORPUS.rglob("*.yml"))[::40]:
        parsed = load_yaml_file(path)
        assert not parsed.errors
        assert parsed.root is not None
        assert parsed.root.to_python() == yaml.load(parsed.source.text, loader)


def without_timestamps() -> dict[str, list[tuple[str, object]]]:
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return {first: [each for each in found if "timestamp" not in each[0]] for first, found in resolvers.items()}
