"""The parts of a scenario that say how signals move over time and what goes wrong on the way to an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.scenario_times import read_span
from harness.datasets.timeline import Run
from harness.datasets.traffic import Bursts, Counters, Imperfections, Traffic

if TYPE_CHECKING:
    from harness.datasets.reading import Reader
    from harness.datasets.scenario_times import Frame
    from harness.diagnostics.yaml_text import YamlNode

TRAFFIC_KEYS = ("daily", "peak", "weekly", "noise", "bursts", "counters", "native")
BURST_KEYS = ("every", "length", "factor")
FLAW_KEYS = ("late", "duplicates", "clock_skew")
LATE_KEYS = ("share", "by")
COUNTERS: tuple[Counters, ...] = ("interval", "cumulative")
MOST_FACTOR = 1e6


def read_traffic_shape(reader: Reader, node: YamlNode | None) -> Traffic | None:
    """How signals move; None where a scenario does not say, which leaves every metric to itself."""
    if node is None:
        return None
    parts = reader.fields(node, "the traffic", TRAFFIC_KEYS)
    usual = Traffic()
    peak = read_span(reader, parts.get("peak"), "the peak")
    return Traffic(
        daily=reader.number(parts.get("daily"), "daily", 0, 1) or 0.0,
        peak_ms=usual.peak_ms if peak is None else peak,
        weekly=reader.number(parts.get("weekly"), "weekly", 0, 1) or 0.0,
        noise=reader.number(parts.get("noise"), "noise", 0, 1) or 0.0,
        bursts=_bursts(reader, parts.get("bursts")),
        counters=reader.choice(parts.get("counters"), "counters", COUNTERS) or usual.counters,
        native_ms=read_span(reader, parts.get("native"), "native"),
    )


def _bursts(reader: Reader, node: YamlNode | None) -> Bursts | None:
    if node is None:
        return None
    parts = reader.fields(node, "bursts", BURST_KEYS, BURST_KEYS)
    every, length = (read_span(reader, parts.get(key), key) for key in ("every", "length"))
    factor = reader.number(parts.get("factor"), "the factor", 0, MOST_FACTOR)
    if every is None or length is None or factor is None:
        return None
    if length > every:
        help_text = 'there is one burst in each "every"; write a "length" that fits into it'
        reader.problem("DS208", "bursts are longer than what lies between them", parts["length"].span, help=help_text)
        return None
    return Bursts(every, length, factor)


def read_imperfections(reader: Reader, node: YamlNode | None) -> Imperfections:
    """What goes wrong on the way to an index; nothing where a scenario does not say."""
    if node is None:
        return Imperfections()
    parts = reader.fields(node, "imperfections", FLAW_KEYS)
    late, by = 0.0, 0
    if "late" in parts:
        inner = reader.fields(parts["late"], "late", LATE_KEYS, LATE_KEYS)
        late = reader.number(inner.get("share"), "the share", 0, 1) or 0.0
        by = read_span(reader, inner.get("by"), "by") or 0
    duplicates = reader.number(parts.get("duplicates"), "duplicates", 0, 1) or 0.0
    skew = read_span(reader, parts.get("clock_skew"), "the clock skew") or 0
    return Imperfections(late, by, duplicates, skew)


def with_zeros(runs: tuple[Run, ...], frame: Frame) -> tuple[Run, ...]:
    """A timeline with what the source sends when traffic ends: one more point, of zero.

    Traffic ends where the distance to the next point is longer than the timeline's own, or the anchor comes next.
    """
    if frame.native_ms is None or not runs:
        return runs
    ordered = sorted(runs)
    found: list[Run] = []
    for number, run in enumerate(ordered):
        later = ordered[number + 1] if number + 1 < len(ordered) else None
        step = max(run.step_ms, frame.native_ms, later.step_ms if later else 0)
        next_ms = later.start_ms if later else frame.anchor_ms
        found.append(run)
        if next_ms - run.last_ms > step:
            found.append(Run(run.last_ms + frame.native_ms, scale=0.0))
    return tuple(found)
