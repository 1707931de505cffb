"""`harness lint --fix`: what is written into files, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from harness.cli.lint import command
from harness.detections import load_content
from harness.detections.fixing import fix_files, fixed
from harness.detections.linting import Choice, lint
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.diagnostic import Edit
from harness.timerange import FixedClock
from tests.unit.detections.sample import DETECTION, FILES, NOW, write

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, _, _REST = DETECTION.partition("search: |-")
AFTER = _REST[_REST.index("how_to_implement") :]
LINT = Choice(("L",))


def mended(tmp_path: Path, search: str) -> str:
    """The lines of the search after --fix; the rest of the file is as it was."""
    path = tmp_path / "detections/cloud/odd_edge.yml"
    content = load_content(write(tmp_path, {**FILES, "detections/cloud/odd_edge.yml": BEFORE + search + AFTER}))
    fix_files(lint(content, choice=LINT, clock=FixedClock(NOW)), content.files)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(BEFORE)
    assert text.endswith(AFTER)
    return text[len(BEFORE) : len(text) - len(AFTER)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("search: |-\n  search index=a\n  | sort - x\n", "search: |-\n  search index=a\n  | sort 0 - x\n"),
        ("search: search index=a | sort x | sort y\n", "search: search index=a | sort 0 x | sort 0 y\n"),
        ("search: >-\n  search index=a\n  | sort\n  x\n", "search: >-\n  search index=a\n  | sort 0\n  x\n"),
        (
            "search: 'search index=a | table x.y | where x.y=1'\n",
            "search: 'search index=a | table x.y | where ''x.y''=1'\n",
        ),
        (
            'search: "search index=a | table x.y | where x.y=\\"b\\" | sort x.y"\n',
            'search: "search index=a | table x.y | where \'x.y\'=\\"b\\" | sort 0 x.y"\n',
        ),
        (
            "search: |-\n  search index=a ``` b.c ``` | table x.y.z\n  | where x.y.z=1 AND x.y.z<2\n",
            "search: |-\n  search index=a ``` b.c ``` | table x.y.z\n  | where 'x.y.z'=1 AND 'x.y.z'<2\n",
        ),
        ("# noqa: L012\nsearch: search index=a\n", "search: search index=a\n"),
        ("search: search index=a  # noqa: L012\n", "search: search index=a\n"),
        ("search: |-  # noqa: L012\n  search index=a\n", "search: |-\n  search index=a\n"),
    ],
)
def test_what_is_safe_is_written(before: str, after: str, tmp_path: Path) -> None:
    """In every style of YAML, and nothing else of the file changes."""
    assert mended(tmp_path, before) == after
    assert mended(tmp_path, after) == after


@pytest.mark.parametrize(
    "search",
    [
        "search: search index=a | where x.y=1\n",  # events may have x and y
        "search: search index=a | sort x  # noqa: L012\n",
        "# noqa: L012, L015\nsearch: search index=a | sort x\n",  # one of the two is used
        "search: search index=* | stats count by x | head 5 | sort x\n",
    ],
)
def test_what_is_not_certain_is_left_alone(search: str, tmp_path: Path) -> None:
    """What depends on the data, and what the author keeps."""
    assert mended(tmp_path, search) == search


def test_a_fix_behind_a_macro_is_written_at_its_place(tmp_path: Path) -> None:
    """The text that is edited is that of the file, not the expanded one."""
    macro = {"detections/macros/long_one.yml": "name: long_one\ndefinition: index=a sourcetype=b x=1\n"}
    search = "search: |-\n  search `long_one` | sort x | `long_one_more`\n"
    more = {"detections/macros/long_one_more.yml": "name: long_one_more\ndefinition: sort y\n"}
    write(tmp_path, macro | more)
    # The other sort stands in the macro: it is told at the call, and the macro's file is not touched.
    assert mended(tmp_path, search) == search.replace("sort x", "sort 0 x")
    assert (tmp_path / "detections/macros/long_one_more.yml").read_text(encoding="utf-8") == next(iter(more.values()))


def test_an_edit_that_yaml_would_read_otherwise_is_not_written() -> None:
    """A colon and a blank would make a mapping of a plain text."""
    file = SourceText("f.yml", "search: a b\n")
    finding = Diagnostic("L012", "", file, Span(9, 9), edits=(Edit(Span(9, 9), ": "),))
    assert fixed(file, [finding]) == ("search: a b\n", 0)


def test_the_command_mends_and_counts(tmp_path: Path) -> None:
    """What is mended is not told any more."""
    text = BEFORE + "search: search index=main | sort x | `odd_edge_filter`\n" + AFTER
    write(tmp_path, {**FILES, "detections/cloud/odd_edge.yml": text})
    result = CliRunner().invoke(command, [str(tmp_path), "--fix", "--select", "L"], standalone_mode=False)
    assert result.return_value == 0
    assert "nothing found, 1 mended" in result.output
