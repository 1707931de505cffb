"""The rows of lookups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content
from harness.errors import DetectionError
from tests.unit.detections.sample import write

if TYPE_CHECKING:
    from pathlib import Path

LOOKUP = "name: hosts\nfilename: known.csv\n"


def test_rows_are_found_by_name_and_by_file(tmp_path: Path) -> None:
    """Both lead to the same table; an empty cell is null, a mark at the start of the file is none of the data."""
    csv = b"\xef\xbb\xbfhost,owner\na,me\nb,\n"
    content = load_content(write(tmp_path, {"lookups/hosts.yml": LOOKUP, "lookups/known.csv": csv}))
    table = content.lookup_rows["hosts"]
    assert table.rows() == [{"host": "a", "owner": "me"}, {"host": "b"}]
    assert content.lookup_rows["known.csv"] is table
    assert set(content.lookup_rows) == {"hosts", "known.csv"}


def test_a_collection_has_fields_and_no_rows(tmp_path: Path) -> None:
    """A KV store starts empty."""
    text = 'name: seen\ncollection: seen\nfields_list: "_key, host"\n'
    table = load_content(write(tmp_path, {"lookups/seen.yml": text})).lookup_rows["seen"]
    assert (table.height, table.names) == (0, ["_key", "host"])


def test_the_newer_generation_names_the_file_after_the_lookup(tmp_path: Path) -> None:
    """`lookup_type: csv` means the CSV file of the same name."""
    files = {"lookups/hosts.yml": "name: hosts\nlookup_type: csv\n", "lookups/hosts.csv": "host\na\n"}
    assert load_content(write(tmp_path, files)).lookup_rows["hosts"].rows() == [{"host": "a"}]


@pytest.mark.parametrize("csv", [None, b"host\n\xff\n"])
def test_rows_that_cannot_be_read_are_an_error_of_the_content(csv: bytes | None, tmp_path: Path) -> None:
    """Missing or not UTF-8: told with the file's path when a search asks for it, not before."""
    files: dict[str, str | bytes] = {"lookups/hosts.yml": LOOKUP}
    if csv is not None:
        files["lookups/known.csv"] = csv
    content = load_content(write(tmp_path, files))
    assert content.diagnostics == ()
    with pytest.raises(DetectionError, match="DET115"):
        content.lookup_rows["hosts"]
