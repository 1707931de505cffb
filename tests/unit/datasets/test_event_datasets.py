"""Datasets of events: searched, checked and described; manifests of the field as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.backends.contract import SearchData, SearchRequest
from harness.backends.embedded import EmbeddedBackend
from harness.datasets import describe_dataset, event_store, load_dataset, validate_dataset
from harness.diagnostics import Diagnostic, SourceText
from harness.errors import DatasetError
from harness.reports.datasets import render_dataset, render_dataset_line
from harness.spl.objects import SourceRules
from harness.store import Ingestion

if TYPE_CHECKING:
    from pathlib import Path

    from harness.data import RenderedRow

HEAD = """author: Somebody
id: cc9b25e1-efc9-11eb-926b-550bf0943fbb
date: 2021-07-28
description: recorded on a lab machine
environment: lab
"""
XML = "<Event xmlns='u'><System><TimeCreated SystemTime='2021-07-28T10:00:0{}Z'/></System></Event>\n"
CHANNEL = "XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"


def written(tmp_path: Path, manifest: str, **files: str) -> Path:
    folder = tmp_path / "datasets" / "web_shell"
    folder.mkdir(parents=True)
    (folder / "data.yml").write_text(HEAD + manifest)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return folder


def searched(folder: Path, spl: str, now: float = 1_700_000_000.0) -> list[RenderedRow]:
    data = SearchData([load_dataset(folder)])
    return list(EmbeddedBackend().run(SearchRequest(SourceText("s", spl), now, data)).rows)


def findings(folder: Path, ingestion: Ingestion | None = None) -> list[tuple[str, str, int]]:
    found = validate_dataset(folder, ingestion)
    return [(each.code, each.location.source.name.rpartition("/")[2], each.location.position.line) for each in found]


NEWER = f"""datasets:
- {{name: sysmon, path: sysmon.log, sourcetype: XmlWinEventLog, source: '{CHANNEL}', index: win, host: dc1}}
- {{name: audit, path: audit.jsonl, sourcetype: st, source: so, points: 2}}
"""
AUDIT = '{"_time": 1627466400, "user": "ann"}\n{"time": 1627466401, "event": "b", "sourcetype": "own"}\n'


def test_files_are_read_with_what_the_manifest_says_of_them(tmp_path: Path) -> None:
    folder = written(tmp_path, NEWER, sysmon__log=XML.format(1) + XML.format(2), audit__jsonl=AUDIT)
    assert searched(folder, "index=win | table _time host source sourcetype") == [
        {"_time": "1627466402", "host": "dc1", "source": CHANNEL, "sourcetype": "XmlWinEventLog"},
        {"_time": "1627466401", "host": "dc1", "source": CHANNEL, "sourcetype": "XmlWinEventLog"},
    ]
    assert searched(folder, "index=main | table _raw user source sourcetype") == [
        {"_raw": "b", "source": "so", "sourcetype": "own"},
        {"user": "ann", "source": "so", "sourcetype": "st"},
    ]


def test_a_dataset_of_events_is_checked_and_described(tmp_path: Path) -> None:
    folder = written(tmp_path, NEWER, sysmon__log=XML.format(1), audit__jsonl=AUDIT)
    assert findings(folder) == []
    summary = describe_dataset(folder)
    assert (summary.events, summary.points, summary.indexes) == (3, 0, ("main", "win"))
    assert (summary.earliest, summary.latest) == (1_627_466_400, 1_627_466_401)
    assert summary.sourcetypes == {"XmlWinEventLog": 1, "own": 1, "st": 1}
    assert "3 events" in render_dataset_line(summary)
    assert "points" not in render_dataset(summary)


def test_what_is_wrong_with_events_is_told_at_its_place(tmp_path: Path) -> None:
    folder = written(tmp_path, NEWER, sysmon__log="no event\n", audit__jsonl=AUDIT + "{\n")
    assert findings(folder) == [("DS161", "sysmon.log", 1), ("DS152", "audit.jsonl", 3)]
    (folder / "sysmon.log").write_text(XML.format(1))
    (folder / "audit.jsonl").write_text(AUDIT * 2)
    assert findings(folder) == [("DS011", "data.yml", 8)]


def test_rules_of_the_content_hold_for_raw_text(tmp_path: Path) -> None:
    manifest = "datasets:\n- {name: a, path: a.log, sourcetype: own, source: s}\n"
    folder = written(tmp_path, manifest, a__log="no time|here")
    own = {"LINE_BREAKER": r"(\|)", "DATETIME_CONFIG": "CURRENT"}
    rules = Ingestion([SourceRules("own", {key: SourceText("props.conf", text) for key, text in own.items()})])
    assert findings(folder) == [("DS161", "a.log", 1)]
    assert findings(folder, rules) == []
    assert len(event_store(load_dataset(folder), 5.0, rules)) == 2
    with pytest.raises(DatasetError, match="DS161"):
        event_store(load_dataset(folder), 5.0, Ingestion())


OLDER = """dataset:
- https://media.githubusercontent.com/media/splunk/attack_data/master/datasets/web_shell/windows-sysmon.log
references: [https://example.com]
sourcetypes: ['XmlWinEventLog:Microsoft-Windows-Sysmon/Operational']
"""


def test_the_older_form_of_the_field(tmp_path: Path) -> None:
    """A URL means the file of its name beside the manifest; the sourcetype has the name of today."""
    folder = written(tmp_path, OLDER)
    (folder / "windows-sysmon.log").write_text(XML.format(7))
    assert searched(folder, "index=main | table source sourcetype") == [
        {"source": CHANNEL, "sourcetype": "XmlWinEventLog"}
    ]


def test_a_url_without_its_file_names_the_file_to_put_there(tmp_path: Path) -> None:
    folder = written(tmp_path, OLDER)
    (found,) = validate_dataset(folder)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.position.line) == ("DS015", 7)
    assert "put the file windows-sysmon.log into" in (found.help or "")


def test_files_and_sourcetypes_that_do_not_pair_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "dataset: [a.log, b.log, c.log]\nsourcetypes: [x, y]\n", a__log="", b__log="", c__log="")
    assert findings(folder) == [("DS004", "data.yml", 7)]


def test_sourcetypes_pair_with_files_by_place(tmp_path: Path) -> None:
    stamp = "2021-07-28T10:00:0"
    folder = written(
        tmp_path, "dataset: [a.log, b.log]\nsourcetypes: [x, y]\n", a__log=f"{stamp}1Z a", b__log=f"{stamp}2Z b"
    )
    assert searched(folder, "index=main | table source sourcetype") == [
        {"source": "b.log", "sourcetype": "y"},
        {"source": "a.log", "sourcetype": "x"},
    ]
