"""StatsD lines with dimensions, in the protocol that Splunk reads.

`<metric_name>:<value>|<type>|@<sample rate>|#<dimension>:<value>,..`, where all but name, value and type may be left
out.  Splunk stores each line as a data point of its own; nothing is added up.

Differs: a line must say when it was measured, by `|T<epoch seconds>` as in DogStatsD's protocol 1.3.  Splunk stamps
lines with the time of their arrival, and data that changes with the clock cannot be tested.  `index`, `host`, `source`
and `sourcetype` may be dimensions and are then those of the point.
Undecided: what Splunk makes of a sample rate below 1, and of a gauge that is written with a sign, which StatsD means
as a change; the rate and `+` are refused, `-` is a negative number.
Source: Splunk, Metrics, "Get metrics in from StatsD"; it names the types g and c, others are refused.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from harness.diagnostics import Span
from harness.store.flaws import Flaw
from harness.store.formats._points import (
    MetricPoint,
    Placed,
    cannot_carry,
    decoded,
    number_text,
    refuse_reserved,
    taken_index,
    time_text,
    write_lines,
)
from harness.store.scalars import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from harness.diagnostics import SourceText

BAD_LINE = "DS303"
BAD_TYPE = "DS304"
NO_TIME = "DS305"
_FORM = "write <name>:<value>|g|#<dimension>:<value>,..|T<epoch seconds>"
_LINE = re.compile(r"[^:|\s]+:[-+]?[\d.]+(?:[eE][-+]?\d+)?\|[a-z]{1,2}(?:\||$)")
_NAMES = re.compile(r"[^:,|\r\n]+")
_VALUES = re.compile(r"[^,|\r\n]+")
_TYPES = {"c": "counter", "g": "gauge", "ms": "timer", "h": "histogram", "d": "distribution", "s": "set", "m": "meter"}


class StatsdFormat:
    """StatsD lines; see the module."""

    name = "statsd"
    says = "StatsD lines with dimensions and times: name:value|g|#dimension:value,..|T<epoch seconds>"
    endings = (".statsd",)
    is_text = True

    def fits(self, start: str) -> bool:
        """Whether the first line is one of StatsD."""
        return _LINE.match(start.lstrip("\ufeff\r\n").partition("\n")[0].rstrip("\r")) is not None

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:  # noqa: ARG002
        """One item for each line that is not blank."""
        at = 0
        for line in source.text.split("\n"):
            span, at = Span(at, at + len(line)), at + len(line) + 1
            if line.strip():
                try:
                    yield Placed(span, (_point(line.rstrip("\r"), index),))
                except Flaw as flaw:
                    yield Placed(span, flaw=flaw)

    def check(self, point: MetricPoint) -> None:
        """Refuses what has a meaning in the line: separators, blanks around texts, parts of a second."""
        refuse_reserved(point)
        if not point.time.is_integer():
            raise cannot_carry(f"the time {time_text(point.time)}, which is no whole second")
        for name in point.measures:
            if not _NAMES.fullmatch(name) or "," in name:
                raise cannot_carry(f"a metric called {shown(name)}")
        for name, value in (*point.dimensions.items(), ("index", point.index)):
            _check_dimension(name, value)

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """A line for each measurement, as a gauge: its value is what was measured."""
        write_lines((line for point in points for line in _lines(point)), stream)


def _check_dimension(name: str, value: str) -> None:
    if not _NAMES.fullmatch(name) or name != name.strip():
        raise cannot_carry(f"a dimension called {shown(name)}")
    if not _VALUES.fullmatch(value) or value != value.strip():
        raise cannot_carry(f"the value {shown(value)} of dimension {name}")


def _lines(point: MetricPoint) -> Iterator[str]:
    dimensions = ",".join(
        f"{name}:{value}" for name, value in ({"index": point.index} | dict(point.dimensions)).items()
    )
    for name, value in point.measures.items():
        yield f"{name}:{number_text(value)}|g|#{dimensions}|T{time_text(point.time)}"


def _point(line: str, index: str | None) -> MetricPoint:
    head, *parts = line.split("|")
    name, colon, value = head.partition(":")
    if not colon or not parts:
        raise Flaw(BAD_LINE, "the line is not StatsD", label="no name:value|type", help=_FORM)
    sections = _sections(parts[1:])
    _check_type(parts[0], sections.get("@"))
    if value.startswith("+"):
        raise Flaw(BAD_LINE, f"{value} is a change of a gauge", at=value, label="a change", help="write the value")
    if "T" not in sections:
        raise Flaw(NO_TIME, "the line has no time", label="no |T<epoch seconds>", help=_FORM)
    fields = _dimensions(sections.get("#", ""))
    home = taken_index(fields, index)
    return decoded(sections["T"], home, {name: value}, fields)


def _sections(parts: list[str]) -> dict[str, str]:
    """What stands behind the type, by its first character."""
    found: dict[str, str] = {}
    for part in parts:
        if part[:1] not in ("@", "#", "T") or part[:1] in found:
            reason = "stands there twice" if part[:1] in found else "is no part of the protocol"
            raise Flaw(BAD_LINE, f"{shown(part)} {reason}", at=part, label="not understood", help=_FORM)
        found[part[:1]] = part[1:]
    return found


def _check_type(letter: str, rate: str | None) -> None:
    if letter not in ("g", "c"):
        what = f"is a {_TYPES[letter]}" if letter in _TYPES else "is no type"
        message = f'the type "{letter}" {what}; Splunk stores gauges (g) and counters (c)'
        raise Flaw(BAD_TYPE, message, at=f"|{letter}", label="not stored", help="write the figures of it as gauges")
    if rate is None:
        return
    if letter == "g":
        raise Flaw(BAD_TYPE, "a gauge has a sample rate", at=f"@{rate}", label="only counters are sampled")
    if not re.fullmatch(r"1(\.0*)?", rate):
        message = f"the counter has the sample rate {rate}; whether Splunk scales its value is not documented"
        raise Flaw(BAD_TYPE, message, at=f"@{rate}", label="a sample rate", help="scale it yourself")


def _dimensions(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(",") if text else ():
        name, colon, value = part.strip().partition(":")
        if not colon or not name or name in found:
            reason = "stands there twice" if name in found else "is not dimension:value"
            raise Flaw(BAD_LINE, f"{shown(part)} {reason}", at=part, label="not a dimension", help=_FORM)
        found[name] = value
    return found


FORMAT = StatsdFormat()
