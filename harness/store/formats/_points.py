"""What all formats share: the metric data point between two formats, and what a format is.

A reader gives `Placed` items: the points of one record and where the record stands, or the flaw that it has.  So who
reads decides what a bad record means: the end, with its line, or one more that is skipped and counted.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from harness.diagnostics import Span
from harness.frozen import frozen
from harness.store.flaws import BAD_DIMENSION, Flaw
from harness.store.scalars import (
    decode_dimensions,
    decode_index,
    decode_measure,
    decode_metric_name,
    decode_time,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from harness.diagnostics import SourceText

CANNOT_CARRY = "DS308"
RESERVED = ("metric_name", "_value")
PREFIX = "metric_name:"
NOWHERE = Span(0, 0)


@frozen
class MetricPoint:
    """One metric data point: what is measured at one time for one combination of dimensions.

    Units: `time` in epoch seconds.  No dimension is empty; no measure is infinite or NaN.
    """

    time: float
    index: str
    measures: Mapping[str, float]
    dimensions: Mapping[str, str]


class Placed(NamedTuple):
    """The points of one record and its place; or the flaw of the record.

    `is_end` says that what follows the flaw cannot be read, so that it must not be skipped.
    """

    span: Span
    points: Sequence[MetricPoint] = ()
    flaw: Flaw | None = None
    is_end: bool = False


class MetricFormat(Protocol):
    """How metric data points stand in a file; one file of this folder each, found by its name."""

    name: str
    says: str
    endings: tuple[str, ...]
    is_text: bool

    def fits(self, start: str) -> bool:
        """Whether a text that begins so is in this format."""
        ...

    def read(self, source: SourceText, data: bytes, index: str | None) -> Iterator[Placed]:
        """The records of a file; `source` is its text, empty for a format that is no text."""
        ...

    def check(self, point: MetricPoint) -> None:
        """Raises a Flaw for a point that the format cannot carry without loss."""
        ...

    def write(self, points: Iterable[MetricPoint], stream: IO[bytes]) -> None:
        """Writes points that were checked."""
        ...


def decoded(time: Any, index: str, measures: Mapping[str, Any], dimensions: Mapping[str, Any]) -> MetricPoint:
    """A point of what a file says, checked by the rules of the store.

    Raises: Flaw.
    """
    return MetricPoint(
        decode_time(time, "time"),
        index,
        {decode_metric_name(name): decode_measure(value, name, name) for name, value in measures.items()},
        named_dimensions(dimensions, index),
    )


def named_dimensions(dimensions: Mapping[str, Any], index: str) -> dict[str, str]:
    """Dimensions as text, none of them with a name that a search cannot ask for.

    Raises: Flaw.
    """
    found = decode_dimensions(dimensions, index)
    for name in found:
        if name in RESERVED or name.startswith(PREFIX):
            raise Flaw(
                BAD_DIMENSION, f"a dimension is called {name}, which names a measurement", at=name, label="reserved"
            )
    return found


def taken_index(fields: dict[str, Any], default: str | None) -> str:
    """The index of a record whose fields may name it; it is taken out of them.

    Raises: Flaw.
    """
    return decode_index(fields.pop("index", None) or None, default)


def refuse_reserved(point: MetricPoint) -> None:
    """Raises a Flaw for a dimension with the name of a measurement, which no format can tell from one."""
    for name in point.dimensions:
        if name in RESERVED or name.startswith(PREFIX):
            raise cannot_carry(f"a dimension called {shown(name)}", "rename the dimension")


def cannot_carry(what: str, way_out: str = "convert to hec or parquet, which can") -> Flaw:
    """The flaw of a point that a format has no way to write."""
    return Flaw(CANNOT_CARRY, f"the format cannot carry {what}", label="cannot be written", help=way_out)


def number_text(value: float) -> str:
    """A number so that reading it gives the very same double; whole ones without a decimal point."""
    if value.is_integer() and abs(value) < 2.0**53 and str(value) != "-0.0":
        return str(int(value))
    return repr(value)


def time_text(seconds: float) -> str:
    """A time without an exponent, which no reader of times takes."""
    from decimal import Decimal

    return str(int(seconds)) if seconds.is_integer() else format(Decimal(repr(seconds)), "f")


def write_lines(lines: Iterable[str], stream: IO[bytes]) -> None:
    """Writes lines in UTF-8, each with its end."""
    for line in lines:
        stream.write(line.encode() + b"\n")
