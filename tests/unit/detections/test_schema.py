"""The schemas: what they accept, what they say, and that the fast test agrees with jsonschema."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from harness.detections import load_content, schema_with_enums, write_schemas
from harness.detections.folders import KNOWLEDGE_FOLDERS
from harness.detections.schema import FILES, KINDS, schema
from harness.detections.schema.conformance import conformance
from harness.detections.schema.explanation import SCHEMA_CODES, explain
from harness.diagnostics import SourceText
from harness.diagnostics.yaml_text import YamlMapping, load_yaml
from harness.errors import InternalError
from tests.unit.detections.sample import DEPLOYMENT, DETECTION, OLDER_TAGS, STORY, changed, codes, content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "escu"
REGISTRY: Registry[Any] = Registry().with_resources(
    [(f"{name}.schema.json", Resource.from_contents(dict(schema(name)))) for name in FILES]
)
KNOWN_DEFECTS = {"unusual_number_of_computer_service_tickets_requested.yml": ["DET105"]}
"""Files of the corpus that offend: this one has an empty risk message."""


def tree(text: str) -> YamlMapping:
    node = load_yaml(SourceText("odd_edge.yml", text))
    assert isinstance(node, YamlMapping)
    return node


def mistakes(changes: str, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Code and sentence of each mistake of the sample with these changes."""
    node = tree(changed(DETECTION, changes, without))
    return [(found.code, found.message) for found in explain("detection", node, node.to_python())]


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_a_schema(name: str) -> None:
    """Every schema is valid in its own draft, and every object in it is closed or described elsewhere."""
    Draft202012Validator.check_schema(dict(schema(name)))


def test_each_code_of_a_schema_is_declared() -> None:
    """The codes that schemas give by themselves are those that have pages."""
    text = "".join(json.dumps(schema(name)) for name in FILES)
    given_codes = {part.split('"')[0] for part in text.split('"x-code": "')[1:]}
    assert given_codes <= set(SCHEMA_CODES)


@pytest.mark.parametrize(("kind", "text"), [("detection", DETECTION), ("story", STORY), ("deployment", DEPLOYMENT)])
def test_the_samples_conform(kind: str, text: str) -> None:
    """Both ways of asking say yes."""
    node = tree(text)
    assert conformance(kind)(node.to_python())
    assert explain(kind, node, node.to_python()) == []


def test_both_generations_conform() -> None:
    """Risk in tags or in an rba block."""
    assert conformance("detection")(tree(changed(DETECTION, OLDER_TAGS, ["rba"])).to_python())


def test_generations_do_not_mix() -> None:
    """Older keys beside an rba block are told where they belong now."""
    found = mistakes(OLDER_TAGS)
    assert {code for code, _ in found} == {"DET105"}
    assert '"tags.confidence" has no place in this generation of the format' in [message for _, message in found]


EXPLAINED: dict[str, tuple[str, tuple[str, str]]] = {
    "unknown key": ("staus: x\n", ("DET101", 'unknown key "staus"')),
    "unknown key inside": (
        "rba: {message: m, risk_objects: [{field: a, type: system, scores: 1, score: 1}], threat_objects: []}\n",
        ("DET101", 'unknown key "scores" in "rba.risk_objects[0]"'),
    ),
    "number for text": ("name: 5\n", ("DET103", '"name" must be a text, not the number 5')),
    "text for list": ("data_source: abc\n", ("DET103", '"data_source" must be a list, not the text "abc"')),
    "nothing": ("description:\n", ("DET103", '"description" must be a text, not empty')),
    "truth value": ("version: yes\n", ("DET103", '"version" must be a whole number, not the truth value true')),
    "choice": ("type: anomaly\n", ("DET104", '"type" cannot be the text "anomaly"')),
    "empty text": ("author: ''\n", ("DET105", '"author" must not be empty')),
    "bound": ("version: 0\n", ("DET105", '"version" must be at least 1')),
    "form": ("date: 17.10.2024\n", ("DET105", '"date" must be a date, such as 2024-10-17, not the text "17.10.2024"')),
    "length": (f"name: {'x' * 100}\n", ("DET105", '"name" is longer than 99 characters')),
}


