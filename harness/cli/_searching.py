"""What `harness search` does: gathers the inputs, runs, prints."""

from __future__ import annotations

import csv
import json
import sys
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from harness.backends.contract import SearchData
from harness.backends.dispatch import dispatch_window
from harness.backends.embedded import event_source, metric_source
from harness.backends.python_api import read_lookup
from harness.data import RenderedRow, Table
from harness.datasets import Dataset, add_events, find_dataset, load_dataset
from harness.diagnostics import SourceText
from harness.errors import ConfigError
from harness.frozen import frozen
from harness.runner.project import Project, find_project
from harness.spl.knowledge.platform import platform_macros
from harness.spl.objects import Knowledge
from harness.spl.session import Results, run_search
from harness.spl.settings import Settings
from harness.spl.sources import EventSource, LookupTable, MacroDefinition, MetricSource, Sources
from harness.store import NOWHERE, EventOrigin, EventStore, Ingestion, MetricStore, open_metrics
from harness.store.places import read_places
from harness.timerange import SystemClock, parse_instant


@frozen
class SearchInputs:
    """The options of `harness search` that say what is searched, and when."""

    datasets: Sequence[str]
    metric_paths: Sequence[Path]
    event_paths: Sequence[Path]
    index: str | None
    lookups: Sequence[Path]
    places: Path | None
    now: str | None
    earliest: str | None
    latest: str | None
    settings: Sequence[str]
    content: Path | None = None
    origin: EventOrigin = NOWHERE


def show_search(spl: str, inputs: SearchInputs, *, form: str, stages: bool) -> int:
    """Runs a search and prints its results to standard output, everything else to standard error."""
    text = sys.stdin.read() if spl == "-" else spl
    results = run_inputs(SourceText("<stdin>" if spl == "-" else "<search>", text), inputs)
    if stages:
        _show_stages(results)
    _SHOW[form](results)
    for message in results.messages:
        click.echo(f"{message.severity.lower()}: {message.text}", err=True)
        if message.help:
            click.echo(f"  = help: {message.help}", err=True)
    return 0


def run_inputs(source: SourceText, inputs: SearchInputs) -> Results:
    """The results of a search over the given inputs.

    Raises: ConfigError for an option that makes no sense.
    """
    project = _project() if inputs.content is None else find_project(inputs.content)
    datasets = [_dataset(name, project) for name in inputs.datasets]
    settings = Settings.of(dict(_pair(text) for text in inputs.settings))
    now = _now(inputs.now, datasets)
    window = dispatch_window(inputs.earliest, inputs.latest, now, settings)
    return run_search(
        source,
        sources=_sources(inputs, datasets, project, now),
        time_range=window,
        now=now,
        settings=settings,
        macros=_macros(project),
    )


def _project() -> Project | None:
    try:
        return find_project(Path())
    except ConfigError:
        return None


def _dataset(name: str, project: Project | None) -> Dataset:
    if Path(name).is_dir():
        return load_dataset(Path(name))
    return find_dataset(name, project.root if project else Path())


def project_macros() -> Mapping[str, MacroDefinition]:
    """The macros of the content repository around this folder; none where there is none."""
    return _macros(_project())


def project_externals() -> frozenset[str]:
    """The commands of add-ons that the content repository around this folder declares."""
    project = _project()
    return project.content.external_commands if project else frozenset()


def _macros(project: Project | None) -> Mapping[str, MacroDefinition]:
    return {**platform_macros(), **(project.content.macro_definitions if project else {})}


def _sources(inputs: SearchInputs, datasets: Sequence[Dataset], project: Project | None, now: float) -> Sources:
    knowledge = project.content.knowledge if project else Knowledge()
    declared = project.content.lookup_rows if project else {}
    given = {name: table for path in inputs.lookups for name, table in _given_lookup(path, declared).items()}
    lookups = ChainMap(given, declared)  # type: ignore[arg-type] # is only read, and reads a table when it is asked for
    return Sources(
        metrics=_metrics(inputs, datasets),
        events=_events(inputs, datasets, knowledge, now),
        lookups=lookups,
        places=None if inputs.places is None else read_places(inputs.places),
        knowledge=knowledge,
    )


def _given_lookup(path: Path, declared: Mapping[str, Table]) -> Mapping[str, Table]:
    """A table by the name of its file, with and without the ending; it matches as the content says, if it does."""
    table, known = read_lookup(path), declared.get(path.stem)
    if isinstance(known, LookupTable):
        table = LookupTable(table, replace(known.rules, program=""))
    return {path.name: table, path.stem: table}


def _metrics(inputs: SearchInputs, datasets: Sequence[Dataset]) -> MetricSource:
    if not inputs.metric_paths:
        return metric_source(SearchData(datasets))
    files = [(file, dataset) for dataset in datasets for file in dataset.metric_files]
    if not files and len(inputs.metric_paths) == 1:
        return open_metrics(inputs.metric_paths[0], inputs.index)
    store = MetricStore()
    for file, dataset in files:
        store.load(file.path, file.index or dataset.index, file.format)
    for path in inputs.metric_paths:
        store.load(path, inputs.index)
    return store


def _events(inputs: SearchInputs, datasets: Sequence[Dataset], knowledge: Knowledge, now: float) -> EventSource:
    if not inputs.event_paths:
        return event_source(SearchData(datasets), now, knowledge.source_rules)
    store = EventStore(index_time=now, ingestion=Ingestion(knowledge.source_rules))
    for dataset in datasets:
        for file in dataset.event_files:
            add_events(store, dataset, file)
    for path in inputs.event_paths:
        store.load(path, inputs.origin)
    return store


def _now(text: str | None, datasets: Sequence[Dataset]) -> float:
    if text is not None:
        try:
            return parse_instant(text)
        except ValueError as error:
            raise ConfigError(f"--now: {error}") from error
    anchors = [dataset.anchor for dataset in datasets if dataset.anchor is not None]
    return max(anchors) if anchors else SystemClock().now()


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ConfigError(f'--setting takes NAME=VALUE, not "{text}"')
    return name, value


def _show_stages(results: Results) -> None:
    click.echo("results  seconds  command", err=True)
    for stage in results.stages:
        click.echo(f"{stage.count:>7}  {stage.seconds:7.4f}  {' '.join(stage.text.split())}", err=True)


def _show_table(results: Results) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    if not results.rows:
        click.echo("no results", err=True)
        return
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False)
    for name in results.fields:
        grid.add_column(Text(name), overflow="fold")
    for row in results.rows:
        grid.add_row(*(Text(_cell(row, name)) for name in results.fields))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 100_000
    console.print(grid)


def _cell(row: RenderedRow, name: str) -> str:
    value = row.get(name, "")
    return "\n".join(value) if isinstance(value, list) else value


def _show_json(results: Results) -> None:
    document = {
        "fields": list(results.fields),
        "results": [{name: row[name] for name in results.fields if name in row} for row in results.rows],
        "messages": [{"type": message.severity, "text": message.text} for message in results.messages],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _show_csv(results: Results) -> None:
    """Multivalues are joined with newlines, as Splunk's CSV export does."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(results.fields)
    writer.writerows([_cell(row, name) for name in results.fields] for row in results.rows)


_SHOW = {"table": _show_table, "json": _show_json, "csv": _show_csv}
