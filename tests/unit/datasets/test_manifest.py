"""Manifests: the field's own, with or without what the harness adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.datasets import Dataset, dataset_names, find_dataset, load_dataset, metric_store
from harness.diagnostics import CodePage, Diagnostic
from harness.diagnostics.pages.datasets import PAGES
from harness.errors import DatasetError

EVENTS = """author: Somebody
id: cc9b25e1-efc9-11eb-926b-550bf0943fbb
date: 2021-07-28
description: 'Recorded on a lab machine: cmd started by a web server'
environment: lab
directory: web_shell
mitre_technique:
- T1505.003
datasets:
- name: sysmon
  path: /datasets/attack_techniques/T1505.003/web_shell/sysmon.log
  sourcetype: XmlWinEventLog
  source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
- name: audit
  path: audit.log
  sourcetype: linux:audit
  source: auditd
"""


def problems(path: Path) -> list[Diagnostic]:
    with pytest.raises(DatasetError) as caught:
        load_dataset(path)
    return [found for found in caught.value.diagnostics if isinstance(found, Diagnostic)]


def manifest(tmp_path: Path, text: str, extras: str | None = None) -> Path:
    folder = tmp_path / "datasets" / "attack_techniques" / "T1505.003" / "web_shell"
    folder.mkdir(parents=True)
    (folder / "dataset.yml").write_text(text, encoding="utf-8")
    if extras is not None:
        (folder / "harness.yml").write_text(extras, encoding="utf-8")
    return folder


def test_a_manifest_of_the_field_is_a_dataset_of_events(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS)
    found = load_dataset(folder)
    assert (found.name, found.author, found.date) == ("web_shell", "Somebody", "2021-07-28")
    assert found.mitre_technique == ("T1505.003",)
    assert [file.path for file in found.event_files] == [folder / "sysmon.log", folder / "audit.log"]
    assert (found.metric_files, found.anchor, found.index) == ((), None, None)


def test_a_manifest_may_have_any_name_that_is_the_only_one(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS)
    (folder / "dataset.yml").rename(folder / "web_shell.yml")
    assert load_dataset(folder).id == load_dataset(folder / "web_shell.yml").id


def test_events_cannot_be_searched_yet_and_say_so(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="DS014") as caught:
        metric_store(load_dataset(manifest(tmp_path, EVENTS)))
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.location.position.line == 11


def test_extras_say_what_a_file_holds(tmp_path: Path) -> None:
    extras = "index: m\nanchor: 1729166400\nfiles: {audit.log: {kind: metrics, points: 3}}\n"
    found = load_dataset(manifest(tmp_path, EVENTS, extras))
    assert [(file.name, file.points) for file in found.metric_files] == [("audit", 3)]
    assert (found.index, found.anchor) == ("m", 1_729_166_400)


@pytest.mark.parametrize("page", [page for page in PAGES if page.bad], ids=lambda page: page.code)
def test_the_page_of_a_code_shows_its_mistake_and_its_cure(page: CodePage, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.yml", tmp_path / "good.yml"
    bad.write_text(page.bad, encoding="utf-8")
    good.write_text(page.good, encoding="utf-8")
    assert {found.code for found in problems(bad)} == {page.code}
    assert load_dataset(good).author == "me"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("environment: lab", "enviroment: lab", "DS002", (5, 1)),
        ("environment: lab\n", "", "DS003", (1, 1)),
        ("date: 2021-07-28", "date: 2021-02-30", "DS006", (3, 7)),
        ("id: cc9b25e1-efc9-11eb-926b-550bf0943fbb", "id: cc9b", "DS005", (2, 5)),
        ("- T1505.003", "- T1505.3", "DS007", (8, 3)),
        ("  path: audit.log", "  path: https://example.org/audit.log", "DS015", (15, 9)),
        ("  path: audit.log", "  path: ../../audit.log", "DS015", (15, 9)),
        ("  path: audit.log", "  path: /etc/passwd", "DS015", (15, 9)),
        ("  path: audit.log", "  path: [audit.log]", "DS004", (15, 9)),
        ("  source: auditd", "  sauce: auditd", "DS002", (17, 3)),
    ],
)
def test_a_mistake_is_shown_at_its_place(tmp_path: Path, old: str, new: str, code: str, place: tuple[int, int]) -> None:
    assert old in EVENTS
    found = problems(manifest(tmp_path, EVENTS.replace(old, new)))
    assert (found[0].code, tuple(found[0].location.position)) == (code, place)


def test_mistakes_of_both_files_are_shown_in_one_run(tmp_path: Path) -> None:
    found = problems(manifest(tmp_path, EVENTS.replace("date: 2", "date: x"), "anchor: soon\nfile: {}\n"))
    assert [(each.code, Path(each.source.name).name) for each in found] == [
        ("DS006", "dataset.yml"),
        ("DS002", "harness.yml"),
        ("DS204", "harness.yml"),
    ]


def test_datasets_are_found_by_name(dataset: Dataset, tmp_path: Path) -> None:
    manifest(tmp_path, EVENTS)
    assert dataset_names(tmp_path) == ["attack_techniques/T1505.003/web_shell", "small"]
    assert find_dataset("small", tmp_path) == dataset
    assert find_dataset("small", tmp_path / "datasets") == dataset
    assert find_dataset("attack_techniques/T1505.003/web_shell", tmp_path).author == "Somebody"


@pytest.mark.parametrize("name", ["smal", "", ".", "..", "../datasets/small"])
def test_an_unknown_name_is_a_diagnostic(dataset: Dataset, tmp_path: Path, name: str) -> None:
    with pytest.raises(DatasetError) as caught:
        find_dataset(name, tmp_path)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.code == "DS001"
    assert found.help is not None
    assert "small" in found.help or name == "."


def test_a_scenario_without_data_says_how_to_make_it(folder: Path) -> None:
    (found,) = problems(folder)
    assert (found.code, found.help) == ("DS012", f"run: harness dataset generate {folder.as_posix()}")


@pytest.mark.parametrize("name", ["nothing", "nothing.yml"])
def test_a_path_that_is_not_there_is_a_diagnostic(tmp_path: Path, name: str) -> None:
    (found,) = problems(tmp_path / name)
    assert found.code == "DS001"


def test_an_empty_folder_is_a_diagnostic(tmp_path: Path) -> None:
    (found,) = problems(tmp_path)
    assert found.code == "DS001"