@pytest.mark.parametrize("case", EXPLAINED)
def test_a_mistake_is_explained(case: str) -> None:
    """The sentence names the place and the value; there is one mistake, so there is one sentence."""
    changes, expected = EXPLAINED[case]
    assert mistakes(changes) == [expected]


def test_each_missing_key_is_told_once() -> None:
    """Three missing keys, three sentences, each with what the key means."""
    node = tree(changed(DETECTION, "", ("author", "status", "search")))
    found = explain("detection", node, node.to_python())
    lacking = [f'the file lacks the key "{key}"' for key in ("author", "search", "status")]
    assert [each.message for each in found] == lacking
    assert found[0].help == "author: Who wrote it."


def test_a_misspelled_key_is_suggested() -> None:
    """Help names the key that was probably meant."""
    node = tree(changed(DETECTION, "staus: x\n"))
    (found,) = explain("detection", node, node.to_python())
    assert found.help == 'did you mean "status"?'
    assert found.source.text[found.span.start : found.span.end] == "staus"


def test_a_lookup_says_where_its_rows_are() -> None:
    """Neither file nor collection is explained in words, not as a failed anyOf."""
    node = tree("name: x\n")
    (found,) = explain("lookup", node, node.to_python())
    assert found.message == "the file says nothing of where its rows are"
    assert found.help is not None


# --- the fast test and jsonschema agree ------------------------------------------------------------------------------


def agrees(kind: str, value: Any) -> None:
    validator = Draft202012Validator(dict(schema(kind)), registry=REGISTRY)
    assert conformance(kind)(value) == validator.is_valid(value), value


SAMPLES: dict[str, list[Any]] = {
    "detection": [tree(DETECTION).to_python(), tree(changed(DETECTION, OLDER_TAGS, ["rba"])).to_python()],
    "story": [tree(STORY).to_python()],
    "deployment": [tree(DEPLOYMENT).to_python()],
    "macro": [{"name": "m", "definition": "d", "arguments": ["a"]}],
    "baseline": [
        {
            **{key: value for key, value in tree(DETECTION).to_python().items() if key not in ("rba", "status")},
            "type": "Baseline",
            "tags": {
                "analytic_story": [],
                "detections": ["d"],
                "product": ["Splunk Cloud"],
                "security_domain": "network",
            },
        }
    ],
    "lookup": [{"name": "l", "filename": "l.csv", "case_sensitive_match": "false", "match_type": ["WILDCARD(a)"]}],
}

ODD_VALUES = st.sampled_from(
    [None, True, 0, 1, 25.0, 25.5, -1, 101, "", "x", "T1204", "yes", [], ["x"], [1], {}, {"x": 1}]
).map(copy.deepcopy)


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, (*at, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from paths(part, (*at, index))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Any]:
    """A sample with up to three parts replaced, removed or added."""
    kind = draw(st.sampled_from(sorted(SAMPLES)))
    value = copy.deepcopy(draw(st.sampled_from(SAMPLES[kind])))
    for _ in range(draw(st.integers(0, 3))):
        *above, last = draw(st.sampled_from([path for path in paths(value) if path] or [("name",)]))
        owner = value
        for step in above:
            owner = owner[step]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                owner[last] = draw(ODD_VALUES)
            case "remove":
                del owner[last]
            case _ if isinstance(owner, dict):
                owner[draw(st.sampled_from(["rba", "confidence", "status", "extra"]))] = draw(ODD_VALUES)
    return kind, value


@given(damaged())
def test_the_fast_test_agrees_with_jsonschema(case: tuple[str, Any]) -> None:
    """Whatever is damaged, the compiled test and jsonschema give the same answer."""
    agrees(*case)


@pytest.mark.parametrize("value", [3.0, 3.5, 0, -0.0, True, "3", None, 1e300])
def test_whole_numbers_are_what_jsonschema_takes_for_them(value: object) -> None:
    """3.0 is a whole number, true is none."""
    agrees("detection", {**SAMPLES["detection"][0], "version": value})


