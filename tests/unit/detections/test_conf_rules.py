"""props.conf, transforms.conf, eventtypes.conf and tags.conf: what content declares, and every mistake in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.detections import Content, load_content, validate
from harness.spl.session import run_search
from harness.spl.sources import Sources
from harness.store import EventStore
from harness.timerange import FixedClock
from tests.unit.detections.sample import NOW, write

if TYPE_CHECKING:
    from pathlib import Path

PROPS = r"""# the fields of access logs
[access]
KV_MODE = none
EXTRACT-verb = ^(?<verb>\w+) \
  (?<path>\S+)
REPORT-rest = pairs
FIELDALIAS-a = verb AS http_method
EVAL-is_read = if(verb=="GET", "yes", "no")
LOOKUP-owner = owners path OUTPUT owner
"""
FILES: dict[str, str | bytes] = {
    "detections/macros/.keep": "",
    "detections/props.conf": PROPS,
    "detections/transforms.conf": '[pairs]\nDELIMS = " ", "="\n',
    "detections/eventtypes.conf": "[read]\nsearch = verb=GET\npriority = 2\n[off]\nsearch = *\ndisabled = 1\n",
    "detections/tags.conf": "[eventtype=read]\nweb = enabled\nold = disabled\n[path=%2Fa%20b]\nodd = enabled\n",
    "detections/lookups/owners.yml": "name: owners\nlookup_type: csv\ndescription: who owns what\n",
    "detections/lookups/owners.csv": "path,owner\n/a,me\n",
}


def content(root: Path, **changes: str) -> Content:
    """The sample with some conf files changed."""
    return load_content(write(root, {**FILES, **{f"detections/{name}.conf": text for name, text in changes.items()}}))


def found(root: Path, **changes: str) -> list[tuple[str, str, int]]:
    """The code, file and line of each finding in conf files."""
    places = [(each.code, each.location) for each in validate(content(root, **changes), clock=FixedClock(NOW))]
    return [
        (code, place.source.name, place.position.line) for code, place in places if place.source.name.endswith(".conf")
    ]


def test_sound_rules_have_no_findings(tmp_path: Path) -> None:
    """The sample is sound, and its names are those that the files give."""
    assert found(tmp_path) == []
    knowledge = content(tmp_path).knowledge
    assert [each.stanza for each in knowledge.source_rules] == ["access"]
    assert list(knowledge.transforms) == ["pairs"]
    assert {name: each.priority for name, each in knowledge.event_types.items()} == {"read": 2}
    assert knowledge.tags == {"eventtype": {"read": ["web"]}, "path": {"/a b": ["odd"]}}


def test_a_search_of_the_content_gets_the_fields(tmp_path: Path) -> None:
    """Every step of the sequence leaves its field; a value that goes on in the next line keeps its line end."""
    loaded = content(tmp_path)
    events = EventStore().add_events([{"_time": 1.0, "sourcetype": "access", "_raw": "GET \n  /a u=ann"}])
    results = run_search(
        "index=main tag=web | table verb path u http_method is_read owner tag eventtype",
        now=NOW,
        sources=Sources(events=events, lookups=loaded.lookup_rows, knowledge=loaded.knowledge),
    )
    assert [dict(row) for row in results.rows] == [
        {
            "verb": "GET",
            "path": "/a",
            "u": "ann",
            "http_method": "GET",
            "is_read": "yes",
            "owner": "me",
            "tag": "web",
            "eventtype": "read",
        }
    ]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("props", "[a]\nEXTRACT-x = (?<y\n", ("SPL670", 2)),
        ("props", "[source::/a(b]\nKV_MODE = none\n", ("SPL670", 1)),
        ("props", "[a]\nEXTRACT-x = y\n", ("SPL671", 2)),
        ("props", "[a]\nREPORT-x = pairs, pears\n", ("SPL672", 2)),
        ("props", "[a]\nKV_MODE = some\n", ("SPL673", 2)),
        ("props", "[a]\nFIELDALIAS-x = a AS b AS c\n", ("SPL673", 2)),
        ("props", "[a]\nAUTO_KV_JSON = maybe\n", ("SPL673", 2)),
        ("props", "[a]\nLOOKUP-x = nobody path OUTPUT owner\n", ("SPL674", 2)),
        ("props", "[a]\nlookup_x = nobody path\n", ("SPL674", 2)),
        ("props", "[a]\nrename = b\n", ("SPL675", 2)),
        ("props", "[a]\nKV_MODE = multi\n", ("SPL675", 2)),
        ("props", "[a]\nEVAL-x = 1 +\n", ("SPL110", 2)),
        ("props", "[a]\nEVAL-x = nosuch(1)\n", ("SPL302", 2)),
        ("props", '[a]\nEVAL-x = b=="c"\n', ("SPL403", 2)),
        ("transforms", "[pairs]\nREGEX = (a\nFORMAT = b::$1\n", ("SPL670", 2)),
        ("transforms", "[pairs]\nREGEX = (a)\nFORMAT = b::$2\n", ("SPL671", 3)),
        ("transforms", "[pairs]\nREGEX = (a)\n", ("SPL671", 2)),
        ("transforms", "[pairs]\nREGEX = (a)(b)\nFORMAT = $1_x::$2\n", ("SPL673", 3)),
        ("transforms", "[pairs]\nDELIMS = ,\n", ("SPL673", 2)),
        ("transforms", "[pairs]\nREGEX = (?<a>b)\nSOURCE_KEY = MetaData:Host\n", ("SPL675", 3)),
        ("transforms", "[pairs]\nFORMAT = a::$1\n", ("SPL671", 2)),
        ("eventtypes", "[read]\ndescription = x\n", ("DET208", 1)),
        ("eventtypes", "[read]\nsearch = a | head 1\n", ("SPL676", 2)),
        ("eventtypes", "[read]\nsearch = tag=web\n", ("SPL676", 2)),
        ("eventtypes", "[read]\nsearch = a=1 [search b]\n", ("SPL676", 2)),
        ("eventtypes", "[read]\nsearch = a=1\npriority = 11\n", ("DET211", 3)),
        ("tags", "[host]\nweb = enabled\n", ("DET211", 1)),
        ("tags", "[host=a]\nweb = on\n", ("DET211", 2)),
        ("fields", "[a]\nTOKENIZER = (\\w+)\n", ("SPL675", 2)),
    ],
)
def test_a_mistake_is_found_in_its_place(tmp_path: Path, file: str, text: str, expected: tuple[str, int]) -> None:
    """Each mistake is one finding that points into its file."""
    code, line = expected
    assert (code, f"detections/{file}.conf", line) in found(tmp_path, **{file: text})


def test_local_lies_over_default_in_an_app(tmp_path: Path) -> None:
    """An app of nothing but rules is an app; its layers are laid together setting by setting."""
    files: dict[str, str | bytes] = {
        "default/props.conf": "[default]\nEVAL-d = 1\n[s]\nEVAL-a = 1\nEVAL-b = 1\n",
        "local/props.conf": "[s]\nEVAL-b = 2\n",
    }
    rules = {each.stanza: each.settings for each in load_content(write(tmp_path, files)).knowledge.source_rules}
    assert {key: value.text for key, value in rules["s"].items()} == {"EVAL-a": "1", "EVAL-b": "2"}
    assert list(rules["default"]) == ["EVAL-d"]


def test_a_lookup_of_transforms_conf_is_a_lookup_of_the_content(tmp_path: Path) -> None:
    """Beside those that have a file of their own, which win; its rows are in the folder of lookups of the content."""
    write(tmp_path, {"detections/lookups/kinds.csv": "path,kind\n/A,home\n"})
    loaded = content(
        tmp_path,
        props="[access]\nLOOKUP-kind = kinds path OUTPUT kind\n",
        transforms="[kinds]\nfilename = kinds.csv\ncase_sensitive_match = false\n"
        "[owners]\nfilename = other.csv\n[known]\ncollection = known\nfields_list = _key, host\n",
    )
    assert [each for each in loaded.diagnostics if each.severity == "error"] == []
    events = EventStore().add_events([{"_time": 1.0, "sourcetype": "access", "_raw": "x", "path": "/a"}])
    results = run_search(
        "index=main | lookup owners path OUTPUT owner | lookup known host OUTPUT _key as k | table path kind owner",
        now=NOW,
        sources=Sources(events=events, lookups=loaded.lookup_rows, knowledge=loaded.knowledge),
    )
    assert [dict(row) for row in results.rows] == [{"path": "/a", "kind": "home", "owner": "me"}]


def test_what_is_wrong_with_a_lookup_of_transforms_conf_is_told_once(tmp_path: Path) -> None:
    """A switch and a number that are none, and a line that is no setting, each with its line."""
    text = "[kinds]\nfilename = owners.csv\nmax_matches = many\ncase_sensitive_match = maybe\nnonsense\n"
    wanted = [("DET210", "detections/transforms.conf", 4), ("DET216", "detections/transforms.conf", 3)]
    told = [each for each in found(tmp_path, transforms=text, props="") if each[1].endswith("transforms.conf")]
    assert sorted(told) == [("DET202", "detections/transforms.conf", 5), *wanted]


def test_rules_for_indexing_are_checked_too(tmp_path: Path) -> None:
    """A pattern without a group, a switch and a number that are none; what is only not executed here is no mistake."""
    text = "[access]\nLINE_BREAKER = x\nSHOULD_LINEMERGE = maybe\nMAX_TIMESTAMP_LOOKAHEAD = far\nTZ = Mars\n"
    told = found(tmp_path, props=f"{text}SEDCMD-a = s/a/b/\n")
    assert told == [("DS164", "detections/props.conf", line) for line in (2, 3, 4, 5)]


def test_event_types_that_lead_back_to_themselves_are_told(tmp_path: Path) -> None:
    """Each loop once, whatever leads into it; an event type that two others name is no loop."""
    text = "[a]\nsearch = eventtype=b\n[b]\nsearch = eventtype=a\n[c]\nsearch = x OR eventtype=c\n"
    fine = "[in]\nsearch = eventtype=a eventtype=read\n[too]\nsearch = eventtype=read\n[read]\nsearch = verb=GET\n"
    told = found(tmp_path, eventtypes=text + fine)
    assert told == [("SPL676", "detections/eventtypes.conf", line) for line in (2, 6)]
