"""`harness dataset`: makes, checks, describes and replays datasets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harness.cli._formats import convert, import_
from harness.cli._replaying import replay_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.runner.project import Project
    from harness.store import Ingestion


@click.group(name="dataset", short_help="Generate, check, describe and replay datasets.")
def command() -> None:
    """Works on datasets: folders with a manifest (dataset.yml, or one of attack_data), and a scenario or data files.

    \b
    Examples:
      harness dataset info
      harness dataset generate datasets/kubernetes_npm_new_edge
      harness dataset validate
      harness dataset convert kubernetes_npm_new_edge --format otlp --out /tmp/otlp
    """


command.add_command(convert)
command.add_command(import_)


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME|DIR]...")
def generate(names: tuple[str, ...]) -> int:
    """Writes the data files, the manifest and the ground truth of scenarios; without a name, of all of them.

    The same scenario gives the same bytes, wherever and whenever it is generated.  Files are written beside and then
    renamed, so that an interruption leaves the old ones.
    """
    from harness.cli._progress import counting
    from harness.datasets import generate_dataset

    for folder in _folders(names, "scenario.yml"):
        with counting(folder.name, "points") as progress:
            dataset = generate_dataset(folder, progress)
        points = sum(file.points or 0 for file in dataset.files)
        click.echo(f"{folder.name}: {points} points written")
    return 0


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME|DIR]...")
def validate(names: tuple[str, ...]) -> int:
    """Checks manifests, scenarios, checksums and every line of the data; without a name, of all datasets."""
    from harness.cli._colors import use_color
    from harness.cli._findings import show_findings
    from harness.datasets import validate_dataset

    folders = _described(names)
    ingestion = _ingestion()
    findings = [finding for folder in folders for finding in validate_dataset(folder, ingestion)]
    show_findings(findings, "text", color=use_color())
    errors = sum(finding.severity == "error" for finding in findings)
    checked = f"{len(folders)} dataset{'s' if len(folders) != 1 else ''} checked"
    click.secho(
        f"{checked}: {errors or 'no'} error{'s' if errors != 1 else ''}",
        fg="red" if errors else "green",
    )
    return 1 if errors else 0


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME|DIR]...")
def info(names: tuple[str, ...]) -> int:
    """Shows what is in datasets: points or events, times, metrics, sourcetypes; without a name, a line for each."""
    from harness.datasets import describe_dataset
    from harness.reports.datasets import render_dataset, render_dataset_line

    ingestion = _ingestion()
    base = _project().root / "datasets" if not names else None
    for folder in _described(names):
        summary = describe_dataset(folder, ingestion)
        name = "" if base is None else folder.relative_to(base).as_posix()
        click.echo(render_dataset_line(summary, name) if name else render_dataset(summary))
    return 0


@command.command()
@click.argument("name", metavar="NAME|DIR")
@replay_options
def replay(name: str, **given: Any) -> int:
    """Sends a dataset to Splunk's HTTP Event Collector, or writes what would be sent to a folder.

    Times are moved so that the anchor of the dataset is now.  What is done is kept in a journal: a replay that was
    ended, however, goes on with the same command.  With a token that has indexer acknowledgement a batch is done when
    Splunk has acknowledged it.  With --marker and --management what was on its way at the end is counted by search,
    so that nothing is sent twice; without them it may be, and the report says how many may.

    \b
    Examples:
      harness dataset replay kubernetes_npm_new_edge --to https://splunk:8088 --token-env HEC_TOKEN --index metrics
      harness dataset replay kubernetes_npm_new_edge --to https://splunk:8088 --token-env HEC_TOKEN --speed 60x
      harness dataset replay kubernetes_npm_new_edge --to replayed --now 2024-10-17T12:00:00Z --align day
    """
    from harness.cli._replaying import run_replay
    from harness.datasets import load_dataset

    (folder,) = _folders((name,), "dataset.yml")
    return run_replay(load_dataset(folder), given)


def _described(names: tuple[str, ...]) -> list[Path]:
    """The folders of datasets that have a manifest of any kind: those of the names, or all of the project.

    Raises: ConfigError for a name that means none.
    """
    from harness.datasets import dataset_names, has_manifest

    if names:
        return _folders(names, "dataset.yml", has_manifest)
    base = _project().root / "datasets"
    known = dataset_names(base) if base.is_dir() else []
    return [base / name for name in known if has_manifest(base / name)]


def _folders(names: tuple[str, ...], marker: str, holds: Callable[[Path], bool] | None = None) -> list[Path]:
    """The folders that the names mean: those with the file `marker`, or with what `holds` finds in them.

    Raises: ConfigError for a name that means none.
    """
    from harness.diagnostics import suggest
    from harness.errors import ConfigError

    if not names:
        return sorted(path.parent for path in (_project().root / "datasets").glob(f"*/{marker}"))
    found = []
    for name in names:
        folder = Path(name) if Path(name).is_dir() else _project().root / "datasets" / name
        if not (holds(folder) if holds else (folder / marker).is_file()):
            known = [path.parent.name for path in folder.parent.glob(f"*/{marker}")]
            near = suggest(folder.name, known)
            raise ConfigError(f'"{name}" has no {marker}' + (f'; did you mean "{near}"?' if near else ""))
        found.append(folder)
    return found


def _ingestion() -> Ingestion:
    """The rules for raw text of the content around this folder; none where there is none."""
    from harness.errors import ConfigError
    from harness.store import Ingestion

    try:
        return Ingestion(_project().content.knowledge.source_rules)
    except ConfigError:
        return Ingestion()


def _project() -> Project:
    from harness.runner.project import find_project

    return find_project(Path())
