"""Formats of metric data points: one file per format, found by its name.

Reading and writing go through `MetricPoint`: what one format writes, every other reads as the same points.  What a
format cannot carry is refused before a byte is written, with the place of the point in the file that it came from.

A metric store reads JSON lines and Parquet itself, by the column; the formats here read record by record, know where
each one stands, and can skip those that are wrong.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from harness.diagnostics import SourceText, suggest
from harness.errors import DatasetError
from harness.store.files import decoded_text, is_data_file, read_bytes, unpacked
from harness.store.flaws import MOST_DIAGNOSTICS, Flaw, data_error, diagnose
from harness.store.formats._csv_rows import PlacedRows
from harness.store.formats._points import MetricFormat, MetricPoint, Placed
from harness.store.formats._points import decoded as decoded_point
from harness.store.other_formats import beginning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harness.diagnostics import Diagnostic

__all__ = [
    "NATIVE",
    "MetricFormat",
    "MetricPoint",
    "PlacedRows",
    "Skipped",
    "data_suffixes",
    "decoded_point",
    "detect_format",
    "find_format",
    "fitting_format",
    "format_names",
    "read_points",
]

UNKNOWN_FORMAT = "DS300"
NATIVE = ("hec", "hec_single", "parquet")
"""What a metric store reads by the column."""
_GENERAL = ("csv", "hec")
"""Formats whose reader takes what a more special one of the same ending takes too."""


@dataclass(slots=True)
class Skipped:
    """Records that were passed over since they are wrong; the first few with what is wrong."""

    count: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        """Counts one more."""
        self.count += 1
        if len(self.diagnostics) < MOST_DIAGNOSTICS:
            self.diagnostics.append(diagnostic)


@cache
def format_names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def find_format(name: str) -> MetricFormat:
    """The format of this name.

    Raises: DatasetError with the nearest name.
    """
    if name not in format_names():
        near = suggest(name, format_names())
        help_text = f'did you mean "{near}"?' if near else f"there are: {', '.join(format_names())}"
        raise data_error("format", Flaw(UNKNOWN_FORMAT, f'unknown format "{name}"', help=help_text))
    found: MetricFormat = importlib.import_module(f"{__name__}.{name}").FORMAT
    return found


def data_suffixes() -> tuple[str, ...]:
    """How files of any format end, before `.gz`."""
    return tuple(dict.fromkeys(ending for name in format_names() for ending in find_format(name).endings))


def detect_format(path: Path) -> MetricFormat:
    """The format of a file by its name and its beginning.

    Raises: DatasetError where neither says it.
    """
    name = fitting_format(path, beginning(path))
    if name is not None:
        return find_format(name)
    endings = ", ".join(data_suffixes())
    flaw = Flaw(UNKNOWN_FORMAT, "the format of the file is not known", help=f"name the format; files end in {endings}")
    raise data_error(str(path), flaw)


def fitting_format(path: Path, start: str) -> str | None:
    """The name of the format of a file that is called so and begins so; None where neither says it.

    Of the formats whose files end so, the first whose content it is; then any other whose content it is; then, so that
    reading says what is wrong, the most general of the ending.
    """
    formats = [find_format(name) for name in sorted(format_names(), key=lambda name: (name in _GENERAL, name))]
    named = [each for each in formats if is_data_file(path, each.endings)]
    fitting = [each.name for each in (*named, *formats) if each.fits(start)]
    return fitting[0] if fitting else named[-1].name if named else None


def read_points(
    path: Path, name: str | None = None, index: str | None = None, *,
    target: MetricFormat | None = None, skipped: Skipped | None = None,
) -> Iterator[MetricPoint]:  # fmt: skip
    """The points of a file, in its order.

    Input: `name` of the format, detected without; `index` for points that name none; `target` must be able to carry
    them; with `skipped`, records that are wrong are counted there and passed over.
    Raises: DatasetError with a diagnostic for each record that is wrong, when all are read.
    """
    data = read_bytes(path)
    chosen = find_format(name) if name else detect_format(path)
    data = unpacked(path, data)
    source = SourceText(str(path), decoded_text(path, data) if chosen.is_text else "")
    wrong: list[Diagnostic] = []
    for placed in chosen.read(source, data, index):
        if placed.flaw is None:
            _check(placed, target, source, wrong)
            yield from placed.points
        elif skipped is not None and not placed.is_end:
            skipped.add(diagnose(placed.flaw, source, placed.span))
        else:
            wrong.append(diagnose(placed.flaw, source, placed.span))
        if len(wrong) >= MOST_DIAGNOSTICS:
            break
    if wrong:
        raise DatasetError(diagnostics=wrong)


def _check(placed: Placed, target: MetricFormat | None, source: SourceText, wrong: list[Diagnostic]) -> None:
    if target is None:
        return
    try:
        for point in placed.points:
            target.check(point)
    except Flaw as flaw:
        wrong.append(diagnose(flaw, source, placed.span))
