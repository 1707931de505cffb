"""The part of a scenario that says who attacks what, when and how strongly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.datasets.attacks import Attack, Effects, Order, attack_names, find_attack
from harness.datasets.effects import AttackRecord
from harness.datasets.instants import read_time
from harness.datasets.reading import read_techniques
from harness.datasets.scenario_edges import sampled
from harness.datasets.scenario_times import read_span
from harness.datasets.scenario_traffic import with_zeros
from harness.datasets.scenario_workloads import find_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness.datasets.reading import Reader
    from harness.datasets.scenario import Scenario, Workload
    from harness.datasets.scenario_times import Frame
    from harness.datasets.scenario_workloads import Inventory
    from harness.diagnostics import Span
    from harness.diagnostics.yaml_text import YamlNode

COMMON_KEYS = ("kind", "name", "technique", "onset", "length", "strength")
OWN_KEYS = ("from", "to", "workload", "fan_out", "process", "path", "image", "tag", "every")
TEXTS = ("process", "path", "image", "tag")
ATTACK_KEYS = (*COMMON_KEYS, *OWN_KEYS)
USUAL_LENGTH_MS = 600_000
MOST_STRENGTH = 1e6
MOST_FAN_OUT = 10_000


def read_attacks(
    reader: Reader, node: YamlNode | None, scenario: Scenario, inventory: Inventory, frame: Frame
) -> tuple[Scenario, list[Span]]:
    """A scenario with its attacks, and the place of each of them."""
    places: list[Span] = []
    attacked = scenario
    for item in reader.items(node):
        attack = _attack(reader, item)
        if attack is None:
            continue
        parts = reader.fields(
            item, f"the {attack.name}", (*COMMON_KEYS, *attack.keys), ("kind", "onset", *attack.required)
        )
        order = _order(reader, parts, attack, len(places), (scenario, inventory, frame))
        if order is None:
            continue
        _check_new(reader, item.span, attack, order)
        attacked = _with(attacked, _record(reader, parts, attack, order), attack.effects(order))
        places.append(item.span)
    return attacked, places


def _attack(reader: Reader, item: YamlNode) -> Attack | None:
    entries = reader.fields(item, "an attack", ATTACK_KEYS, ("kind",))
    node = entries.get("kind")
    kind = reader.text(node, "the kind")
    if node is None or kind is None:
        return None
    known = reader.name("DS222", node.span, "attack", kind, attack_names())
    return None if known is None else find_attack(known)


def _order(
    reader: Reader,
    parts: Mapping[str, YamlNode],
    attack: Attack,
    number: int,
    around: tuple[Scenario, Inventory, Frame],
) -> Order | None:
    scenario, inventory, frame = around
    onset = read_time(reader, parts.get("onset"), "the onset", frame.anchor_ms)
    length = read_span(reader, parts.get("length"), "the length") or USUAL_LENGTH_MS
    strength = reader.number(parts.get("strength"), "the strength", 0, MOST_STRENGTH)
    every = read_span(reader, parts.get("every"), "every")
    named = {key: tuple(_workloads(reader, parts.get(key), inventory, scenario)) for key in ("from", "to", "workload")}
    texts = {key: reader.text(parts.get(key), key) for key in TEXTS}
    if onset is None or not (named["from"] or named["workload"]):
        return None
    end = onset + length
    runs = sampled(frame, onset, min(end, frame.anchor_ms), every)
    return Order(
        number=number,
        scenario=scenario,
        start_ms=onset,
        end_ms=end,
        strength=attack.strength if strength is None else strength,
        runs=with_zeros(runs, frame) if every is None and attack.begins_edges else runs,
        sources=named["from"],
        targets=named["to"],
        victims=named["workload"],
        fan_out=reader.whole(parts.get("fan_out"), "fan_out", 1, MOST_FAN_OUT),
        texts={key: text for key, text in texts.items() if text is not None},
    )


def _workloads(reader: Reader, node: YamlNode | None, inventory: Inventory, scenario: Scenario) -> Iterable[Workload]:
    """The workloads that a key names, with what happens to them."""
    now = {workload.address: workload for workload in scenario.workloads}
    for item in reader.items(node):
        reference = reader.text(item, "the workload")
        found = None if reference is None else find_one(reader, inventory, item, reference)
        if found is not None:
            yield now.get(found.address, found)


def _check_new(reader: Reader, span: Span, attack: Attack, order: Order) -> None:
    """An edge that an attack begins is one that was never there."""
    for source in order.sources if attack.begins_edges else ():
        for target in order.targets:
            if order.is_known(source, target):
                message = f"{source.name} talks to {target.name} without the {attack.name}"
                help_text = "name workloads that have no edge over tcp, or write an exfiltration over the known edge"
                reader.problem("DS224", message, span, label="a known edge", help=help_text)


def _record(reader: Reader, parts: Mapping[str, YamlNode], attack: Attack, order: Order) -> AttackRecord:
    name = reader.text(parts.get("name"), "the name") or attack.name
    technique = (*read_techniques(reader, parts.get("technique")), attack.technique)[0]
    return AttackRecord(attack.name, name, technique, order.start_ms, order.end_ms, order.strength)


def _with(scenario: Scenario, record: AttackRecord, effects: Effects) -> Scenario:
    return replace(
        scenario,
        attacks=(*scenario.attacks, record),
        edges=scenario.edges + effects.edges,
        surges=scenario.surges + effects.surges,
        processes=scenario.processes + effects.processes,
        containers=scenario.containers + effects.containers,
    )
