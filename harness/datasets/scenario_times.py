"""Times of a scenario: every one is written relative to the anchor and read as exact milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.datasets.reading import Reader, shown
from harness.diagnostics.yaml_text import YamlNode, YamlScalar
from harness.timerange import FixedClock, parse_instant, parse_span

if TYPE_CHECKING:
    from harness.datasets.generators import Generator

UTC = ZoneInfo("UTC")
TIME_HELP = "write a time modifier relative to the anchor (-20m, -30d@d, now), ISO 8601 or epoch seconds"
SPAN_HELP = "write a number and a unit, such as 10s, 5m or 6h"
EARLIEST_MS, LATEST_MS = 0, 4_102_444_800_000


@dataclass(frozen=True, slots=True)
class Tier:
    """From `start_ms` on, until the next tier, an active edge has a point every `every_ms`."""

    start_ms: int
    every_ms: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the edges of a scenario have in common: its anchor, resolution, sampling and generator."""

    anchor_ms: int
    resolution_ms: int
    sampling: tuple[Tier, ...]
    generator: Generator


def read_instant(reader: Reader, node: YamlNode | None, what: str) -> int | None:
    """An absolute time: ISO 8601 or epoch seconds."""
    if node is None:
        return None
    text = _scalar_text(node)
    if text is not None and text[:1] in "+-@n":
        reader.problem("DS204", f'{what} "{text}" is relative', node.span, label="not absolute", help=ANCHOR_HELP)
        return None
    return _parsed(reader, node, what, text, 0)


ANCHOR_HELP = "write ISO 8601 (2024-10-17T12:00:00Z) or epoch seconds: a dataset is the same on every day"


def read_time(reader: Reader, node: YamlNode | None, what: str, anchor_ms: int) -> int | None:
    """A time relative to the anchor, or an absolute one."""
    return None if node is None else _parsed(reader, node, what, _scalar_text(node), anchor_ms)


def read_span(reader: Reader, node: YamlNode | None, what: str) -> int | None:
    """A distance of time in milliseconds; it is longer than nothing."""
    if node is None:
        return None
    text = _scalar_text(node)
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


def _parsed(reader: Reader, node: YamlNode, what: str, text: str | None, anchor_ms: int) -> int | None:
    if text is None:
        reader.problem("DS204", f"{what} is {shown(node)}, not a time", node.span, label="not a time", help=TIME_HELP)
        return None
    try:
        instant = parse_instant(text, FixedClock(anchor_ms / 1000), UTC)
    except ValueError as error:
        reader.problem("DS204", f"{what}: {error}", node.span, label="not a time", help=TIME_HELP)
        return None
    milliseconds = round(instant * 1000)
    if not EARLIEST_MS <= milliseconds < LATEST_MS:
        reader.problem("DS204", f"{what} {text} is out of range", node.span, label="not between 1970 and 2100")
        return None
    return milliseconds


def _scalar_text(node: YamlNode) -> str | None:
    value = node.value if isinstance(node, YamlScalar) else None
    return None if value is None or isinstance(value, bool) else str(value).strip()
