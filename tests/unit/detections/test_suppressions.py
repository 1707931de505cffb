"""`noqa` comments: what they keep quiet, and what is told of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content, validate
from harness.detections.linting import Choice, lint, read_choice
from harness.timerange import FixedClock
from tests.unit.detections.sample import DETECTION, FILES, NOW, changed, codes, content_of, findings, write

if TYPE_CHECKING:
    from pathlib import Path

    from harness.diagnostics import Diagnostic

LINES = "  search index=* x=1\n  | sort y\n  | `odd_edge_filter`\n"
LINT = Choice(("L",))


def linted(tmp_path: Path, text: str, choice: Choice = LINT) -> list[Diagnostic]:
    """What lint finds where the sample detection has this text in the place of its search."""
    before, _, after = DETECTION.partition("search: |-")
    rest = after[after.index("how_to_implement") :]
    return lint_file(tmp_path, before + text + rest, choice)


def lint_file(tmp_path: Path, text: str, choice: Choice = LINT) -> list[Diagnostic]:
    """What lint finds in a whole file."""
    files = {**FILES, "detections/cloud/odd_edge.yml": text}
    return lint(load_content(write(tmp_path, files)), choice=choice, clock=FixedClock(NOW))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("search: |-\n" + LINES, ["L015", "L012"]),
        ("# noqa: L012\nsearch: |-\n" + LINES, ["L015"]),
        ("# noqa: L012, L015\nsearch: |-\n" + LINES, []),
        ("# noqa: L012 L015\nsearch: |-\n" + LINES, []),
        ("# why: see the wiki\n# noqa: l012\n# more words\n\nsearch: |-\n" + LINES, ["L015"]),
        ("search: |-  # noqa: L012,L015\n" + LINES, []),
        ("search: |- # kept # noqa: L012\n" + LINES, ["L015"]),
        ("search: search index=* | sort y | `odd_edge_filter`  # noqa: L012, L015\n", []),
        ("search: 'search index=* | sort y | `odd_edge_filter`'  # noqa: L015\n", ["L012"]),
        ("search: |-\n" + LINES.replace("| sort y", "| sort y ``` noqa: L012 ```"), ["L015"]),
        ("search: |-\n" + LINES.replace("| sort y", "| sort y ```noqa: L012 few rows```"), ["L015"]),
        ("# harness: noqa: L012, L015\nsearch: |-\n" + LINES, []),
        ("search: |-\n" + LINES + "# harness: noqa: L015\n", ["L012"]),
    ],
)
def test_a_comment_keeps_its_codes_quiet(text: str, left: list[str], tmp_path: Path) -> None:
    """Above a key, at the end of a line, inside SPL, and for the whole file."""
    assert codes(linted(tmp_path, text)) == left


@pytest.mark.parametrize(
    "text",
    [
        "search: |-\n" + LINES.replace("x=1", 'x="# noqa: L015"'),
        "search: |-\n" + LINES.replace("| sort y", "# noqa: L012\n  | sort y"),
        "search: 'search index=* \"# noqa: L015\" | sort y | `odd_edge_filter`'\n",
    ],
)
def test_text_is_no_comment(text: str, tmp_path: Path) -> None:
    """What stands inside of a scalar belongs to the search."""
    found = codes(linted(tmp_path, text))
    assert "L015" in found
    assert "L012" in found


def test_a_comment_reaches_no_further_than_its_key(tmp_path: Path) -> None:
    """A comment above another key says nothing about the search, and is unused."""
    (unused, *others) = linted(tmp_path, "# noqa: L012\nreferences: []\nsearch: |-\n" + LINES)
    assert codes([unused, *others]) == ["L091", "L015", "L012"]
    assert unused.location.position == (9, 9)


def test_a_comment_inside_of_spl_reaches_its_line_only(tmp_path: Path) -> None:
    """The next line is told as ever, and the comment is unused."""
    text = "search: |-\n" + LINES.replace("x=1", "x=1 ``` noqa: L012 ```")
    assert codes(linted(tmp_path, text)) == ["L015", "L091", "L012"]


def test_unknown_codes_are_told_with_the_nearest(tmp_path: Path) -> None:
    """Under the code itself; the others of the comment work."""
    found = linted(tmp_path, "# noqa: L999, L012, L015\nsearch: |-\n" + LINES)
    assert [(each.code, each.location.position) for each in found] == [("L090", (9, 9))]
    assert found[0].help is not None


def test_a_comment_without_codes_is_told(tmp_path: Path) -> None:
    """It keeps nothing quiet, so that nothing is hidden by mistake."""
    assert codes(linted(tmp_path, "# noqa\nsearch: |-\n" + LINES)) == ["L090", "L015", "L012"]


def test_unused_is_said_of_what_was_looked_for_only(tmp_path: Path) -> None:
    """A run that selects some codes knows nothing about the others."""
    text = "# noqa: L001, L012\nsearch: |-\n" + LINES
    assert codes(linted(tmp_path, text)) == ["L091", "L015"]
    assert codes(linted(tmp_path, text, read_choice(["L015", "L091"]))) == ["L015"]


def test_errors_are_never_kept_quiet(tmp_path: Path) -> None:
    """A search that cannot run is told, whatever the file says."""
    text = "# noqa: SPL301\nsearch: |-\n  search index=a | sort 0 x | dedupe y | `odd_edge_filter`\n"
    assert "SPL301" in codes(linted(tmp_path, text, Choice()))


def test_validate_keeps_quiet_too(tmp_path: Path) -> None:
    """A warning of validate is suppressed there, and a comment for advice is not called unused there."""
    text = 'search: |-\n  search index=a | eval r=b/b, host="a" | `odd_edge_filter`\n'
    assert codes(findings(content_of(tmp_path, text))) == ["L006"]
    quiet = text.replace("|-", "|-  # noqa: L006, L012")
    assert codes(validate(content_of(tmp_path, quiet), clock=FixedClock(NOW))) == []


def test_the_rest_of_the_file_has_its_comments_too(tmp_path: Path) -> None:
    """Whatever a finding points at, such as a drilldown."""
    text = changed(
        DETECTION,
        "drilldown_searches:\n- name: Watch it\n  search: '%original_detection_search%'\n"
        "  # noqa: L017\n  earliest_offset: rt-5m\n  latest_offset: rt  # noqa: L017\n",
    )
    assert codes(lint_file(tmp_path, text)) == []
