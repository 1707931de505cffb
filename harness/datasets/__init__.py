"""Datasets: manifests, scenarios, generated data and the ground truth that comes with it.

A dataset is a folder with a manifest and data; a scenario in it says how the data is made.  `strategies` (Hypothesis
strategies for topologies, timelines and whole scenarios) is a module of its own, so that importing this package does
not import Hypothesis.
"""

from harness.datasets.checking import DatasetSummary, describe_dataset, regenerates, validate_dataset
from harness.datasets.generation import GeneratedData, MetricColumns, generate
from harness.datasets.manifest import DataFile, Dataset, dataset_names, find_dataset, load_dataset
from harness.datasets.model import ObservedEdge, new_edges
from harness.datasets.scenario import DetectionWindow, Edge, Rate, Scenario, Stay, Workload
from harness.datasets.scenario_file import load_scenario, parse_scenario
from harness.datasets.stores import metric_store
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
    "dataset_names",
    "describe_dataset",
    "find_dataset",
    "generate",
    "generate_dataset",
    "load_dataset",
    "load_scenario",
    "metric_store",
    "new_edges",
    "parse_scenario",
    "regenerates",
    "truth_of",
    "validate_dataset",
]
