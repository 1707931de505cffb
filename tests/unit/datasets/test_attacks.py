"""Attacks: what each kind does to a scenario, what the ground truth says of it, and what cannot be."""

from __future__ import annotations

import json

import pytest

from harness.datasets import Edge, Scenario, generate, parse_scenario, truth_of
from harness.datasets.attack_truth import AttackTruth
from harness.datasets.attacks import attack_names, find_attack, raised
from harness.datasets.truth import render_truth
from harness.diagnostics import Diagnostic, SourceText
from harness.errors import DatasetError

ANCHOR_MS = 1_729_166_400_000
HEAD = """anchor: 2024-10-17T12:00:00Z
generator: [kubernetes_npm, kubernetes_processes, kubernetes_pods, kubernetes_containers]
sampling: [{from: -1d, every: 1h}, {from: -1h, every: 1m}]
clusters:
  prod:
    namespaces:
      shop: {cart: {processes: java, pods: 2}, web: {processes: nginx}, mail: , ads: }
      data: {db: {processes: postgres}}
edges: [{from: web, to: cart}, {from: cart, to: db}, {from: mail, to: db, protocol: udp}]
"""


def scenario(*attacks: str) -> Scenario:
    text = "".join(f"  - {{{attack}}}\n" for attack in attacks)
    return parse_scenario(SourceText("s", f"{HEAD}attacks:\n{text}"))


def rows(*attacks: str) -> tuple[AttackTruth, ...]:
    return truth_of(scenario(*attacks)).attacks


def new_edges(*attacks: str) -> list[Edge]:
    return [edge for edge in scenario(*attacks).edges if edge.attack is not None]


def names(edges: list[Edge]) -> set[tuple[str, str]]:
    return {(edge.source.name, edge.destination.name) for edge in edges}


def values(made: Scenario, metric: str, start_min: int, end_min: int, **dims: str) -> list[float]:
    """The values of the series with these dimensions (underscores are dots) in minutes relative to the anchor."""
    wanted = {name.replace("_", "."): value for name, value in dims.items()}
    found = []
    for point in generate(made).point_dicts():
        at = (point["_time"] * 1000 - ANCHOR_MS) / 60_000
        if metric in point["metrics"] and start_min <= at < end_min and wanted.items() <= point["dims"].items():
            found.append(point["metrics"][metric])
    return found


def test_each_attack_has_a_name_a_technique_and_an_onset() -> None:
    for name in attack_names():
        attack = find_attack(name)
        assert attack.name == name
        assert attack.technique.startswith("T")
        assert set(attack.required) <= set(attack.keys)


def test_lateral_movement_begins_edges() -> None:
    found = new_edges("kind: lateral_movement, from: web, to: [db, mail], onset: -20m, length: 5m")
    assert names(found) == {("web", "db"), ("web", "mail")}
    assert {(run.start_ms - ANCHOR_MS, run.last_ms - ANCHOR_MS) for edge in found for run in edge.runs} == {
        (-20 * 60_000, -16 * 60_000)
    }


def test_new_signals_are_stronger_than_usual_ones() -> None:
    """The strength of an edge that nobody has seen is counted in deviations of the metric."""
    usual, strong = raised("tcp.packets", 0), raised("tcp.packets", 6)
    deviation = usual.mean * usual.spread / 3**0.5
    assert strong.mean == pytest.approx(usual.mean + 6 * deviation)
    assert strong.mean * strong.spread == pytest.approx(usual.mean * usual.spread)
    (edge,) = new_edges("kind: lateral_movement, from: web, to: db, onset: -20m, strength: 6")
    assert edge.rates["tcp.packets"] == strong


def test_scanning_fans_out_to_strangers() -> None:
    found = new_edges("kind: scanning, from: cart, fan_out: 2, onset: -20m")
    assert len(names(found)) == 2
    assert names(found) <= {("cart", name) for name in ("web", "mail", "ads")}
    assert names(new_edges("kind: scanning, from: cart, onset: -20m")) == {
        ("cart", name) for name in ("web", "mail", "ads")
    }


def test_a_beacon_comes_after_the_same_time_with_the_same_bytes() -> None:
    made = scenario("kind: beacon, from: mail, to: web, onset: -30m, length: 20m, every: 90s")
    (edge,) = [edge for edge in made.edges if edge.attack is not None]
    ((run,),) = (edge.runs,)
    assert (run.step_ms, run.count) == (90_000, 14)
    sizes = values(made, "tcp.bytes", -60, 0, source_workload_name="mail")
    assert max(sizes) - min(sizes) < 40


def test_exfiltration_raises_what_is_there() -> None:
    made = scenario("kind: exfiltration, from: cart, to: db, onset: -30m, length: 10m, strength: 30")
    during = values(made, "tcp.bytes", -30, -20, source_workload_name="cart")
    before = values(made, "tcp.bytes", -60, -30, source_workload_name="cart")
    assert min(during) > 3 * max(before)
    other = values(made, "tcp.bytes", -30, -20, source_workload_name="web")
    assert max(other) < 2 * max(before)
    for direction, pods in (("transmit", "cart"), ("receive", "db")):
        found = {
            row.dimensions["k8s.pod.name"]
            for row in truth_of(made).attacks
            if row.dimensions.get("direction") == direction
        }
        assert found
        assert all(name.startswith(pods) for name in found)


def test_exfiltration_over_a_new_edge_begins_it() -> None:
    found = new_edges("kind: exfiltration, from: mail, to: web, onset: -30m")
    assert names(found) == {("mail", "web")}
    assert found[0].rates["tcp.bytes"].mean > 96_000


