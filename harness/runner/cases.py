"""Turns the tests of a file into cases that can run: detection, dataset, `now` and window looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from harness.assertions.verdict import TestIdentity
from harness.backends.contract import SearchData
from harness.data import Table
from harness.datasets import Dataset
from harness.detections import Detection
from harness.diagnostics import Diagnostic, SourceText, Span, suggest
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_yaml_file
from harness.errors import ConfigError, ContentError, ExpectationError
from harness.frozen import frozen
from harness.runner.project import Project
from harness.runner.testfile import TestFile, TestSpec, read_test_file
from harness.spl.settings import Settings
from harness.spl.sources import LookupTable, PlaceSource
from harness.timerange import parse_instant, parse_time_modifier

INLINE = "(inline)"
PlacedRow = tuple[YamlNode, dict[str, Any]]


@frozen
class Given:
    """What a test says of the world beside its data: rows of lookups by name, and the places of addresses."""

    lookups: Mapping[str, Table] = field(default_factory=dict)
    places: PlaceSource | None = None


@frozen
class TestCase:
    """One test, ready to run."""

    __test__ = False

    identity: TestIdentity
    spec: TestSpec
    detection: Detection
    data: SearchData
    now: float
    window: Mapping[str, str]
    given: Given = field(default_factory=Given)


@frozen
class BrokenTest:
    """A test, or a whole file of tests, that cannot run, and why."""

    identity: TestIdentity
    diagnostics: Sequence[Diagnostic]


def load_cases(path: Path, project: Project) -> list[TestCase | BrokenTest]:
    """Every test of a file; what is wrong with one does not keep the others from running."""
    try:
        source = read_yaml_file(path, ExpectationError, name=project.relative(path))
        file = read_test_file(path, source)
    except ContentError as error:
        return [_broken_file(path, project, error)]
    found: list[TestCase | BrokenTest] = []
    if file.problems:
        found.append(BrokenTest(_file_identity(path, project, file.source), file.problems))
    try:
        detection = _detection_of(file, project)
    except ExpectationError as error:
        return [*found, _broken_file(path, project, error, file.source)]
    found.extend(_case_of(spec, detection, file, project) for spec in file.tests)
    return found


def _case_of(spec: TestSpec, detection: Detection, file: TestFile, project: Project) -> TestCase | BrokenTest:
    identity = _identity(spec, detection, file, project, None)
    try:
        dataset = _dataset_of(spec, project)
        identity = _identity(spec, detection, file, project, dataset)
        now = _now_of(spec, dataset)
        _check_settings(spec)
        window = _window_of(spec, detection, now)
        return TestCase(identity, spec, detection, _data_of(spec, dataset, now), now, window, _given(spec, project))
    except ContentError as error:
        return BrokenTest(identity, _diagnostics_of(error))


def _detection_of(file: TestFile, project: Project) -> Detection:
    if file.detection is not None:
        path = (file.path.parent / str(file.detection.value)).resolve()
    else:
        path = project.mirrored(file.path)
    detection = project.content.detection_at(path)
    if detection is None:
        node = file.detection
        raise _error(
            "EXP107",
            f"no detection at {project.relative(path)}",
            file.source,
            node.span if node else Span(0, 0),
            label="this file's tests have nothing to test",
            way_out="name it with detection: (a path from here), or mirror its path below tests/detections/",
        )
    return detection


def _dataset_of(spec: TestSpec, project: Project) -> Dataset | None:
    if spec.dataset is None:
        return None
    name = str(spec.dataset.value)
    folder = project.root / "datasets"
    known = sorted(path.parent.name for path in folder.glob("*/dataset.yml"))
    if name not in known and not (folder / name).exists():
        near = suggest(name, known)
        raise _error(
            "EXP106",
            f'unknown dataset "{name}"',
            spec.dataset.source,
            spec.dataset.span,
            label="no such folder below datasets/",
            way_out=f'did you mean "{near}"?' if near else "harness dataset info lists the datasets",
        )
    return project.dataset(name)


def _now_of(spec: TestSpec, dataset: Dataset | None) -> float:
    if spec.now is not None:
        try:
            return parse_instant(str(spec.now.value))
        except ValueError as error:
            raise _error(
                "EXP116",
                f"now: {error}",
                spec.now.source,
                spec.now.span,
                way_out="write 2024-10-17T12:00:00Z or epoch seconds",
            ) from error
    if dataset is not None and dataset.anchor is not None:
        return dataset.anchor
    raise _error(
        "EXP116",
        f'test "{spec.name}" has no now',
        spec.node.source,
        spec.node.span,
        label="its data has no anchor",
        way_out="write now: 2024-10-17T12:00:00Z",
    )


def _data_of(spec: TestSpec, dataset: Dataset | None, now: float) -> SearchData:
    placed = {key: _inline_rows(key, node, now) for key, node in spec.inline.items()}
    for key, found in placed.items():
        _check_inline(key, found)
    rows = {key: [row for _, row in found] for key, found in placed.items()}
    return SearchData([dataset] if dataset else [], rows.get("metrics", ()), rows.get("events", ()))


def _check_inline(key: str, rows: Sequence[PlacedRow]) -> None:
    """Lets the store judge the rows of a test, one by one, so that a bad one is shown where it is written."""
    from harness.store import EventStore, MetricStore  # only for tests that hold rows

    for item, row in rows:
        try:
            MetricStore().add_points([row]) if key == "metrics" else EventStore().add_events([row])
        except ContentError as error:
            found = _diagnostics_of(error)
            placed = [replace(finding, source=item.source, span=item.span) for finding in found]
            raise ExpectationError(diagnostics=placed) from error


def _given(spec: TestSpec, project: Project) -> Given:
    lookups = {name: _lookup(name, node, project) for name, node in spec.lookups.items()}
    return Given(lookups, None if spec.places is None else _places(spec.places))


def _lookup(name: str, node: YamlSequence, project: Project) -> Table:
    """The rows that a test gives a lookup; they are found by the rules that the content has for it."""
    table = Table.from_rows([_cells(item, "a row of a lookup") for item in node.items])
    declared = project.content.lookup_rows.get(name)
    if not isinstance(declared, LookupTable):
        return table
    rules = replace(declared.rules, program="")
    return LookupTable(table.select(list(dict.fromkeys((*declared.names, *table.names)))), rules)


def _places(node: YamlSequence) -> PlaceSource:
    from harness.store.places import PlaceTable  # only for tests that hold places

    rows = [_cells(item, "a place") for item in node.items]
    for item, row in zip(node.items, rows, strict=True):
        try:
            PlaceTable([row])
        except (KeyError, ValueError) as error:
            reason = "it names no network" if isinstance(error, KeyError) else str(error)
            raise _error(
                "EXP121", f"a place is wrong: {reason}", item.source, item.span, way_out="write network: 192.0.2.0/24"
            ) from error
    return PlaceTable(rows)


def _cells(node: YamlNode, what: str) -> dict[str, str]:
    if not isinstance(node, YamlMapping) or not all(isinstance(item, YamlScalar) for item in node.items.values()):
        raise _error(
            "EXP121", f"{what} maps fields to single values", node.source, node.span, way_out="write {host: h1}"
        )
    row = node.to_python()
    return {name: _cell(value) for name, value in row.items() if value is not None}


def _cell(value: object) -> str:
    """A value as a CSV file would have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _inline_rows(key: str, node: YamlSequence, now: float) -> list[PlacedRow]:
    """The rows of a test, each with the item that it is written in; an item with a series stands for many."""
    rows = [(item, _inline_row(item, now)) for item in node.items]
    if key != "metrics" or not any("series" in row for _, row in rows):
        return rows
    from harness.runner.inline_series import series_rows

    return [(item, row) for item, written in rows for row in series_rows(item, written)]


