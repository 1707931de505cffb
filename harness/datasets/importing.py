"""Exports of a Splunk as an anonymised dataset."""

from __future__ import annotations

import math
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.datasets.anonymizing import KEPT, Pseudonyms, anonymized
from harness.datasets.converting import new_folder, write_points
from harness.datasets.exports import ExportRow, ExportRules, export_point, export_rows
from harness.datasets.kinds import METRICS
from harness.datasets.manifest import MANIFEST_NAME
from harness.datasets.problems import no_dataset
from harness.datasets.writing import NAMESPACE, dump
from harness.frozen import frozen
from harness.timerange import render_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from harness.diagnostics import Diagnostic
    from harness.store.formats import MetricPoint, Skipped

MINUTE_S = 60


@frozen
class ImportOptions:
    """What the user decides: the salt, what stays as it is and what is left out, index, measures and format.

    `keep` and `drop` are names of dimensions or patterns with `*`; `author` stands in the manifest.
    """

    salt: str
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    index: str | None = None
    measures: Mapping[str, str] = field(default_factory=dict)
    form: str = "hec"
    author: str = "unknown"


@dataclass(slots=True)
class Imported:
    """What was imported: numbers, times in epoch seconds, and which dimensions were met."""

    points: int = 0
    pseudonyms: int = 0
    earliest: float = math.inf
    latest: float = -math.inf
    indexes: set[str] = field(default_factory=set)
    dimensions: set[str] = field(default_factory=set)


def import_exports(
    files: Sequence[Path], out: Path, options: ImportOptions, skipped: Skipped | None = None
) -> Imported:
    """Writes a dataset of the data points in exports, with pseudonyms for the values of their dimensions.

    Input: with `skipped`, results that are wrong are counted there and left out.
    Raises: DatasetError for a file that is no export, a result that is no data point, and a folder that is taken.
    """
    from harness.store.formats import find_format

    target, found = find_format(options.form), Imported()
    name = f"metrics{target.endings[0]}{'.gz' if target.is_text else ''}"
    with new_folder(out) as stage:
        points = _counted(_anonymous(files, options, skipped, found), found)
        written = write_points(stage / name, points, target)
        if not written.points:
            raise no_dataset(
                files[0], "DS310", "the exports hold no data point", "export results of mpreview or mstats"
            )
        found.points = written.points
        item: dict[str, Any] = {
            "name": out.name,
            "path": name,
            "source": "import",
            "sourcetype": "import",
            "kind": METRICS,
        }
        item |= {"format": target.name, "sha256": written.sha256, "points": written.points}
        text = _manifest(out.name, options, found, item)
        (stage / MANIFEST_NAME).write_text(text, encoding="utf-8", newline="\n")
    return found


def _anonymous(
    files: Sequence[Path], options: ImportOptions, skipped: Skipped | None, found: Imported
) -> Iterator[MetricPoint]:
    from harness.store.formats import MetricPoint

    names = Pseudonyms(options.salt)
    keep = (*KEPT, *options.keep)
    for file in files:
        for point in _points(file, options, skipped):
            dimensions = anonymized(point.dimensions, names, keep, options.drop)
            found.pseudonyms = len(names)
            yield MetricPoint(point.time, point.index, point.measures, dimensions)


def _points(file: Path, options: ImportOptions, skipped: Skipped | None) -> Iterator[MetricPoint]:
    """The data points of one export.

    Raises: DatasetError with a diagnostic for each result that is wrong, when all are read.
    """
    from harness.diagnostics import SourceText
    from harness.errors import DatasetError
    from harness.store.files import decoded_text, is_data_file, read_bytes, unpacked
    from harness.store.flaws import MOST_DIAGNOSTICS, Flaw, data_error, diagnose, diagnose_text

    source = SourceText(str(file), decoded_text(file, unpacked(file, read_bytes(file))))
    is_csv = is_data_file(file, (".csv",)) or not source.text.lstrip().startswith(("{", "["))
    rules = ExportRules(options.index, options.measures)
    wrong: list[Diagnostic] = []
    try:
        for row in export_rows(source, is_csv=is_csv):
            try:
                point = _point(row, rules)
            except Flaw as flaw:
                problem = diagnose(flaw, source, row.span)
                _note(problem, wrong, skipped)
                if len(wrong) >= MOST_DIAGNOSTICS:
                    break
                continue
            if point is not None:
                yield point
    except Flaw as flaw:
        wrong.append(diagnose_text(flaw, source) if flaw.at else data_error(str(file), flaw).diagnostics[0])  # type: ignore[arg-type]
    if wrong:
        raise DatasetError(diagnostics=wrong)


def _point(row: ExportRow, rules: ExportRules) -> MetricPoint | None:
    from harness.store.flaws import Flaw

    try:
        return export_point(row.values, rules)
    except Flaw as flaw:
        message = f"result {row.number}: {flaw.message}"
        raise Flaw(flaw.code, message, at=flaw.at, label=flaw.label, help=flaw.help) from flaw


def _note(problem: Diagnostic, wrong: list[Diagnostic], skipped: Skipped | None) -> None:
    if skipped is None:
        wrong.append(problem)
    else:
        skipped.add(problem)


def _counted(points: Iterator[MetricPoint], found: Imported) -> Iterator[MetricPoint]:
    for point in points:
        found.earliest, found.latest = min(found.earliest, point.time), max(found.latest, point.time)
        found.indexes.add(point.index)
        found.dimensions.update(point.dimensions)
        yield point


def _manifest(name: str, options: ImportOptions, found: Imported, item: Mapping[str, Any]) -> str:
    """The manifest of an import; its anchor is the whole minute after the last point."""
    anchor = render_instant((int(found.latest) // MINUTE_S + 1) * MINUTE_S)
    content = {
        "author": options.author,
        "id": str(uuid.uuid5(NAMESPACE, f"import {item['sha256']}")),
        "date": anchor[:10],
        "description": f"Metrics of a Splunk, imported with pseudonyms: {found.points} points.",
        "environment": "imported",
        "directory": name,
        "mitre_technique": [],
        "index": next(iter(found.indexes)) if len(found.indexes) == 1 else None,
        "anchor": anchor,
        "datasets": [item],
    }
    return dump({key: value for key, value in content.items() if value is not None})
