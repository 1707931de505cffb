"""`harness search`: runs any SPL on the embedded engine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="search", short_help="Run any SPL on the embedded engine.")
@click.argument("spl", metavar="SPL")
@click.option(
    "--dataset", "datasets", multiple=True, metavar="NAME|DIR", help="A dataset to search; may be given more than once."
)
@click.option(
    "--metrics",
    "metric_paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Metrics: HEC metric JSON lines (.gz too), Parquet, or a folder of them.",
)
@click.option(
    "--events",
    "event_paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Events: JSON lines (.gz too).",
)
@click.option("--index", help="The metric index of files that do not name one.")
@click.option(
    "--lookup",
    "lookups",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV lookup, known by its file name.",
)
@click.option(
    "--now",
    help="Start of the search: 2024-10-17T12:00:00Z, epoch seconds or a modifier; default: the dataset's anchor.",
)
@click.option("--earliest", help="Start of the time range (inclusive), such as -1h; default: all time.")
@click.option("--latest", help="End of the time range (exclusive), such as now.")
@click.option(
    "--setting",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A setting of the engine, such as mv_not_equal=none.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How results are printed.",
)
@click.option("--stages", is_flag=True, help="Show the number of results after each command.")
def command(
    spl: str,
    datasets: tuple[str, ...],
    metric_paths: tuple[Path, ...],
    event_paths: tuple[Path, ...],
    index: str | None,
    lookups: tuple[Path, ...],
    now: str | None,
    earliest: str | None,
    latest: str | None,
    settings: tuple[str, ...],
    form: str,
    stages: bool,
) -> int:
    """Runs SPL on the embedded engine and prints its results.  `-` reads the SPL from standard input.

    Macros come from the content repository around this folder, if there is one.

    \b
    Examples:
      harness search '| makeresults count=3 | eval x=1'
      harness search --dataset kubernetes_npm_new_edge --stages \\
          '| mstats count(tcp.packets) where index=* by dest.workload.name'
      harness search --metrics points.jsonl.gz --format json '| mstats avg(cpu) where index=m'
    """
    from harness.cli._searching import SearchInputs, show_search

    inputs = SearchInputs(datasets, metric_paths, event_paths, index, lookups, now, earliest, latest, settings)
    return show_search(spl, inputs, form=form, stages=stages)