def test_a_miner_is_a_known_process_or_a_new_one() -> None:
    known = rows("kind: miner, workload: cart, process: java, onset: -30m")
    assert {(row.metric, row.new, row.dimensions["process.executable.name"]) for row in known} == {
        ("process.cpu.utilization", False, "java")
    }
    assert len(known) == 2
    new = rows("kind: miner, workload: cart, onset: -30m")
    assert {row.dimensions["process.executable.path"] for row in new} == {"/tmp/.cache/xmrig"}
    assert all(row.new for row in new)


def test_a_shell_is_on_the_node_of_a_pod() -> None:
    found = rows("kind: shell, workload: [cart, db], process: bash, onset: -15m")
    assert {row.dimensions["process.executable.path"] for row in found} == {"/bin/bash"}
    assert {row.dimensions["host.name"] for row in found} == {"prod-node-1"}
    assert len({row.dimensions["process.pid"] for row in found}) == 2
    assert (
        min(
            values(
                scenario("kind: shell, workload: cart, onset: -15m"),
                "process.cpu.utilization",
                -15,
                0,
                process_executable_name="sh",
            )
        )
        > 0
    )


def test_a_new_path_keeps_the_name() -> None:
    found = rows(
        "kind: new_path, workload: web, onset: -15m", "kind: new_path, workload: db, path: /dev/shm/x, onset: -15m"
    )
    assert {
        (row.dimensions["process.executable.name"], row.dimensions["process.executable.path"]) for row in found
    } == {
        ("nginx", "/tmp/nginx"),
        ("postgres", "/dev/shm/x"),
    }


def test_an_unseen_image_runs_beside_a_pod() -> None:
    (row,) = rows("kind: unseen_image, workload: web, image: evil.io/a/tool, tag: v3, onset: -15m, length: 5m")
    assert (row.metric, row.dimensions["container.image.name"], row.points) == (
        "k8s.container.ready",
        "evil.io/a/tool",
        5,
    )


def test_the_truth_names_attack_and_points() -> None:
    made = scenario("kind: unseen_image, name: tools, technique: T1525, workload: web, onset: -15m, length: 5m")
    (row,) = json.loads(render_truth(truth_of(made)))["attacks"]
    second = ANCHOR_MS // 1000
    assert {key: row[key] for key in ("attack", "name", "technique", "onset", "end", "strength", "new", "points")} == {
        "attack": "unseen_image",
        "name": "tools",
        "technique": "T1525",
        "strength": 0.0,
        "new": True,
        "onset": second - 900,
        "end": second - 600,
        "points": 5,
    }
    assert (row["first"], row["last"]) == (second - 900, second - 660)


def test_a_scenario_without_attacks_has_the_truth_it_always_had() -> None:
    made = parse_scenario(SourceText("s", HEAD))
    assert set(json.loads(render_truth(truth_of(made)))) == {"anchor", "edges", "new"}


def test_an_attack_changes_nothing_but_what_it_touches() -> None:
    peaceful = parse_scenario(SourceText("s", HEAD))
    attacked = scenario("kind: exfiltration, from: cart, to: db, onset: -30m", "kind: shell, workload: web, onset: -9m")
    lines = [set(generate(made).hec_lines()) for made in (peaceful, attacked)]
    untouched = len(lines[0] & lines[1])
    points = sum(row.points for row in truth_of(attacked).attacks if not row.new)
    assert untouched == len(lines[0]) - points


@pytest.mark.parametrize(
    ("attack", "code", "message"),
    [
        ("kind: mining, workload: cart, onset: -5m", "DS222", "unknown attack"),
        ("kind: miner, onset: -5m", "DS202", 'has no "workload"'),
        ("kind: miner, workload: cart", "DS202", 'has no "onset"'),
        ("kind: miner, workload: cart, to: db, onset: -5m", "DS201", 'has no key "to"'),
        ("kind: miner, workload: crat, onset: -5m", "DS206", "unknown workload"),
        ("kind: miner, workload: cart, onset: -5m, strength: strong", "DS203", "the strength"),
        ("kind: scanning, from: web, to: cart, onset: -5m", "DS224", "talks to cart"),
        ("kind: shell, workload: cart, onset: +5m", "DS223", "touches no point"),
        ("kind: miner, workload: cart, process: java, onset: -30s, length: 10s", "DS223", "touches no point"),
        ("kind: exfiltration, from: cart, to: db, onset: -2d, length: 3d", "DS223", "fewer than two points"),
        ("kind: miner, workload: cart, process: java, strength: 500, onset: -5m", "DS229", "1 is the most"),
        ("kind: miner, workload: cart, strength: 500, onset: -5m", "DS229", "1 is the most"),
    ],
)
def test_what_cannot_be_is_refused(attack: str, code: str, message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        scenario(attack)
    found = [item for item in caught.value.diagnostics if isinstance(item, Diagnostic)]
    assert {item.code for item in found} == {code}
    assert message in found[0].message


def test_two_attacks_on_one_signal_take_turns() -> None:
    first = "kind: exfiltration, from: cart, to: db, onset: -30m, length: 10m"
    assert scenario(first, first.replace("-30m", "-20m")).surges
    with pytest.raises(DatasetError, match="DS230"):
        scenario(first, first.replace("-30m", "-25m"))


def test_a_signal_that_never_varies_has_no_deviation() -> None:
    text = HEAD.replace("{from: cart, to: db}", "{from: cart, to: db, rates: {tcp.bytes: {mean: 5, spread: 0}}}")
    attack = "attacks: {kind: exfiltration, from: cart, to: db, onset: -30m}"
    with pytest.raises(DatasetError, match="never varies"):
        parse_scenario(SourceText("s", text + attack))
