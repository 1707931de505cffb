"""What `harness explain` prints."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from harness.diagnostics import suggest
from harness.diagnostics.codes import CODES, CodePage
from harness.errors import ConfigError

WIDEST = 100
CODE = re.compile(r"[A-Z]{1,5}\d{3}", re.IGNORECASE)


def show_page(page: CodePage) -> int:
    """The page of one code."""
    click.secho(f"{page.code}: {page.title}", bold=True)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    click.echo("\n" + click.wrap_text(page.explanation, width, preserve_paragraphs=True))
    for title, spl in (("wrong", page.bad), ("right", page.good)):
        if spl:
            click.echo(f"\n{title}:")
            click.echo("\n".join(f"    {line}" for line in spl.splitlines()))
    return 0


def show_detection(subject: str, test_name: str | None, rows: int) -> int:
    """A detection's description, and what each of its commands does to the data of one of its tests.

    Raises: ConfigError where the subject is neither a code nor a detection.
    """
    if CODE.fullmatch(subject):
        near = suggest(subject.upper(), list(CODES))
        raise ConfigError(f"no diagnostic has the code {subject.upper()}{_hint(near)}")
    from harness.backends.embedded import EmbeddedBackend
    from harness.runner.cases import TestCase, load_cases
    from harness.runner.project import find_project
    from harness.runner.running import Runner
    from harness.runner.selection import select_files

    project = find_project(Path(subject) if Path(subject).exists() else Path())
    found = [case for file in select_files(project, [subject]) for case in load_cases(file, project)]
    cases = [case for case in found if isinstance(case, TestCase)]
    chosen = next((case for case in cases if (test_name or "").lower() in case.spec.name.lower()), None)
    if chosen is None:
        names = [case.spec.name for case in cases]
        raise ConfigError(f'no test of {subject} has "{test_name}" in its name{_hint(suggest(test_name or "", names))}')
    click.secho(f"{chosen.detection.name}  ({chosen.identity.detection_path})", bold=True)
    click.echo(f'on the data of its test "{chosen.spec.name}" (dataset {chosen.identity.dataset})\n')
    outcome = Runner(project, EmbeddedBackend()).observe(chosen)
    for number, stage in enumerate(outcome.stages, 1):
        click.secho(f"{number}. {' '.join(stage.text.split())}", fg="cyan")
        click.echo(f"   {stage.count} result{'s' if stage.count != 1 else ''} in {stage.seconds * 1000:.1f} ms")
        _show_rows(stage.rows()[:rows], stage.count)
    for message in outcome.messages:
        click.echo(f"message: {message.text}")
    return 0


def _show_rows(rows: Sequence[dict[str, str | list[str]]], count: int) -> None:
    from harness.reports.failure import render_row

    for row in rows:
        click.echo(f"     {render_row(row)}")
    if count > len(rows) > 0:
        click.echo(f"     … and {count - len(rows)} more")


def _hint(near: str | None) -> str:
    return f'; did you mean "{near}"?' if near else ""
