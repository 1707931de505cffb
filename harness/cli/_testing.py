"""What `harness test` prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.backends.embedded import EmbeddedBackend
from harness.cli._colors import use_color
from harness.detections import validate
from harness.reports.summary import Validation, detection_tables, summary_line
from harness.reports.terminal import render_detection_table
from harness.runner.run import run_selection, worker_count

if TYPE_CHECKING:
    from harness.assertions.verdict import Status, Verdict
    from harness.runner.project import Project
    from harness.runner.selection import Selection

BACKENDS = {"embedded": EmbeddedBackend}
COLORS: dict[Status, str] = {"passed": "green", "failed": "red", "undecided": "yellow", "error": "red"}


def show_run(
    project: Project,
    selection: Selection,
    *,
    workers: str,
    junitxml: Path | None,
    verbose: bool,
    quiet: bool,
    backend: str,
) -> int:
    """Runs the selected tests, prints what came of them, and gives the exit code."""
    started = time.perf_counter()
    verdicts: list[Verdict] = []
    for verdict in run_selection(project, selection, BACKENDS[backend], workers=worker_count(workers)):
        verdicts.append(verdict)
        if verbose:
            _show_line(verdict)
        if not verdict.is_good:
            _show_failure(verdict)
    validations = validate_tested(project, selection, verdicts)
    if not quiet:
        _show_tables(validations, verdicts)
    if junitxml is not None:
        from harness.reports.junit import write_junit

        write_junit(verdicts, junitxml)
    _show_summary(verdicts, validations, time.perf_counter() - started)
    return exit_code(verdicts, validations)


def validate_tested(project: Project, selection: Selection, verdicts: Sequence[Verdict]) -> list[Validation]:
    """The validation of every detection that the run is about."""
    content = project.content
    paths = {verdict.test.detection_path for verdict in verdicts if verdict.test.detection}
    if selection.is_everything:
        paths |= {project.relative(detection.path) for detection in content.detections}
    found = []
    for path in sorted(paths):
        detection = content.detection_at(project.root / path)
        if detection is None:
            continue
        diagnostics = validate(content, [detection.path])
        errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
        found.append(Validation(detection.name, path, errors, len(diagnostics) - errors))
    return found


def exit_code(verdicts: Sequence[Verdict], validations: Sequence[Validation]) -> int:
    """The worst of all: 2 where the harness could not do its work, 1 where content or a test is bad, or 0."""
    invalid = any(item.errors for item in validations)
    return max([int(invalid), *(verdict.exit_code for verdict in verdicts)])


def _show_line(verdict: Verdict) -> None:
    word = click.style(f"{verdict.status:<9}", fg=COLORS[verdict.status])
    click.echo(f"{word} {verdict.seconds * 1000:7.1f} ms  {verdict.test.detection_path}: {verdict.test.name}")


def _show_failure(verdict: Verdict) -> None:
    from harness.reports.failure import explain_verdict

    title = f"{verdict.status.upper()}: {verdict.test.name}"
    click.secho(title, fg=COLORS[verdict.status], bold=True)
    click.echo(explain_verdict(verdict, color=use_color()))
    click.echo()


def _show_tables(validations: Sequence[Validation], verdicts: Sequence[Verdict]) -> None:
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    for table in detection_tables(validations, verdicts):
        click.echo(render_detection_table(table, unicode=unicode, color=True))


def _show_summary(verdicts: Sequence[Verdict], validations: Sequence[Validation], seconds: float) -> None:
    good = exit_code(verdicts, validations) == 0
    invalid = sum(item.errors > 0 for item in validations)
    text = summary_line(verdicts, seconds)
    if invalid:
        text += f"; {invalid} invalid: harness validate says why"
    click.secho(text, fg="green" if good else "red", bold=True)
