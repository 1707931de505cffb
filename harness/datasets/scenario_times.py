"""What the times of a scenario have in common: its tiers and frame, and how its spans are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.instants import scalar_text
from harness.datasets.reading import Reader
from harness.diagnostics.yaml_text import YamlNode, YamlScalar
from harness.frozen import frozen
from harness.timerange import parse_span

if TYPE_CHECKING:
    from harness.datasets.generators import Generator

SPAN_HELP = "write a number and a unit, such as 10s, 5m or 6h"


@frozen
class Tier:
    """From `start_ms` on, until the next tier, an active edge has a point every `every_ms`."""

    start_ms: int
    every_ms: int


@frozen
class Frame:
    """What the edges of a scenario have in common.

    `generator` is the source that writes edges; `native_ms` how often it measures, where the scenario says so.
    """

    anchor_ms: int
    resolution_ms: int
    sampling: tuple[Tier, ...]
    generator: Generator
    native_ms: int | None = None


def read_span(reader: Reader, node: YamlNode | None, what: str) -> int | None:
    """A distance of time in milliseconds; it is longer than nothing."""
    if node is None:
        return None
    text = scalar_text(node)
    if text is None:
        reader.wrong(node, what, "a span of time")
        return None
    if text.startswith("-") or not text.strip("0"):
        message = f"{what} is {text}, which is not longer than nothing"
        reader.problem("DS205", message, node.span, label="not positive", help=SPAN_HELP)
        return None
    try:
        return _span_ms(text)
    except ValueError as error:
        reader.problem("DS216", f"{what}: {error}", node.span, label="not a span", help=SPAN_HELP)
        return None


def _span_ms(text: str) -> int:
    seconds = parse_span(text).seconds
    if text.isdigit():
        raise ValueError(f'the span "{text}" has no unit')
    if seconds is None or "@" in text:
        raise ValueError(f'the span "{text}" is not the same length everywhere')
    if seconds < 0.001:
        raise ValueError(f'the span "{text}" is shorter than a millisecond')
    return round(seconds * 1000)


def read_resolution(reader: Reader, node: YamlNode | None) -> int | None:
    """A metric resolution: a span, or a bare number of milliseconds as the add-on's own setting has it."""
    value = node.value if isinstance(node, YamlScalar) else None
    if node is None or not isinstance(value, int) or isinstance(value, bool):
        return read_span(reader, node, "the resolution")
    if value < 1:
        message = f"the resolution is {value}, which is not longer than nothing"
        reader.problem("DS205", message, node.span, label="not positive", help="write 10s, or 10000 for milliseconds")
        return None
    return value