@pytest.mark.parametrize("value", [True, False, 0, 1, 1.0, "true", "True", None])
def test_truth_values_are_no_numbers(value: object) -> None:
    """A choice of true and false does not let 1 and 0 in."""
    agrees("lookup", {**SAMPLES["lookup"][0], "case_sensitive_match": value})


def test_samples_of_every_kind_conform() -> None:
    """The damage starts from values that are right, for every kind."""
    assert set(SAMPLES) == set(KINDS)
    for kind, values in SAMPLES.items():
        for value in values:
            assert conformance(kind)(value)
            agrees(kind, value)


def test_a_keyword_without_compiled_form_is_refused() -> None:
    """A schema cannot use a keyword that the fast test would pass over."""
    from harness.detections.schema.conformance import _compiled

    with pytest.raises(InternalError, match="multipleOf"):
        _compiled({"multipleOf": 2}, {})


# --- the published corpus --------------------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of published detections is not beside the repository")
def test_the_published_content_conforms() -> None:
    """Of 854 published detections and all they use, only true defects are reported."""
    content = load_content(CORPUS)
    assert len(content.detections) == 854
    found: dict[str, list[str]] = {}
    for each in content.diagnostics:
        if each.severity == "error":
            found.setdefault(Path(each.source.name).name, []).append(each.code)
    assert found == KNOWN_DEFECTS


# --- for editors -----------------------------------------------------------------------------------------------------


def test_content_names_become_choices(tmp_path: Path) -> None:
    """An editor offers the names of this content's stories, deployments, detections and macros."""
    content = content_of(tmp_path, macros__m="name: m\ndefinition: $x$\narguments: [x]\n")
    shared = schema_with_enums(content)["common.schema.json"]["$defs"]
    assert shared["story_names"]["items"]["enum"] == ["Odd Traffic"]
    assert shared["deployment_name"]["enum"] == ["Hourly"]
    assert "`m(1)`" in shared["macro_call"]["enum"]
    assert "`m(1)`" in schema_with_enums(content)["detection.schema.json"]["properties"]["search"]["examples"]


def test_written_schemas_judge_like_ours(tmp_path: Path) -> None:
    """The files of --schema-out are complete: they accept the sample, refer to each other, and know the story names."""
    content = content_of(tmp_path / "repo")
    written = write_schemas(content, tmp_path / "out")
    assert {path.name for path in written} == {f"{name}.schema.json" for name in FILES}
    loaded = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in written}
    registry: Registry[Any] = Registry().with_resources([(n, Resource.from_contents(s)) for n, s in loaded.items()])
    validator = Draft202012Validator(loaded["detection.schema.json"], registry=registry)
    sample = tree(DETECTION).to_python()
    assert validator.is_valid(sample)
    sample["tags"]["analytic_story"] = ["No Such Story"]
    assert not validator.is_valid(sample)


def test_exporting_leaves_our_schemas_alone(tmp_path: Path) -> None:
    """The choices of one content do not leak into the validation of the next."""
    schema_with_enums(content_of(tmp_path))
    assert "enum" not in schema("common")["$defs"]["story_names"]["items"]


def test_content_files_name_their_schema() -> None:
    """The `$schema` line of each file that we ship leads to the schema of its kind."""
    root = Path(__file__).parents[3]
    files = sorted((root / "detections").rglob("*.yml"))
    assert files
    for path in files:
        line = path.read_text(encoding="utf-8").splitlines()[0]
        wanted = f"{KNOWLEDGE_FOLDERS.get(path.parent.name, 'detection')}.schema.json"
        prefix, _, target = line.partition("$schema=")
        assert prefix == "# yaml-language-server: "
        assert (path.parent / target).resolve() == root / "harness/detections/schema" / wanted


def test_codes_are_found(tmp_path: Path) -> None:
    """The sample's helper sees what loading found."""
    assert codes(content_of(tmp_path, "staus: x\n").diagnostics) == ["DET101"]
