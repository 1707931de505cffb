"""Loading: every problem of every file, and an object wherever one can be made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.detections import load_content, load_detection
from harness.errors import DetectionError
from tests.unit.detections.sample import (
    DEPLOYMENT,
    DETECTION,
    FILES,
    OLDER_TAGS,
    STORY,
    changed,
    codes,
    content_of,
    only_detection,
    write,
)


def test_a_sound_folder_has_no_findings(tmp_path: Path) -> None:
    """The sample that the other tests damage is right."""
    content = load_content(write(tmp_path, FILES))
    assert content.diagnostics == ()
    assert [found.name for found in content.objects] == ["Odd edge", "Odd Traffic", "Hourly"]


def test_both_layouts_are_read(tmp_path: Path) -> None:
    """Stories and macros may stand inside the detections' folder or beside it."""
    beside = {
        "detections/cloud/odd_edge.yml": DETECTION,
        "stories/odd_traffic.yml": STORY,
        "deployments/hourly.yml": DEPLOYMENT,
        "macros/m.yml": "name: m\ndefinition: index=m\n",
    }
    content = load_content(write(tmp_path, beside))
    assert content.diagnostics == ()
    assert [found.name for found in (*content.stories, *content.deployments, *content.macros)] == [
        "Odd Traffic",
        "Hourly",
        "m",
    ]


def test_the_detections_folder_itself_can_be_the_root(tmp_path: Path) -> None:
    """`load_content(detections)` and `load_content(.)` find the same objects."""
    write(tmp_path, FILES)
    inner, outer = load_content(tmp_path / "detections"), load_content(tmp_path)
    assert [found.name for found in inner.objects] == [found.name for found in outer.objects]


def test_files_are_named_relative_to_the_repository(tmp_path: Path) -> None:
    """Findings name a file as it is known in its repository, wherever that is checked out."""
    content = content_of(tmp_path, "staus: x\n")
    assert [str(found.location.source.name) for found in content.diagnostics] == ["detections/cloud/odd_edge.yml"]


def test_each_file_is_reported(tmp_path: Path) -> None:
    """One broken file hides none of the others' problems."""
    files = {f"detections/cloud/{name}.yml": "name: [\n" for name in "abc"} | dict(FILES)
    content = load_content(write(tmp_path, files))
    assert [found.source.name for found in content.diagnostics] == [f"detections/cloud/{name}.yml" for name in "abc"]
    assert len(content.detections) == 1


def test_a_file_that_offends_the_schema_is_still_looked_at(tmp_path: Path) -> None:
    """A wrong key does not keep the search from being a detection."""
    content = content_of(tmp_path, "version: three\n", without=["status"])
    assert codes(content.diagnostics) == ["DET102", "DET103"]
    assert only_detection(content).name == "Odd edge"
    assert only_detection(content).version == 0


