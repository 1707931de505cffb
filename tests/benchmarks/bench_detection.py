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


BUSY_PLATFORM = """
description: a platform in which there is much traffic
author: benchmark
environment: synthetic
mitre_technique: [T1204]
anchor: 2024-10-17T12:00:00Z
seed: 1
generator: [kubernetes_npm, kubernetes_processes, kubernetes_pods]
sampling: {from: -10d, every: 2m}
topology: {preset: platform, workloads: 60, pods: 1}
traffic: {daily: 0.3, weekly: 0.2, noise: 0.05}
events: {restart: "*", every: 5d}
attacks:
  - {kind: exfiltration, from: api-001, to: web-002, onset: -1h, length: 1h}
"""


def test_generation() -> None:
    """Generating in memory, on one core: at least 10 million points a second."""
    report_generation("a bulk of points", MANY_POINTS)


def test_generation_with_traffic() -> None:
    """The same with waves, noise, restarts and an attack."""
    report_generation("a busy platform", busy_platform())


def busy_platform() -> str:
    """The platform with an attack between two of its workloads, which the seed names."""
    quiet = BUSY_PLATFORM.partition("attacks:")[0]
    names = [workload.address for workload in parse_scenario(SourceText("scenario.yml", quiet)).workloads]
    return BUSY_PLATFORM.replace("api-001", names[0]).replace("web-002", names[1])


def report_generation(what: str, text: str) -> None:
    """Prints how fast a scenario becomes points, by the clock and by the processor, which others do not share."""
    scenario = parse_scenario(SourceText("scenario.yml", text), "benchmark")
    generate(scenario)
    started, busy = time.perf_counter(), time.process_time()
    points = generate(scenario).points
    taken, worked = time.perf_counter() - started, time.process_time() - busy
    print(
        f"\n{what}: {points:,} points, {points / taken / 1e6:.1f} million a second, "
        f"{points / worked / 1e6:.1f} million a second of one core (at least 10)"
    )
