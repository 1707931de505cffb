"""From a scenario to points: the same everywhere, in order, at the declared times, within the declared rates."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from harness.datasets import Edge, Rate, Run, Scenario, Stay, Workload, generate
from harness.datasets import generation as module
from harness.datasets.generation import render_seconds

NOW_MS = 1_729_166_400_000
CART = Workload("cart", (Stay("prod", "shop"),), ("java",))
DB = Workload("db", (Stay("prod", "data"),), ("postgres",))
EDGE = Edge(CART, DB, runs=(Run(NOW_MS - 60_000, 10_000, 6),))


def scenario(*edges: Edge, **changes: object) -> Scenario:
    return replace(Scenario("s", NOW_MS, edges or (EDGE,), seed=7), **changes)  # type: ignore[arg-type]


def values(made: Scenario, metric: str = "tcp.packets") -> list[float]:
    (columns,) = [columns for columns in generate(made).metrics if columns.metric == metric]
    found: list[float] = columns.values.tolist()
    return found


def test_the_bytes_of_a_scenario_never_change() -> None:
    """This checksum was computed once; another one means that every committed dataset must be generated again."""
    text = "\n".join(generate(scenario(metrics=("tcp.packets", "tcp.rtt.average"))).hec_lines())
    digest = "c6a8106b41d1875236a89d0c6bcbafe587f861d7cf5423b4509e0cfe5842a3d5"
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_a_line_is_a_single_measurement_of_the_add_on() -> None:
    line = json.loads(next(generate(scenario()).hec_lines()))
    fields = line.pop("fields")
    assert line == {
        "time": NOW_MS // 1000 - 60,
        "event": "metric",
        "index": "kubernetes_metrics",
        "source": "sim",
        "sourcetype": "stash",
    }
    assert fields["metric_name"] == "tcp.packets"
    assert isinstance(fields["_value"], int)
    assert (fields["k8s.cluster.name"], fields["source.workload.name"], fields["dest.workload.name"]) == (
        "prod",
        "cart",
        "db",
    )
    assert (fields["sf_product"], fields["sf_resolutionMs"], fields["sf_streamLabel"]) == (
        "network-explorer",
        10000,
        "A",
    )


def test_lines_and_dicts_say_the_same() -> None:
    data = generate(scenario())
    for line, point in zip(map(json.loads, data.hec_lines()), data.point_dicts(), strict=True):
        fields = dict(line["fields"])
        assert point["metrics"] == {fields.pop("metric_name"): fields.pop("_value")}
        assert point["_time"] == line["time"]
        texts = {name: str(value) for name, value in fields.items()}
        assert point["dims"] == {**texts, "source": line["source"], "sourcetype": line["sourcetype"]}
        assert point["index"] == line["index"]


def test_times_are_those_of_the_timeline() -> None:
    for columns in generate(scenario(replace(EDGE, runs=(Run(NOW_MS - 5_000), Run(NOW_MS, 30_000, 2))))).metrics:
        assert columns.times_ms.tolist() == [NOW_MS - 5_000, NOW_MS, NOW_MS + 30_000]


def test_points_are_ordered_by_metric_series_and_time() -> None:
    other = replace(EDGE, source=DB, destination=CART)
    for columns in generate(scenario(EDGE, other)).metrics:
        keys = list(zip(columns.series_ids.tolist(), columns.times_ms.tolist(), strict=True))
        assert keys == sorted(keys)


@pytest.mark.parametrize(("mean", "spread"), [(1000, 0.1), (1000, 1), (0.4, 0.25), (7, 0)])
def test_values_lie_around_the_mean(mean: float, spread: float) -> None:
    long = replace(EDGE, runs=(Run(0, 10_000, 2000),), rates={"tcp.packets": Rate(mean, spread)})
    found = values(scenario(long))
    low, high = mean * (1 - spread), mean * (1 + spread)
    assert min(found) >= round(low)
    assert max(found) <= round(high + 0.5)
    assert abs(sum(found) / len(found) - mean) <= max(1, mean * spread) * 0.05 + 0.5


def test_scale_multiplies_values() -> None:
    rates = {"tcp.packets": Rate(100, 0)}
    burst = replace(EDGE, runs=(Run(0), Run(10_000, scale=40)), rates=rates)
    assert values(scenario(burst)) == [100, 4000]


def test_gauges_have_decimals_and_counts_do_not() -> None:
    made = scenario(metrics=("tcp.rtt.average", "tcp.packets"))
    assert all(value == round(value, 3) for value in values(made, "tcp.rtt.average"))
    assert any(value != int(value) for value in values(made, "tcp.rtt.average"))
    assert all(isinstance(value, int) for value in values(made))


def test_another_seed_gives_other_values_at_the_same_times() -> None:
    one, other = generate(scenario(seed=1)).metrics[0], generate(scenario(seed=2)).metrics[0]
    assert one.times_ms.tolist() == other.times_ms.tolist()
    assert one.values.tolist() != other.values.tolist()


def test_an_edge_more_changes_no_value_of_another() -> None:
    other = replace(EDGE, source=DB, destination=CART)
    assert values(scenario(other, EDGE))[6:] == values(scenario(EDGE))


def test_a_longer_history_changes_no_value_of_the_rest() -> None:
    longer = replace(EDGE, runs=(Run(NOW_MS - 120_000, 10_000, 12),))
    assert values(scenario(longer))[6:] == values(scenario(EDGE))


def test_copies_repeat_each_point() -> None:
    twice = values(scenario(replace(EDGE, copies=2)))
    assert twice == [value for value in values(scenario()) for _ in range(2)]


def test_copies_of_one_edge_leave_the_others_alone() -> None:
    other = replace(EDGE, source=DB, destination=CART, copies=3)
    data = generate(scenario(EDGE, other, metrics=("tcp.packets",)))
    assert data.metrics[0].series_ids.tolist() == [0] * 6 + [1] * 18
    assert data.points == 24


@pytest.mark.parametrize(
    ("time_ms", "text"),
    [(0, "0"), (1500, "1.500"), (NOW_MS, "1729166400"), (NOW_MS + 7, "1729166400.007"), (-1500, "-1.500")],
)
def test_seconds_have_decimals_only_where_needed(time_ms: int, text: str) -> None:
    assert render_seconds(time_ms) == text


def test_too_many_points_are_refused_before_memory_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_POINTS", 17)
    with pytest.raises(ValueError, match="18 points; 17 are the most"):
        generate(scenario())


def test_names_in_any_script_survive() -> None:
    name = 'grö"ße\\ \u2028 "'
    odd = Workload(name, (Stay("prod", "shop"),))
    line = json.loads(next(generate(scenario(replace(EDGE, source=odd))).hec_lines()))
    assert line["fields"]["source.workload.name"] == name
