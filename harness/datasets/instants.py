"""Points in time as datasets write them: read as exact milliseconds, absolute or relative to an anchor."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from harness.datasets.reading import Reader, shown
from harness.diagnostics.yaml_text import YamlNode, YamlScalar
from harness.timerange import FixedClock, parse_instant

UTC = ZoneInfo("UTC")
TIME_HELP = "write a time modifier relative to the anchor (-20m, -30d@d, now), ISO 8601 or epoch seconds"
ANCHOR_HELP = "write ISO 8601 (2024-10-17T12:00:00Z) or epoch seconds: a dataset is the same on every day"
EARLIEST_MS, LATEST_MS = 0, 4_102_444_800_000


def read_instant(reader: Reader, node: YamlNode | None, what: str) -> int | None:
    """An absolute time: ISO 8601 or epoch seconds."""
    if node is None:
        return None
    text = scalar_text(node)
    if text is not None and text[:1] in "+-@n":
        reader.problem("DS204", f'{what} "{text}" is relative', node.span, label="not absolute", help=ANCHOR_HELP)
        return None
    return _parsed(reader, node, what, text, 0)


def read_time(reader: Reader, node: YamlNode | None, what: str, anchor_ms: int) -> int | None:
    """A time relative to the anchor, or an absolute one."""
    return None if node is None else _parsed(reader, node, what, scalar_text(node), anchor_ms)


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


def scalar_text(node: YamlNode) -> str | None:
    """A scalar as it is written, without the space around it; None for anything else."""
    value = node.value if isinstance(node, YamlScalar) else None
    return None if value is None or isinstance(value, bool) else str(value).strip()
