"""Datasets: manifests, scenarios, generated data and the ground truth that comes with it.

A dataset is a folder with a manifest and data; a scenario in it says how the data is made.  `strategies` (Hypothesis
strategies for topologies, timelines and whole scenarios) is a module of its own.

Tests of detections only read datasets, so what makes them is not imported until it is used: a public name is imported
from its module when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.datasets.checking import DatasetSummary, describe_dataset, regenerates, validate_dataset
    from harness.datasets.generation import GeneratedData, MetricColumns, generate
    from harness.datasets.manifest import DataFile, Dataset, dataset_names, find_dataset, has_manifest, load_dataset
    from harness.datasets.model import ObservedEdge, new_edges
    from harness.datasets.scenario import DetectionWindow, Edge, Rate, Scenario, Stay, Workload
    from harness.datasets.scenario_file import load_scenario, parse_scenario
    from harness.datasets.stores import add_events, event_store, metric_store
    from harness.datasets.timeline import Run
    from harness.datasets.truth import EdgeKey, NewEdge, Truth, truth_of
    from harness.datasets.writing import generate_dataset

__all__ = [
    "DataFile",
    "Dataset",
    "DatasetSummary",
    "DetectionWindow",
    "Edge",
    "EdgeKey",
    "GeneratedData",
    "MetricColumns",
    "NewEdge",
    "ObservedEdge",
    "Rate",
    "Run",
    "Scenario",
    "Stay",
    "Truth",
    "Workload",
    "add_events",
    "dataset_names",
    "describe_dataset",
    "event_store",
    "find_dataset",
    "generate",
    "generate_dataset",
    "has_manifest",
    "load_dataset",
    "load_scenario",
    "metric_store",
    "new_edges",
    "parse_scenario",
    "regenerates",
    "truth_of",
    "validate_dataset",
]

_NAMES = {
    "checking": ("DatasetSummary", "describe_dataset", "regenerates", "validate_dataset"),
    "generation": ("GeneratedData", "MetricColumns", "generate"),
    "manifest": ("DataFile", "Dataset", "dataset_names", "find_dataset", "has_manifest", "load_dataset"),
    "model": ("ObservedEdge", "new_edges"),
    "scenario": ("DetectionWindow", "Edge", "Rate", "Scenario", "Stay", "Workload"),
    "scenario_file": ("load_scenario", "parse_scenario"),
    "stores": ("add_events", "event_store", "metric_store"),
    "timeline": ("Run",),
    "truth": ("EdgeKey", "NewEdge", "Truth", "truth_of"),
    "writing": ("generate_dataset",),
}
_HOMES = {name: f"harness.datasets.{module}" for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
