"""Manifests: the field's own, with or without the keys that the harness adds."""

from __future__ import annotations

import gzip
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


OURS = EVENTS.replace("datasets:\n", "index: m\nanchor: 1729166400\nscenario: scenario.yml\ndatasets:\n") + (
    f"  kind: metrics\n  sha256: {'0a' * 32}\n  points: 3\n"
)
METRIC = b'{"time":1,"event":"metric","index":"m","fields":{"metric_name":"cpu","_value":1}}\n'
POINT = b'{"_time":1,"metrics":{"cpu":1},"dims":{},"index":"m"}\n'


def manifest(tmp_path: Path, text: str, logs: tuple[str, ...] = ("sysmon.log",)) -> Path:
    folder = tmp_path / "datasets" / "attack_techniques" / "T1505.003" / "web_shell"
    folder.mkdir(parents=True)
    (folder / "dataset.yml").write_text(text, encoding="utf-8")
    for name in logs:
        (folder / name).write_bytes(b"type=SYSCALL\n")
    return folder


def test_a_manifest_of_the_field_is_a_dataset_of_events(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS, logs=("sysmon.log", "audit.log"))
    found = load_dataset(folder)
    assert (found.name, found.author, found.date) == ("web_shell", "Somebody", "2021-07-28")
    assert found.mitre_technique == ("T1505.003",)
    assert [file.path for file in found.event_files] == [folder / "sysmon.log", folder / "audit.log"]
    assert (found.metric_files, found.anchor, found.index) == ((), None, None)


def test_a_manifest_may_have_any_name_that_is_the_only_one(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS)
    (folder / "dataset.yml").rename(folder / "web_shell.yml")
    assert load_dataset(folder).id == load_dataset(folder / "web_shell.yml").id


def test_a_dataset_of_events_has_no_metrics_and_says_so(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS, logs=("sysmon.log", "audit.log"))
    with pytest.raises(DatasetError, match="DS014") as caught:
        metric_store(load_dataset(folder))
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.location.position.line == 11


@pytest.mark.parametrize(("content", "code"), [(None, "DS008"), (b"\x1f\x8bdamaged", "DS151")])
def test_a_broken_file_of_unknown_kind_is_not_left_out(tmp_path: Path, content: bytes | None, code: str) -> None:
    """A test must not run on the other half of the data."""
    folder = manifest(tmp_path, EVENTS)
    (folder / "sysmon.log").write_bytes(METRIC)
    if content is not None:
        (folder / "audit.log").write_bytes(content)
    with pytest.raises(DatasetError, match=code):
        metric_store(load_dataset(folder))


def test_our_keys_stand_among_those_of_the_field(tmp_path: Path) -> None:
    folder = manifest(tmp_path, OURS)
    found = load_dataset(folder)
    (file,) = found.metric_files
    assert (file.name, file.points, file.sha256) == ("audit", 3, "0a" * 32)
    assert (found.index, found.anchor, found.scenario) == ("m", 1_729_166_400, folder / "scenario.yml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (METRIC, "metrics"),
        (gzip.compress(METRIC * 5000), "metrics"),
        (gzip.compress(METRIC * 5000)[:-9], "metrics"),
        (b"\xef\xbb\xbf\r\n[\n " + METRIC.strip() + b",\n", "metrics"),
        (POINT, "metrics"),
        (b"PAR1\x15\x04", "metrics"),
        (METRIC.replace(b'"metric",', b'"text",'), "events"),
        (METRIC.replace(b'"fields":{', b'"about":{'), "events"),
        (POINT.replace(b"_time", b"when"), "events"),
        (b"Jul 28 11:02:01 host sshd[1]: " + METRIC, "events"),
        (METRIC[:20], "events"),
        (b"[" * 50_000, "events"),
        (b'{"a":' * 10_000, "events"),
        (b"\x1f\x8bdamaged", "metrics"),
        (b"12", "events"),
        (b"", "events"),
    ],
    ids=range(16),
)
def test_the_content_says_the_kind_where_the_manifest_does_not(tmp_path: Path, content: bytes, kind: str) -> None:
    folder = manifest(tmp_path, EVENTS)
    (folder / "audit.log").write_bytes(content)
    assert load_dataset(folder).files[1].kind == kind


def test_the_manifest_overrules_the_content(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS + "  kind: events\n")
    (folder / "audit.log").write_bytes(METRIC)
    assert load_dataset(folder).files[1].kind == "events"


def test_metrics_of_a_plain_manifest_are_read(tmp_path: Path) -> None:
    folder = manifest(tmp_path, EVENTS)
    (folder / "audit.log").write_bytes(gzip.compress(METRIC))
    assert len(metric_store(load_dataset(folder))) == 1


