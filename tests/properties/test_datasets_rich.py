"""Whatever a scenario says of traffic, events and attacks: bytes repeat, counters rise, truth and strength hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.datasets import Scenario, generate, parse_scenario, truth_of
from harness.datasets.planning import series_plans
from harness.diagnostics import SourceText

if TYPE_CHECKING:
    from harness.datasets import MetricColumns
    from harness.datasets.generators import SeriesPlan

SOURCES = ("kubernetes_npm", "kubernetes_processes", "kubernetes_pods", "kubernetes_containers")
CLUSTER = """anchor: 2024-10-17T12:00:00Z
generator: [{sources}]
sampling: [{{from: -2d, every: {thin}}}, {{from: -1h, every: {dense}}}]
clusters:
  prod:
    zones: [a, b]
    nodes: 3
    namespaces:
      shop: {{cart: {{processes: java, pods: 2}}, web: {{processes: [nginx, sh]}}, mail: }}
      data: {{db: {{processes: postgres, kind: statefulset}}}}
edges:
  - {{from: web, to: cart}}
  - {{from: cart, to: db, rates: {{tcp.retrans: 9}}}}
  - {{from: [web, cart], to: mail, protocol: udp}}
"""
EVENTS = (
    "{deploy: cart, at: -36h, image_version: 1.1}",
    "{scale: web, at: -30h, pods: 4}",
    "{restart: '*', every: 1d}",
    "{outage: mail, from: -40h, to: -20h}",
)
ATTACKS = (
    "{kind: lateral_movement, from: mail, to: [db, cart], onset: -30m, strength: 2}",
    "{kind: scanning, from: db, fan_out: 2, onset: -20m}",
    "{kind: beacon, from: mail, to: web, onset: -50m, length: 30m, every: 90s}",
    "{kind: shell, workload: cart, onset: -15m}",
    "{kind: new_path, workload: [cart, db], onset: -15m, process: java}",
    "{kind: unseen_image, workload: web, onset: -25m, image: evil/tool, tag: 3}",
    "{kind: miner, workload: mail, onset: -40m}",
)
SURGES = (
    "{kind: exfiltration, from: cart, to: db, onset: %s, length: %s, strength: %s}",
    "{kind: miner, workload: cart, process: java, onset: %s, length: %s, strength: %s}",
)
TRAFFIC = (
    "",
    "traffic: {}\n",
    "traffic: {daily: 0.5, weekly: 0.3, noise: 0.1}\n",
    "traffic: {daily: 0.2, bursts: {every: 2h, length: 10m, factor: 3}, native: 30s}\n",
)


class Signal(NamedTuple):
    """The series of one group and rate: their points outside of surges, and for each surge of one its strength."""

    plan: SeriesPlan
    outside: list[float]
    surges: list[tuple[float, list[float]]]


def built(text: str) -> Scenario:
    return parse_scenario(SourceText("scenario.yml", text))


@st.composite
def texts(draw: st.DrawFn, surges: bool = True) -> str:
    """Scenario files with some of everything."""
    head = CLUSTER.format(
        sources=", ".join(SOURCES), thin=draw(st.sampled_from(["2h", "3h"])), dense=draw(st.sampled_from(["2m", "5m"]))
    )
    seed = draw(st.integers(0, 2**63 - 1))
    events = draw(st.lists(st.sampled_from(EVENTS), max_size=3, unique=True))
    attacks = draw(st.lists(st.sampled_from(ATTACKS), max_size=3, unique=True))
    if surges:
        onset, length = draw(st.sampled_from([("-50m", "15m"), ("-5h", "6h"), ("-30h", "12h")]))
        strength = draw(st.sampled_from([0.5, 4, 12]))
        attacks += [text % (onset, length, strength) for text in draw(st.sets(st.sampled_from(SURGES), min_size=1))]
    flaws = draw(st.sampled_from(["", "imperfections: {clock_skew: 3s}\n"]))
    body = "".join(f"{key}: [{', '.join(items)}]\n" for key, items in (("events", events), ("attacks", attacks)))
    return f"seed: {seed}\n{head}{draw(st.sampled_from(TRAFFIC))}{flaws}{body}"


def signals(scenario: Scenario) -> list[Signal]:
    """Every signal of a scenario that an attack makes stronger."""
    found: dict[object, Signal] = {}
    plans = {(plan.metric, tuple(plan.dimensions.items())): plan for plan in series_plans(scenario)}
    for columns in generate(scenario).metrics:
        points: dict[int, list[tuple[int, float]]] = {}
        for number, time, value in points_of(columns):
            points.setdefault(number, []).append((time, value))
        for number, dimensions in enumerate(columns.series):
            plan = plans[columns.metric, tuple(dimensions.items())]
            if plan.attack is None:
                signal = found.setdefault((plan.metric, plan.group, plan.rate), Signal(plan, [], []))
                add_points(signal, plan, points[number])
    return [signal for signal in found.values() if signal.surges]


def add_points(signal: Signal, plan: SeriesPlan, points: list[tuple[int, float]]) -> None:
    attacked: set[int] = set()
    for surge in plan.surges:
        times = {time for time, _ in points if surge.start_ms <= time < surge.end_ms}
        attacked |= times
        signal.surges.append((surge.strength, [value for time, value in points if time in times]))
    signal.outside.extend(value for time, value in points if time not in attacked)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def deviation(values: list[float]) -> float:
    middle = mean(values)
    return float((sum((value - middle) ** 2 for value in values) / (len(values) - 1)) ** 0.5)


def digest(scenario: Scenario) -> str:
    return hashlib.sha256("\n".join(generate(scenario).hec_lines()).encode()).hexdigest()


@settings(max_examples=8, deadline=None)
@given(texts())
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    assert digest(built(text)) == digest(built(text))


@settings(max_examples=20, deadline=None)
@given(texts())
def test_an_attack_is_as_strong_as_it_says(text: str) -> None:
    """The mean of the window is so many deviations above the mean of the rest, but for the rounding of values."""
    found = signals(built(text))
    assert found
    for plan, outside, surges in found:
        for strength, inside in surges:
            expected = mean(outside) + strength * deviation(outside)
            assert abs(mean(inside) - expected) <= (0.5 if plan.whole else 1e-6 if plan.most else 1e-3)


@settings(max_examples=20, deadline=None)
@given(texts())
def test_the_truth_of_attacks_is_the_truth_of_the_points(text: str) -> None:
    """Each row's points are the distinct points of its things while the attack lasts, and no other thing is new."""
    scenario = built(text)
    data = generate(scenario)
    for row in truth_of(scenario).attacks:
        wanted = set(row.dimensions.items())
        seen: list[int] = []
        for columns in data.metrics:
            if columns.metric != row.metric:
                continue
            series = [{name: str(value) for name, value in dims.items()}.items() >= wanted for dims in columns.series]
            pairs = zip(columns.series_ids.tolist(), columns.times_ms.tolist(), strict=True)
            seen += [time for number, time in pairs if series[number] and row.first_ms <= time <= row.last_ms]
        assert len(seen) == row.points
        assert (min(seen), max(seen)) == (row.first_ms, row.last_ms)


