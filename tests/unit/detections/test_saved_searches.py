"""The content's searches under the names that a built app gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.detections import load_content
from harness.errors import SplUnsupportedError
from harness.spl.session import run_search
from harness.spl.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

    from harness.detections.content import Content

DETECTION = """name: Odd edge
id: 11111111-2222-4333-8444-555555555555
type: Anomaly
search: '| makeresults | eval a="$who$" | table a | `odd_edge_filter`'
"""
BASELINE = """name: Known edges
id: 11111111-2222-4333-8444-666666666666
type: Baseline
search: '| makeresults | eval b=1 | table b'
"""
DEPLOYMENT = """name: d
id: 11111111-2222-4333-8444-777777777777
scheduling:
  cron_schedule: 0 * * * *
  earliest_time: -70m@m
  latest_time: -10m@m
type: Anomaly
"""
CONF = "[My search]\nsearch = | makeresults | eval c=1 | table c\ncron_schedule = 0 * * * *\n"


def content(root: Path, files: dict[str, str]) -> Content:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_content(root)


def repository(root: Path) -> Content:
    return content(
        root,
        {
            "detections/cloud/odd_edge.yml": DETECTION,
            "detections/baselines/known_edges.yml": BASELINE,
            "detections/deployments/d.yml": DEPLOYMENT,
        },
    )


def test_detections_and_baselines_are_saved_searches(tmp_path: Path) -> None:
    found = repository(tmp_path).knowledge.saved_searches
    assert set(found) == {"ESCU - Odd edge - Rule", "ESCU - Known edges"}


def test_the_window_is_that_of_the_deployment(tmp_path: Path) -> None:
    found = repository(tmp_path).knowledge.saved_searches
    assert (found["ESCU - Odd edge - Rule"].earliest, found["ESCU - Odd edge - Rule"].latest) == ("-70m@m", "-10m@m")
    assert (found["ESCU - Known edges"].earliest, found["ESCU - Known edges"].latest) == (None, None)


def test_a_search_runs_them_with_the_macros_of_the_content(tmp_path: Path) -> None:
    made = repository(tmp_path)
    results = run_search(
        '| savedsearch "ESCU - Odd edge - Rule" who=me',
        now=0.0,
        sources=Sources(knowledge=made.knowledge),
        macros=made.macro_definitions,
    )
    assert results.rows == [{"a": "me"}]


def test_searches_of_an_app_keep_their_names(tmp_path: Path) -> None:
    found = content(tmp_path, {"default/savedsearches.conf": CONF}).knowledge.saved_searches
    assert list(found) == ["My search"]
    assert (found["My search"].earliest, found["My search"].latest) == ("0", "now")


def test_the_types_of_a_collection_come_with_its_lookup(tmp_path: Path) -> None:
    files = {
        "default/collections.conf": "[seen]\nfield.n = number\nfield.host = string\nfield.x = nmber\n"
        "enforceTypes = true\nreplicate = false\naccelerated_fields.a = {}\n",
        "default/transforms.conf": "[seen_lookup]\nexternal_type = kvstore\ncollection = seen\n"
        "fields_list = _key, host, n\n",
    }
    made = content(tmp_path, files)
    table = made.lookup_rows["seen_lookup"]
    rules = getattr(table, "rules")  # noqa: B009 - the mapping promises plain tables
    assert (table.names, table.height) == (["_key", "host", "n"], 0)
    assert (rules.is_collection, rules.enforce_types) == (True, True)
    assert rules.field_types == {"n": "number", "host": "string"}
    assert "DET215" in [finding.code for finding in made.diagnostics]


def test_the_head_of_a_csv_file_has_no_blanks_around_its_names(tmp_path: Path) -> None:
    files = {"detections/lookups/codes.yml": "name: codes\nfilename: codes.csv\n"}
    (tmp_path / "detections" / "lookups").mkdir(parents=True)
    (tmp_path / "detections" / "lookups" / "codes.csv").write_text("code, meaning\n1, good\n", encoding="utf-8")
    assert content(tmp_path, files).lookup_rows["codes"].rows() == [{"code": "1", "meaning": " good"}]


@pytest.mark.parametrize("how", ["external_cmd = dns.py host ip", "external_type = geo\nfilename = map.kmz"])
def test_a_lookup_that_a_program_computes_is_refused(tmp_path: Path, how: str) -> None:
    """It is no empty table."""
    made = content(tmp_path, {"default/transforms.conf": f"[dns]\n{how}\nfields_list = host, ip\n"})
    with pytest.raises(SplUnsupportedError, match='the lookup "dns"'):
        run_search("| makeresults | lookup dns host", now=0.0, sources=Sources(lookups=made.lookup_rows))
