"""Time ranges: half-open windows of event time, `earliest` inclusive and `latest` exclusive.

Source: Search Reference, "Time modifiers".
Undecided: one page of Splunk's calls the end of a range inclusive; the half-open reading is the one that lets
scheduled windows meet without overlap (`spl_semantics` 2.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.frozen import frozen
from harness.timerange.modifier import ABSOLUTE_FORMAT, parse_time_modifier

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@frozen
class TimeRange:
    """The instants t with `earliest <= t < latest`, in epoch seconds; None is no bound."""

    earliest: float | None = None
    latest: float | None = None

    def contains(self, epoch_s: float) -> bool:
        """Whether the instant lies in the range."""
        return (self.earliest is None or self.earliest <= epoch_s) and (self.latest is None or epoch_s < self.latest)

    def clip(self, other: TimeRange) -> TimeRange:
        """The instants of both ranges."""
        starts = [bound for bound in (self.earliest, other.earliest) if bound is not None]
        ends = [bound for bound in (self.latest, other.latest) if bound is not None]
        return TimeRange(max(starts, default=None), min(ends, default=None))

    @property
    def is_empty(self) -> bool:
        """Whether no instant can lie in the range."""
        return self.earliest is not None and self.latest is not None and self.earliest >= self.latest


ALL_TIME = TimeRange()


def resolve_range(
    earliest: str | float | None,
    latest: str | float | None,
    now: float,
    zone: ZoneInfo,
    time_format: str = ABSOLUTE_FORMAT,
) -> TimeRange:
    """The range between two written times; without `latest`, a range with an `earliest` ends at `now`.

    Empty text is no bound, as in Splunk's dispatch parameters; `time_format` is how dates are written.

    Raises: ValueError when a bound is not a time modifier.
    """
    start = resolve_bound(earliest, now, zone, time_format)
    end = resolve_bound(latest, now, zone, time_format)
    if start is not None and end is None:
        end = now
    return TimeRange(start, end)


def resolve_bound(
    bound: str | float | None, now: float, zone: ZoneInfo, time_format: str = ABSOLUTE_FORMAT
) -> float | None:
    """The instant of one bound, None where nothing is written.

    Raises: ValueError when it is not a time modifier.
    """
    if bound is None or bound == "":
        return None
    if isinstance(bound, str):
        return parse_time_modifier(bound, time_format).resolve(now, zone)
    return float(bound)