@settings(max_examples=10, deadline=None)
@given(texts(surges=False))
def test_counters_never_fall_while_their_pod_lives(text: str) -> None:
    """A restart begins a new series with a new pod, and a counter begins again with it."""
    cumulative = text.replace("traffic: {", "traffic: {counters: cumulative, ")
    scenario = built(cumulative if "traffic" in text else f"{text}traffic: {{counters: cumulative}}\n")
    counting = {plan.metric for plan in series_plans(scenario) if plan.counts}
    assert counting == {"process.disk.operations", "k8s.pod.network.io"}
    for columns in generate(scenario).metrics:
        if columns.metric in counting:
            keys = list(zip(columns.series_ids.tolist(), columns.values.tolist(), strict=True))
            assert keys == sorted(keys)


@settings(max_examples=10, deadline=None)
@given(texts(surges=False), st.floats(0.01, 0.5), st.floats(0.01, 0.5))
def test_imperfect_arrival_neither_loses_nor_invents_points(text: str, late: float, duplicates: float) -> None:
    clean = text.replace("imperfections: {clock_skew: 3s}\n", "")
    flaws = f"imperfections: {{late: {{share: {late}, by: 5m}}, duplicates: {duplicates}}}\n"
    for exact, flawed in zip(generate(built(clean)).metrics, generate(built(clean + flaws)).metrics, strict=True):
        assert len(flawed) >= len(exact)
        assert set(points_of(flawed)) == set(points_of(exact))
        assert flawed.series_ids.tolist() == sorted(flawed.series_ids.tolist())


def points_of(columns: MetricColumns) -> list[tuple[int, int, float]]:
    return list(zip(columns.series_ids.tolist(), columns.times_ms.tolist(), columns.values.tolist(), strict=True))