def test_keys_of_others_are_passed_over(tmp_path: Path) -> None:
    """Manifests of the field had references, sourcetypes and technique; an item may say how large its file is."""
    extra = "references: [https://example.org]\nsourcetypes: [linux:audit]\ndetections: 3\n"
    plain = load_dataset(manifest(tmp_path / "plain", EVENTS))
    found = load_dataset(manifest(tmp_path / "extra", extra + EVENTS + "  size: 12 KB\n"))
    assert found.id == plain.id
    assert [file.name for file in found.files] == ["sysmon", "audit"]


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
        ("date: 2021-07-28", "date: 20210728", "DS006", (3, 7)),
        ("date: 2021-07-28", "date: 2021-W30-3", "DS006", (3, 7)),
        ("id: cc9b25e1-efc9-11eb-926b-550bf0943fbb", "id: cc9b", "DS005", (2, 5)),
        ("- T1505.003", "- T1505.3", "DS007", (8, 3)),
        ("  path: audit.log", "  path: https://example.org/audit.log", "DS015", (18, 9)),
        ("  path: audit.log", "  path: ../../audit.log", "DS015", (18, 9)),
        ("  path: audit.log", "  path: /etc/passwd", "DS015", (18, 9)),
        ("  path: audit.log", "  path: [audit.log]", "DS004", (18, 9)),
        ("  source: auditd", "  sauce: auditd", "DS002", (20, 3)),
        ("index: m", "indx: m", "DS002", (9, 1)),
        ("index: m", "index: []", "DS004", (9, 8)),
        ("index: m", "points: 3", "DS002", (9, 1)),
        ("anchor: 1729166400", "anchor: soon", "DS204", (10, 9)),
        ("anchor: 1729166400", "anchor: -1h", "DS204", (10, 9)),
        ("scenario: scenario.yml", "scenario: ../scenario.yml", "DS015", (11, 11)),
        ("  kind: metrics", "  kind: metric", "DS004", (21, 9)),
        ("  kind: metrics", "  truth: m", "DS002", (21, 3)),
        ("  points: 3", "  points: -3", "DS004", (23, 11)),
        ("sha256: 0a", "sha256: 0A", "DS004", (22, 11)),
        ("sha256: 0a", "sha256: 0a0", "DS004", (22, 11)),
    ],
)
def test_a_mistake_is_shown_at_its_place(tmp_path: Path, old: str, new: str, code: str, place: tuple[int, int]) -> None:
    assert old in OURS
    found = problems(manifest(tmp_path, OURS.replace(old, new)))
    assert (found[0].code, tuple(found[0].location.position)) == (code, place)


@pytest.mark.parametrize(
    ("old", "new", "help_text"),
    [
        ("index: m\n", "indx: m\n", 'did you mean "index"?'),
        ("  points: 3\n", "  point: 3\n", 'did you mean "points"?'),
        ("index: m\n", "kind: metrics\n", '"kind" belongs to the items of datasets'),
        ("  points: 3\n", "  anchor: 3\n", '"anchor" belongs to the top of the manifest'),
    ],
)
def test_a_key_that_must_be_a_mistake_has_a_way_out(tmp_path: Path, old: str, new: str, help_text: str) -> None:
    (found,) = problems(manifest(tmp_path, OURS.replace(old, new)))
    assert (found.code, found.help) == ("DS002", help_text)


def test_all_mistakes_are_shown_in_one_run(tmp_path: Path) -> None:
    text = OURS.replace("date: 2", "date: x").replace("anchor: 1729166400", "anchor: soon").replace("points", "point")
    assert [each.code for each in problems(manifest(tmp_path, text))] == ["DS006", "DS204", "DS002"]


def test_datasets_are_found_by_name(dataset: Dataset, tmp_path: Path) -> None:
    manifest(tmp_path, EVENTS)
    assert dataset_names(tmp_path) == ["attack_techniques/T1505.003/web_shell", "small"]
    assert find_dataset("small", tmp_path) == dataset
    assert find_dataset("small", tmp_path / "datasets") == dataset
    assert find_dataset("attack_techniques/T1505.003/web_shell", tmp_path).author == "Somebody"


def test_a_manifest_of_attack_data_is_found_by_the_name_of_its_folder(dataset: Dataset, tmp_path: Path) -> None:
    """Whatever it is called; other YAML below the folder of datasets is none, and two of them have no one name."""
    base = tmp_path / "datasets"
    for name in ("T1003/dump.yml", "T1004/old.yml", "two/a.yml", "two/b.yml"):
        (base / name).parent.mkdir(exist_ok=True)
        (base / name).write_text("dataset:\n- x\n" if "old" in name else EVENTS, "utf-8")
    (base / "other").mkdir()
    (base / "other" / "notes.yml").write_text("about: datasets\n", "utf-8")
    assert dataset_names(tmp_path) == ["T1003", "T1004", "small"]
    assert find_dataset("T1003", tmp_path).author == "Somebody"


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