def _inline_row(node: YamlNode, now: float) -> dict[str, Any]:
    """A row as the engine takes it; `_time` may be a time modifier relative to `now`."""
    if not isinstance(node, YamlMapping):
        raise _error("EXP118", "an inline row is a mapping", node.source, node.span, way_out="write {_time: -5m, ..}")
    row: dict[str, Any] = node.to_python()
    when = row.get("_time")
    if isinstance(when, str):
        try:
            row["_time"] = parse_time_modifier(when).resolve(now, ZoneInfo("UTC"))
        except ValueError as error:
            place = node.items["_time"]
            raise _error(
                "EXP118", f"_time: {error}", place.source, place.span, way_out="write -5m, or epoch seconds"
            ) from error
    return row


def _window_of(spec: TestSpec, detection: Detection, now: float) -> Mapping[str, str]:
    window = spec.window
    if spec.type == "integration" and detection.deployment is not None:
        window = {**detection.deployment.window, **spec.window}
    bounds = {key: _bound(spec, key, text, now) for key, text in window.items()}
    if spec.window and bounds.get("earliest", 0.0) > bounds.get("latest", now):
        place = spec.node.items[next(iter(spec.window))]
        raise _error(
            "EXP116",
            "the window of the test ends before it begins",
            place.source,
            place.span,
            way_out="earliest is the older bound, latest the younger one",
        )
    return window


def _bound(spec: TestSpec, key: str, text: str, now: float) -> float:
    try:
        return parse_time_modifier(text).resolve(now, ZoneInfo("UTC"))
    except ValueError as error:
        place = spec.node.items.get(key, spec.node)
        raise _error(
            "EXP116", f"{key}: {error}", place.source, place.span, way_out="write -70m@m, now or epoch seconds"
        ) from error


def _check_settings(spec: TestSpec) -> None:
    try:
        Settings.of(spec.settings)
    except ConfigError as error:
        node = spec.node.items["settings"]
        raise _error("EXP119", str(error), node.source, node.span) from error


def _identity(
    spec: TestSpec, detection: Detection, file: TestFile, project: Project, dataset: Dataset | None
) -> TestIdentity:
    named = str(spec.dataset.value) if spec.dataset else INLINE
    return TestIdentity(
        name=spec.name,
        type=spec.type,
        detection=detection.name,
        detection_path=project.relative(detection.path),
        dataset=named,
        data_source=", ".join(dict.fromkeys(file.source for file in dataset.files)) if dataset else INLINE,
        sourcetype=", ".join(dict.fromkeys(file.sourcetype for file in dataset.files)) if dataset else INLINE,
        source=file.source,
        span=spec.node.items["name"].span,
    )


def _broken_file(path: Path, project: Project, error: ContentError, source: SourceText | None = None) -> BrokenTest:
    text = source or SourceText(project.relative(path), "")
    return BrokenTest(_file_identity(path, project, text), _diagnostics_of(error))


def _file_identity(path: Path, project: Project, source: SourceText) -> TestIdentity:
    shown = project.relative(path)
    return TestIdentity(f"the file {shown}", "unit", "", shown, "", "", "", source, Span(0, 0))


def _diagnostics_of(error: ContentError) -> list[Diagnostic]:
    return [finding for finding in error.diagnostics if isinstance(finding, Diagnostic)]


def _error(
    code: str, message: str, source: SourceText, span: Span, *, label: str = "", way_out: str | None = None
) -> ExpectationError:
    return ExpectationError(diagnostics=[Diagnostic(code, message, source, span, label, way_out)])
