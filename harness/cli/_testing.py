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
from harness.detections.checking import check_paths, user_cache
from harness.errors import ConfigError
from harness.reports.summary import Validation, detection_tables, summary_line
from harness.reports.terminal import render_detection_table
from harness.runner.run import run_selection, worker_count

if TYPE_CHECKING:
    from harness.assertions.verdict import Status, Verdict
    from harness.detections import Content, Detection
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
    explained: dict[str, str] = {}
    for verdict in run_selection(project, selection, BACKENDS[backend], workers=worker_count(workers)):
        verdicts.append(verdict)
        if verbose:
            _show_line(verdict)
        if not verdict.is_good:
            _show_failure(verdict, explained)
    if not verdicts and not selection.is_everything:
        raise ConfigError("no test matches; -v lists the tests that run without -k and --type")
    validations = validate_tested(project, selection, verdicts)
    if not quiet:
        _show_tables(validations, verdicts)
    _show_findings(validations, verdicts)
    if junitxml is not None:
        from harness.reports.junit import write_junit

        write_junit(verdicts, junitxml)
    _show_summary(verdicts, validations, time.perf_counter() - started)
    return exit_code(verdicts, validations)


def validate_tested(project: Project, selection: Selection, verdicts: Sequence[Verdict]) -> list[Validation]:
    """The validation of every detection that the run is about.

    Cost: next to nothing where an earlier run found all of them good, for the findings are kept.
    """
    content = project.content
    paths = {verdict.test.detection_path for verdict in verdicts if verdict.test.detection}
    if selection.is_everything:
        paths |= {project.relative(detection.path) for detection in content.detections}
    tested = {path: content.detection_at(project.root / path) for path in sorted(paths)}
    found = {path: detection for path, detection in tested.items() if detection is not None}
    files = [detection.path for detection in found.values()]
    if not check_paths(project.root, files, cache=user_cache()).diagnostics:
        return [Validation(detection.name, path, 0, 0) for path, detection in found.items()]
    return [_validation(content, path, detection) for path, detection in found.items()]


def _validation(content: Content, path: str, detection: Detection) -> Validation:
    from harness.detections import validate

    diagnostics = validate(content, [detection.path])
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    return Validation(detection.name, path, errors, len(diagnostics) - errors, diagnostics)


def exit_code(verdicts: Sequence[Verdict], validations: Sequence[Validation]) -> int:
    """The worst of all: 2 where the harness could not do its work, 1 where content or a test is bad, or 0."""
    invalid = any(item.errors for item in validations)
    return max([int(invalid), *(verdict.exit_code for verdict in verdicts)])


def _show_line(verdict: Verdict) -> None:
    word = click.style(f"{verdict.status:<9}", fg=COLORS[verdict.status])
    click.echo(f"{word} {verdict.seconds * 1000:7.1f} ms  {verdict.test.detection_path}: {verdict.test.name}")


def _show_failure(verdict: Verdict, explained: dict[str, str]) -> None:
    """The explanation of a verdict; what several tests have in common is explained once."""
    from harness.reports.failure import explain_cause, explain_verdict

    title = f"{verdict.status.upper()}: {verdict.test.name}"
    click.secho(title, fg=COLORS[verdict.status], bold=True)
    cause = explain_cause(verdict)
    if cause and cause in explained:
        click.echo(f'for the same reason as "{explained[cause]}"')
    else:
        click.echo(explain_verdict(verdict, color=use_color()))
        explained[cause] = verdict.test.name
    click.echo()


def _show_findings(validations: Sequence[Validation], verdicts: Sequence[Verdict]) -> None:
    """What validation says about detections whose tests did not pass; a warning is often the reason."""
    bad = {verdict.test.detection_path for verdict in verdicts if not verdict.is_good}
    findings = [finding for item in validations if item.path in bad for finding in item.findings]
    if findings:
        from harness.diagnostics import render_text

        click.secho("what validation says about the detections that did not pass:", bold=True)
        click.echo(render_text(findings, color=use_color()))


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
