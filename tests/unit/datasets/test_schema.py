"""The JSON Schemas for editors say what the reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import harness.datasets
from harness.datasets.attacks import attack_names
from harness.datasets.generators import find_generator, generator_names
from harness.datasets.manifest import FILE_KEYS, KEYS, REQUIRED, REQUIRED_OF_FILE
from harness.datasets.presets import preset_names
from harness.datasets.scenario_attacks import ATTACK_KEYS
from harness.datasets.scenario_edges import EDGE_KEYS
from harness.datasets.scenario_events import EVENT_KEYS
from harness.datasets.scenario_file import KEYS as SCENARIO_KEYS
from harness.datasets.scenario_series import SERIES_KEYS
from harness.datasets.scenario_traffic import FLAW_KEYS, TRAFFIC_KEYS
from harness.datasets.scenario_workloads import CLUSTER_KEYS, PROCESS_KEYS, WORKLOAD_KEYS
from harness.datasets.topology import DEGREE_KEYS, TOPOLOGY_KEYS
from harness.diagnostics.pages import datasets, scenarios

FOLDER = Path(harness.datasets.__file__).parent / "schema"
COMMITTED = sorted((Path(__file__).parents[3] / "datasets").glob("*/scenario.yml"))
BY_SHAPE = {
    *("DS201", "DS202", "DS203", "DS205", "DS210", "DS211", "DS213", "DS222", "DS226"),
    *("DS003", "DS004", "DS005", "DS006", "DS007"),
}
"""Codes of mistakes that a schema can see; the others need the meaning, such as how near two spellings are."""


def schema(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def errors(name: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(_load(text))]


def _load(text: str) -> Any:
    class Loader(yaml.SafeLoader):
        pass

    timestamp = "tag:yaml.org,2002:timestamp"
    Loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != timestamp]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=Loader)


@pytest.mark.parametrize("name", ["scenario", "dataset"])
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.parent.name)
def test_committed_datasets_follow_the_schemas(path: Path) -> None:
    for name in ("scenario", "dataset"):
        assert errors(name, (path.parent / f"{name}.yml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", [page for page in scenarios.PAGES if page.bad], ids=lambda page: page.code)
def test_the_scenario_schema_refuses_what_has_the_wrong_shape(page: Any) -> None:
    assert errors("scenario", page.good) == []
    assert bool(errors("scenario", page.bad)) == (page.code in BY_SHAPE)


@pytest.mark.parametrize("page", [page for page in datasets.PAGES if page.bad], ids=lambda page: page.code)
def test_the_manifest_schema_refuses_what_has_the_wrong_shape(page: Any) -> None:
    assert errors("dataset", page.good) == []
    assert bool(errors("dataset", page.bad)) == (page.code in BY_SHAPE)


def test_the_schemas_know_exactly_the_keys_of_the_reader() -> None:
    scenario = schema("scenario")
    shapes = scenario["$defs"]
    assert set(scenario["properties"]) == set(SCENARIO_KEYS)
    assert set(shapes["edge"]["properties"]) == set(EDGE_KEYS)
    assert set(shapes["topology"]["properties"]) == set(TOPOLOGY_KEYS)
    assert set(shapes["cluster"]["properties"]) == set(CLUSTER_KEYS)
    assert set(shapes["workload"]["properties"]) == set(WORKLOAD_KEYS)
    assert set(shapes["process"]["anyOf"][1]["properties"]) == set(PROCESS_KEYS)
    assert set(shapes["topology"]["properties"]["degrees"]["properties"]) == set(DEGREE_KEYS)
    assert set(shapes["event"]["properties"]) == set(EVENT_KEYS)
    assert set(shapes["traffic"]["properties"]) == set(TRAFFIC_KEYS)
    assert set(shapes["imperfections"]["properties"]) == set(FLAW_KEYS)
    assert set(shapes["attack"]["properties"]) == set(ATTACK_KEYS)
    assert set(shapes["series"]["properties"]) == set(SERIES_KEYS)
    dataset = schema("dataset")
    assert set(dataset["properties"]) == set(KEYS)
    assert set(dataset["required"]) == set(REQUIRED)
    assert set(dataset["properties"]["datasets"]["items"]["properties"]) == set(FILE_KEYS)
    assert set(dataset["properties"]["datasets"]["items"]["required"]) == set(REQUIRED_OF_FILE)


@pytest.mark.parametrize(
    "mistake",
    ["index: []", "anchor: []", "scenario: 3", "scenario_sha256: 0A", "truth: ''"],
)
def test_the_manifest_schema_refuses_our_keys_with_other_values(mistake: str) -> None:
    good = next(page.good for page in datasets.PAGES if page.code == "DS003")
    assert len(errors("dataset", good + mistake + "\n")) == 1


@pytest.mark.parametrize("mistake", ["kind: metric", "sha256: 0a", "points: -1", "points: 1.5"])
def test_the_manifest_schema_refuses_our_keys_of_a_file_with_other_values(mistake: str) -> None:
    good = next(page.good for page in datasets.PAGES if page.code == "DS003")
    assert len(errors("dataset", good.replace("sourcetype: stash", f"sourcetype: stash, {mistake}"))) == 1


def test_the_schema_knows_exactly_what_is_found_by_discovery() -> None:
    """Generators with their metrics and dimensions, attacks and presets: a file more is a name more."""
    scenario = schema("scenario")
    shapes = scenario["$defs"]
    generators = [find_generator(name) for name in generator_names()]
    protocols = {name: generator.protocol_of(name) for generator in generators for name in generator.metric_names()}
    assert scenario["properties"]["generator"]["anyOf"][0]["enum"] == generator_names()
    assert set(scenario["properties"]["metrics"]["anyOf"][0]["enum"]) == set(protocols)
    assert set(shapes["rates"]["propertyNames"]["enum"]) == {name for name, found in protocols.items() if found}
    assert set(shapes["hostRates"]["propertyNames"]["enum"]) == {name for name, found in protocols.items() if not found}
    edges = find_generator("kubernetes_npm")
    assert set(shapes["edge"]["properties"]["lacks"]["anyOf"][0]["enum"]) == set(edges.dimension_names())
    assert shapes["attack"]["properties"]["kind"]["enum"] == attack_names()
    assert shapes["topology"]["properties"]["preset"]["enum"] == preset_names()
