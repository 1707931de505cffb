"""How fast a detection test is once everything is loaded, and how fast data is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from harness.backends.embedded import EmbeddedBackend
from harness.datasets import generate, parse_scenario
from harness.diagnostics import SourceText
from harness.runner.cases import TestCase, load_cases
from harness.runner.project import Project
from harness.runner.running import Runner

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests" / "detections"
ROUNDS = 30
MANY_POINTS = """
description: a year of traffic at full resolution
author: benchmark
environment: synthetic
mitre_technique: [T1204]
anchor: 2024-10-17T12:00:00Z
seed: 1
metrics: [tcp.packets, tcp.bytes]
clusters:
  prod: {namespaces: {shop: {a: {}, b: {}, c: {}}}}
edges:
  - {from: [a, b], to: c, active: {from: -60d, every: 10s}}
"""


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of one call."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[ROUNDS // 2] * 1000


def cases_of(project: Project, file: str) -> dict[str, TestCase]:
    return {case.spec.name: case for case in load_cases(TESTS / file, project) if isinstance(case, TestCase)}


def test_warm_tests() -> None:
    """One warm unit test of 2,400 points: at most 10 ms; a failing test is no slower than a passing one."""
    project = Project(ROOT)
    runner = Runner(project, EmbeddedBackend())
    passing = cases_of(project, "cloud/kubernetes_newly_seen_tcp_edge.yml")["two new edges among 600 known ones"]
    failing = load_failing(project)
    assert runner.run(passing).status == "passed"
    assert runner.run(failing).status == "failed"
    good, bad = milliseconds(lambda: runner.run(passing)), milliseconds(lambda: runner.run(failing))
    print(f"\na warm unit test: {good:.1f} ms (at most 10); a failing one: {bad / good:.2f} times (at most 1)")


def load_failing(project: Project) -> TestCase:
    """The same test, expecting silence."""
    from dataclasses import replace

    cases = cases_of(project, "cloud/kubernetes_newly_seen_tcp_edge.yml")
    return replace(cases["two new edges among 600 known ones"], spec=cases["nothing but known edges stays silent"].spec)


def test_generation() -> None:
    """Generating in memory: at least 5 million points a second."""
    scenario = parse_scenario(SourceText("scenario.yml", MANY_POINTS), "benchmark")
    generate(scenario)
    started = time.perf_counter()
    points = generate(scenario).points
    taken = time.perf_counter() - started
    print(f"\ngenerating {points:,} points: {points / taken / 1e6:.1f} million a second (at least 5)")
