"""What the Splunk Infrastructure Monitoring add-on puts on every point that it writes, whatever was measured.

Source: splunk_ta_sim 1.3.0.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from harness.datasets.hashing import key_of, mix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harness.datasets.generators import DimensionValue, Metric
    from harness.datasets.scenario import Scenario

SOURCE, SOURCETYPE = "sim", "stash"
SIM_FIELDS = ("sf_product", "sf_resolutionMs", "sf_streamLabel", "sf_realm", "sf_organizationID", "computationId")


def sim_fields(scenario: Scenario, metric: str, number: int, product: str | None = None) -> dict[str, DimensionValue]:
    """The fields that the add-on itself puts on every point of the `number`-th stream of a program."""
    named: dict[str, DimensionValue] = {} if product is None else {"sf_product": product}
    return {
        **named,
        "sf_resolutionMs": scenario.resolution_ms,
        "sf_streamLabel": stream_label(number),
        "sf_realm": "us0",
        "sf_organizationID": identifier(scenario.seed, "organization")[:11],
        "computationId": identifier(scenario.seed, "computation", metric)[:11],
    }


def stream_label(number: int) -> str:
    """The letter under which the SignalFlow program publishes its `number`-th stream: A to Z, then AA."""
    label = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        label = chr(ord("A") + letter) + label
    return label


@lru_cache(maxsize=256)
def identifier(seed: int, *parts: str) -> str:
    """An id in the style of Splunk Observability Cloud, made of letters and digits."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    key = key_of(seed, *parts)
    return "".join(letters[mix(key ^ i) % len(letters)] for i in range(11))


@lru_cache(maxsize=65536)
def uuid_of(*parts: str) -> str:
    """A UUID of version 4: the same for the same texts."""
    high = key_of(0, "uid", *parts)
    digits = f"{high:016x}{mix(high):016x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def metrics_to_write(scenario: Scenario, known: Mapping[str, Metric], usual: Sequence[str]) -> tuple[str, ...]:
    """The metrics of one source that a scenario asks for, in its order; the usual ones where it names none of them."""
    asked = tuple(name for name in scenario.metrics if name in known)
    return asked or tuple(usual)


class ResourceGenerator:
    """A generator of the metrics of things that run in a cluster; what is left is to say which series there are."""

    source: ClassVar[str] = SOURCE
    sourcetype: ClassVar[str] = SOURCETYPE
    metrics: ClassVar[Mapping[str, Metric]]
    usual: ClassVar[Sequence[str]]
    dimensions: ClassVar[Sequence[str]]

    def metric_names(self) -> Sequence[str]:
        """The metrics that the source can write."""
        return tuple(self.metrics)

    def usual_metrics(self) -> Sequence[str]:
        """The metrics that it writes unless a scenario names others."""
        return self.usual

    def dimension_names(self) -> Sequence[str]:
        """The dimensions that the source can write."""
        return (*self.dimensions, *SIM_FIELDS)

    def metric(self, name: str) -> Metric:
        """One of its metrics."""
        return self.metrics[name]

    def protocol_of(self, metric: str) -> str:
        """Nothing: what runs in a cluster is no edge."""
        return self.metrics[metric].protocol

    def streams(self, scenario: Scenario) -> Iterator[tuple[str, dict[str, DimensionValue]]]:
        """Each metric that a scenario wants, and the dimensions that all of its series have."""
        for number, metric in enumerate(metrics_to_write(scenario, self.metrics, self.usual)):
            yield metric, {**sim_fields(scenario, metric, number), **scenario.dimensions}
