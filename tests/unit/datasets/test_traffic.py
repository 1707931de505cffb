"""How signals move over time: waves, weekends, bursts, what follows what; and what goes wrong on the way."""

from __future__ import annotations

import pytest

from harness.datasets import MetricColumns, Scenario, generate, parse_scenario, truth_of
from harness.diagnostics import Diagnostic, SourceText
from harness.errors import DatasetError

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
HEAD = """anchor: 2024-10-17T12:00:00Z
metrics: [tcp.packets, tcp.bytes, tcp.retrans, tcp.rtt.average]
clusters: {prod: {namespaces: {shop: {a: , b: }}}}
edges: [{from: a, to: b, active: {from: -14d, every: 10m}, rates: {tcp.packets: {mean: 1000, spread: 0.2}}}]
"""


def columns(text: str, metric: str = "tcp.packets", head: str = HEAD) -> MetricColumns:
    (found,) = [made for made in generate(scenario(text, head)).metrics if made.metric == metric]
    return found


def scenario(text: str, head: str = HEAD) -> Scenario:
    return parse_scenario(SourceText("s", head + text))


def problem(text: str) -> Diagnostic:
    with pytest.raises(DatasetError) as caught:
        scenario(text)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    return found


def mean_where(found: MetricColumns, chosen: range, modulus: int = 24, unit: int = HOUR_MS) -> float:
    """The mean of the values whose hour (or other unit of time) is in a range."""
    pairs = zip(found.times_ms.tolist(), found.values.tolist(), strict=True)
    values = [value for time, value in pairs if time // unit % modulus in chosen]
    return float(sum(values) / len(values))


def correlation(one: list[float], other: list[float]) -> float:
    means = sum(one) / len(one), sum(other) / len(other)
    moments = [
        sum((x - means[i]) * (y - means[j]) for x, y in zip(left, right, strict=True))
        for i, j, left, right in ((0, 1, one, other), (0, 0, one, one), (1, 1, other, other))
    ]
    return float(moments[0] / (moments[1] * moments[2]) ** 0.5)


def test_a_day_has_a_wave_with_its_top_where_it_is_declared() -> None:
    found = columns("traffic: {daily: 0.5, peak: 9h}")
    assert 1400 < mean_where(found, range(8, 10)) < 1550
    assert 450 < mean_where(found, range(20, 22)) < 600
    assert 950 < mean_where(found, range(24)) < 1050


def test_a_weekend_has_less() -> None:
    found = columns("traffic: {weekly: 0.4}")
    saturday_and_sunday = range(2, 4)  # days since a Thursday, which the epoch began with
    assert 570 < mean_where(found, saturday_and_sunday, 7, DAY_MS) < 630
    assert 970 < mean_where(found, range(4, 7), 7, DAY_MS) < 1030


def test_bursts_come_once_in_each_span() -> None:
    found = columns("traffic: {bursts: {every: 6h, length: 1h, factor: 10}}")
    slots: dict[int, list[int]] = {}
    for time, value in zip(found.times_ms.tolist(), found.values.tolist(), strict=True):
        slots.setdefault(time // (6 * HOUR_MS), []).append(value)
    bursting = [sum(value > 5000 for value in values) for values in list(slots.values())[1:-1]]
    assert set(bursting) <= {5, 6, 7}
    assert len(bursting) > 50


def test_noise_widens_what_all_metrics_share() -> None:
    calm, noisy = (columns(f"traffic: {{noise: {noise}}}").values for noise in (0, 0.3))
    assert 0.25 < (noisy.std() / noisy.mean()) < 0.4
    assert calm.std() / calm.mean() < 0.15
    assert noisy.min() >= 0


def test_bytes_follow_packets_only_with_traffic() -> None:
    def follows(text: str) -> float:
        return correlation(columns(text).values.tolist(), columns(text, "tcp.bytes").values.tolist())

    assert follows("traffic: {}") > 0.9
    assert abs(follows("")) < 0.1


def test_retransmits_and_delays_follow_loss() -> None:
    text = "traffic: {}"
    packets, retrans, delay = (
        columns(text, name).values.tolist() for name in ("tcp.packets", "tcp.retrans", "tcp.rtt.average")
    )
    lost = [one / all_ for one, all_ in zip(retrans, packets, strict=True)]
    assert correlation(lost, delay) > 0.9
    assert abs(correlation(packets, delay)) < 0.1


def test_network_counters_come_as_often_as_the_source_measures() -> None:
    """At 10 s of resolution a source of 30 s leaves two of three intervals empty, and ends with a zero."""
    head = HEAD.replace("active: {from: -14d, every: 10m}", "last_seen: -30m")
    found = columns("sampling: {from: -1h, every: 10s}\ntraffic: {native: 30s}", head=head)
    times = [(time - 1_729_166_400_000) // 1000 for time in found.times_ms.tolist()]
    assert times == [*range(-3600, -1799, 30), -1770]
    assert found.values[-1] == 0
    assert (found.values[:-1] > 0).all()
    made = scenario("sampling: {from: -1h, every: 10s}\ntraffic: {native: 30s}", head)
    assert truth_of(made).edges[0].last_seen_ms == 1_729_166_400_000 - 1_770_000


def test_an_edge_that_is_still_active_has_no_zero() -> None:
    head = HEAD.replace("active: {from: -14d, every: 10m}", "gaps: {from: -40m, to: -20m}")
    found = columns("sampling: [{from: -2d, every: 1d}, {from: -1h, every: 1m}]\ntraffic: {native: 30s}", head=head)
    zeros = [time - 1_729_166_400_000 for time, value in zip(found.times_ms, found.values, strict=True) if value == 0]
    assert zeros == [-41 * 60_000 + 30_000]


def test_clocks_are_off_in_data_and_truth_alike() -> None:
    exact, skewed = columns(""), columns("imperfections: {clock_skew: 4s}")
    off = set((skewed.times_ms - exact.times_ms).tolist())
    assert len(off) == 1
    assert 0 < abs(off.pop()) <= 4000
    edge = truth_of(scenario("imperfections: {clock_skew: 4s}")).edges[0]
    assert edge.first_seen_ms == skewed.times_ms[0]


def test_late_points_come_after_younger_ones() -> None:
    found = columns("imperfections: {late: {share: 0.1, by: 1h}}")
    assert found.times_ms.tolist() != sorted(found.times_ms.tolist())
    assert sorted(found.times_ms.tolist()) == columns("").times_ms.tolist()
    behind = found.times_ms[:-1] > found.times_ms[1:]
    assert 0.02 < behind.mean() < 0.15


def test_a_share_of_the_points_arrives_twice() -> None:
    exact, flawed = columns(""), columns("imperfections: {duplicates: 0.2}")
    assert 0.15 < len(flawed) / len(exact) - 1 < 0.25
    assert set(flawed.times_ms.tolist()) == set(exact.times_ms.tolist())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("traffic: {daily: 2}", "DS203"),
        ("traffic: {dayly: 1}", "DS201"),
        ("traffic: {counters: total}", "DS203"),
        ("traffic: {bursts: {every: 1h, length: 2h, factor: 2}}", "DS208"),
        ("traffic: {bursts: {every: 1h}}", "DS202"),
        ("traffic: {native: 30}", "DS216"),
        ("traffic: {native: 20m}", "DS214"),
        ("imperfections: {late: 0.1}", "DS203"),
        ("imperfections: {duplicates: 1.5}", "DS203"),
        ("events: {deploy: c, at: -1d}", "DS206"),
        ("events: {scale: a, at: -1d}", "DS202"),
        ("events: {restart: a}", "DS202"),
        ("events: {outage: a, from: -1h, to: -2h}", "DS208"),
        ("events: {deploy: a, scale: a, at: -1d}", "DS227"),
        ("events: {restart: a, every: 10s}", "DS203"),
    ],
)
def test_a_mistake_has_a_code(text: str, code: str) -> None:
    with pytest.raises(DatasetError) as caught:
        scenario(text)
    assert code in {found.code for found in caught.value.diagnostics if isinstance(found, Diagnostic)}
