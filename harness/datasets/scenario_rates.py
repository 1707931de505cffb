"""How much a metric measures, as scenarios write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.generators import find_generator, generator_names
from harness.datasets.scenario import Rate
from harness.diagnostics.yaml_text import YamlMapping, YamlNode

if TYPE_CHECKING:
    from harness.datasets.reading import Reader

MOST_RATE = 1e15


def read_host_rates(reader: Reader, node: YamlNode, what: str) -> dict[str, Rate]:
    """What the processes and pods of a workload measure, by metric."""
    rates: dict[str, Rate] = {}
    protocols = metric_protocols()
    for name, (span, child) in reader.entries(node, "rates").items():
        if reader.name("DS210", span, "metric", name, protocols) is None:
            continue
        rate = read_rate(reader, child, name)
        if protocols[name]:
            message, help_text = f"{what} has no {name}", "write it under the rates of an edge"
            reader.problem("DS212", message, span, label=f"a metric of edges over {protocols[name]}", help=help_text)
        elif rate is not None:
            rates[name] = rate
    return rates


def metric_protocols() -> dict[str, str]:
    """Every metric of every source, with the protocol whose edges have it."""
    generators = [find_generator(name) for name in generator_names()]
    return {name: generator.protocol_of(name) for generator in generators for name in generator.metric_names()}


def read_rate(reader: Reader, node: YamlNode, name: str) -> Rate | None:
    """The rate of a metric: its mean, or mean and spread."""
    if not isinstance(node, YamlMapping):
        mean = reader.number(node, name, 0, MOST_RATE)
        return None if mean is None else Rate(mean)
    parts = reader.fields(node, name, ("mean", "spread"), ("mean",))
    mean = reader.number(parts.get("mean"), "the mean", 0, MOST_RATE)
    spread = reader.number(parts.get("spread"), "the spread", 0, 1)
    if mean is None:
        return None
    return Rate(mean) if spread is None else Rate(mean, spread)