BAD_FILES: dict[str, tuple[str | bytes, str]] = {
    "duplicate key": (DETECTION + "author: another\n", "YAML"),
    "tab": (DETECTION.replace("  threat_objects", "\tthreat_objects"), "YAML007"),
    "not UTF-8": (DETECTION.encode() + b"explanation: \xff\n", "YAML002"),
    "empty": ("", "YAML003"),
    "only a comment": ("# nothing\n", "YAML003"),
    "ten megabytes of nonsense": (b"x: [" + b"a, " * 3_500_000, "YAML010"),
    "alias bomb": (
        "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [{f'*b{i - 1}, ' * 9 if i else '*a'}]\n" for i in range(12)),
        "YAML",
    ),
    "a list": ("- name: Odd edge\n", "DET103"),
    "a text": ("just text\n", "DET103"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_has_one_finding(case: str, tmp_path: Path) -> None:
    """What is wrong with a file as such is said once, with the file's name, and loading goes on."""
    text, code = BAD_FILES[case]
    files: dict[str, str | bytes] = {**FILES, "detections/cloud/other.yml": text}
    content = load_content(write(tmp_path, files))
    assert len(content.diagnostics) == 1, [str(found) for found in content.diagnostics]
    assert content.diagnostics[0].code.startswith(code)
    assert content.diagnostics[0].source.name == "detections/cloud/other.yml"
    assert len(content.detections) == 1


@pytest.mark.parametrize(("before", "code"), [(b"\xef\xbb\xbf", "YAML005"), (b"", "YAML006")])
def test_a_byte_order_mark_and_crlf_are_warned_about(before: bytes, code: str, tmp_path: Path) -> None:
    """Both are read with the right positions and one warning."""
    text = DETECTION.replace("\n", "\r\n") if code == "YAML006" else DETECTION
    files: dict[str, str | bytes] = {**FILES, "detections/cloud/odd_edge.yml": before + text.encode()}
    content = load_content(write(tmp_path, files))
    assert codes(content.diagnostics) == [code]
    assert [found.severity for found in content.diagnostics] == ["warning"]
    place = only_detection(content)
    assert place.source.position(place.span("version").start) == (3, 10)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_folder_inside_itself_is_one_finding(tmp_path: Path) -> None:
    """A link that leads back up is reported and passed over."""
    write(tmp_path, FILES)
    (tmp_path / "detections/cloud/again").symlink_to(tmp_path / "detections", target_is_directory=True)
    content = load_content(tmp_path)
    assert codes(content.diagnostics) == ["DET111"]
    assert len(content.detections) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    """A link to a folder elsewhere is content like any other."""
    elsewhere = write(tmp_path / "elsewhere", {"odd_edge.yml": DETECTION})
    (tmp_path / "repo/detections").mkdir(parents=True)
    (tmp_path / "repo/detections/cloud").symlink_to(elsewhere, target_is_directory=True)
    assert [found.name for found in load_content(tmp_path / "repo").detections] == ["Odd edge"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_link_to_nothing_is_one_finding(tmp_path: Path) -> None:
    """A file that cannot be opened is told like any other problem."""
    write(tmp_path, FILES)
    (tmp_path / "detections/cloud/gone.yml").symlink_to(tmp_path / "nowhere.yml")
    assert codes(load_content(tmp_path).diagnostics) == ["YAML017"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_one_finding(tmp_path: Path) -> None:
    """What cannot be listed is told, and the rest is loaded."""
    write(tmp_path, FILES)
    closed = tmp_path / "detections/closed"
    closed.mkdir(mode=0)
    try:
        assert codes(load_content(tmp_path).diagnostics) == ["DET112"]
    finally:
        closed.chmod(0o700)


def test_no_folder_is_one_finding(tmp_path: Path) -> None:
    """A path that does not exist is told, not raised."""
    assert codes(load_content(tmp_path / "nowhere").diagnostics) == ["DET110"]


def test_hidden_folders_and_other_files_are_passed_over(tmp_path: Path) -> None:
    """Only YAML files of visible folders are content."""
    more = {"detections/.git/x.yml": "[", "detections/cloud/README.md": "[", "detections/cloud/notes.yaml": STORY}
    content = load_content(write(tmp_path, {**FILES, **more}))
    assert {found.source.name for found in content.diagnostics} == {"detections/cloud/notes.yaml"}


def test_an_id_and_a_name_are_unique(tmp_path: Path) -> None:
    """The later file is told, and which one came first."""
    content = content_of(tmp_path, cloud__zz=DETECTION)
    assert codes(content.diagnostics) == ["DET113", "DET114"]
    assert {found.source.name for found in content.diagnostics} == {"detections/cloud/zz.yml"}
    assert all("odd_edge.yml" in found.notes[0] for found in content.diagnostics)


def test_an_id_is_unique_among_all_kinds(tmp_path: Path) -> None:
    """A story cannot have the id of a detection."""
    story = changed(STORY, f"name: Other\nid: {DETECTION.splitlines()[1].removeprefix('id: ')}\n")
    assert codes(content_of(tmp_path, stories__other=story).diagnostics) == ["DET113"]


def test_macros_of_one_name_differ_by_their_arguments(tmp_path: Path) -> None:
    """`m` and `m(1)` are two macros; two `m` are one too many."""
    plain, with_argument = "name: m\ndefinition: a\n", "name: m\ndefinition: $x$\narguments: [x]\n"
    content = content_of(tmp_path, macros__a=plain, macros__b=with_argument)
    assert content.diagnostics == ()
    assert {"m", "m(1)"} <= set(content.macro_definitions)
    assert codes(content_of(tmp_path, macros__c=plain).diagnostics) == ["DET114"]


def test_the_older_generation_gives_the_same_model(tmp_path: Path) -> None:
    """Risk in tags and risk in an rba block are one model."""
    older = only_detection(content_of(tmp_path / "older", OLDER_TAGS, without=["rba"]))
    newer = only_detection(content_of(tmp_path / "newer"))
    assert older.generation == "older"
    assert newer.generation == "newer"
    assert older.risk is not None
    assert newer.risk is not None
    assert older.risk.risk_objects == newer.risk.risk_objects
    assert older.risk.message == newer.risk.message


def test_older_observables_become_risk_and_threat_objects(tmp_path: Path) -> None:
    """Attackers are threats, victims are systems, users or others, by the type of the observable."""
    observables = (
        "  observable:\n  - {name: user, type: User, role: [Victim]}\n"
        "  - {name: src, type: IP Address, role: [Attacker]}\n"
        "  - {name: file, type: File Name, role: [Attacker]}\n  - {name: thing, type: Other, role: [Victim]}\n"
    )
    tags = OLDER_TAGS.replace("  observable:\n  - {name: host, type: Hostname, role: [Victim]}\n", observables)
    risk = only_detection(content_of(tmp_path, tags, without=["rba"])).risk
    assert risk is not None
    assert [(each.field, each.type) for each in risk.risk_objects] == [("user", "user"), ("thing", "other")]
    assert [(each.field, each.type) for each in risk.threat_objects] == [("src", "ip_address"), ("file", "file_name")]


def test_a_deployment_of_its_own_wins(tmp_path: Path) -> None:
    """A detection may say itself how it is scheduled."""
    own = (
        "deployment:\n  scheduling: {cron_schedule: 5 * * * *, earliest_time: -1d, latest_time: now, "
        "schedule_window: '5'}\n"
    )
    detection = only_detection(content_of(tmp_path, own))
    assert detection.deployment is not None
    assert detection.deployment.window == {"earliest": "-1d", "latest": "now"}
    assert not detection.deployment.creates_risk


@pytest.mark.parametrize(
    "written",
    [
        "search: '| makeresults | nosuch x'\n",
        'search: "| makeresults\\t| nosuch x"\n',
        "search: |-\n  | makeresults\n  | nosuch x\n",
        "search: >-\n  | makeresults\n  | nosuch x\n",
        "search: search a=1\n  | nosuch x\n",
    ],
    ids=["single quoted", "double quoted", "literal", "folded", "plain"],
)
def test_positions_inside_the_search_are_those_of_the_file(written: str, tmp_path: Path) -> None:
    """A character of the search leads to its place in the file in every style of YAML scalar."""
    from harness.diagnostics import Span, locate

    detection = only_detection(content_of(tmp_path, written))
    search = detection.search_source
    at = search.text.index("nosuch")
    place = locate(search, Span(at, at + 6))
    assert place.source.text[place.span.start : place.span.end] == "nosuch"
    assert place.source.text == (tmp_path / "detections/cloud/odd_edge.yml").read_text(encoding="utf-8")


def test_one_file_loads_or_raises_with_every_problem(tmp_path: Path) -> None:
    """`load_detection` is for a file by itself, such as a published one."""
    path = write(tmp_path, {"odd_edge.yml": DETECTION}) / "odd_edge.yml"
    assert load_detection(path).name == "Odd edge"
    path.write_text(changed(DETECTION, "staus: x\nversion: three\n"), encoding="utf-8")
    with pytest.raises(DetectionError) as caught:
        load_detection(path)
    assert [found.code for found in caught.value.diagnostics] == ["DET103", "DET101"]


def test_a_detection_is_found_by_name_id_file_and_path(tmp_path: Path) -> None:
    """Every way in which a person names a detection leads to it."""
    content = content_of(tmp_path)
    found = only_detection(content)
    for name in ("Odd edge", found.id, "odd_edge", "odd_edge.yml"):
        assert content.detection(name) is found
    assert content.detection("nothing") is None
    assert content.detection_at(tmp_path / "detections/cloud/odd_edge.yml") is found
    assert content.detection_at(tmp_path / "nowhere.yml") is None


def test_a_detection_elsewhere_is_deployed_like_ours(tmp_path: Path) -> None:
    """A published search kept beside its tests runs with this content's deployments."""
    content = content_of(tmp_path)
    write(tmp_path, {"tests/published/odd_edge.yml": changed(DETECTION, "version: 1\n")})
    elsewhere = content.detection_at(tmp_path / "tests/published/odd_edge.yml")
    assert elsewhere is not None
    assert elsewhere.version == 1
    assert elsewhere.deployment == only_detection(content).deployment
    assert elsewhere.source.name == "tests/published/odd_edge.yml"


def test_one_detection_can_stand_for_another(tmp_path: Path) -> None:
    """`replacing` swaps the detection of the same id and keeps the rest."""
    from dataclasses import replace

    content = content_of(tmp_path)
    other = content.replacing(replace(only_detection(content), name="Other"))
    assert [found.name for found in other.detections] == ["Other"]
    assert other.stories == content.stories


def test_right_files_do_not_need_jsonschema(tmp_path: Path) -> None:
    """Sound content loads without the import that takes longer than all of it."""
    write(tmp_path, FILES)
    program = (
        "import sys; from pathlib import Path; from harness.detections import load_content\n"
        f"assert load_content(Path({str(tmp_path)!r})).diagnostics == ()\n"
        "assert not {'jsonschema', 'docker', 'hypothesis', 'rich'} & sys.modules.keys(), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3])
