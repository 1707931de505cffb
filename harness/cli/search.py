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
    help="Metrics: HEC metric JSON lines, OTLP JSON, CSV, StatsD (.gz too), Parquet, a folder of them, or an archive.",
)
@click.option(
    "--events",
    "event_paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Events: JSON lines (.json, .jsonl, .ndjson), .csv, .parquet, raw text (.log, .txt, .xml), each .gz too.",
)
@click.option("--sourcetype", help="The sourcetype of events that do not name one; raw text needs it.")
@click.option("--source", help="The source of events that do not name one.")
@click.option("--host", help="The host of events that do not name one.")
@click.option("--index", help="The index of files that do not name one.")
@click.option(
    "--lookup",
    "lookups",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV lookup, known by its file name, with or without the ending; it goes before one of the content.",
)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The content whose macros, lookups and saved searches the search may use; default: that around this folder.",
)
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where addresses are, for iplocation: a CSV file (network, City, Country, ..) or a MaxMind database (.mmdb).",
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
    sourcetype: str | None,
    source: str | None,
    host: str | None,
    index: str | None,
    lookups: tuple[Path, ...],
    content: Path | None,
    places: Path | None,
    now: str | None,
    earliest: str | None,
    latest: str | None,
    settings: tuple[str, ...],
    form: str,
    stages: bool,
) -> int:
    """Runs SPL on the embedded engine and prints its results.  `-` reads the SPL from standard input.

    Macros, lookups and saved searches come from the content repository around this folder, if there is one; a
    detection is run by the name that the built app gives it.  A lookup that no content declares is given as a CSV file.

    \b
    Examples:
      harness search '| makeresults count=3 | eval x=1'
      harness search --dataset kubernetes_npm_new_edge --stages \\
          '| mstats count(tcp.packets) where index=* by dest.workload.name'
      harness search --events auth.log --sourcetype linux_secure 'index=main sshd | stats count by host'
      harness search --metrics points.jsonl.gz --format json '| mstats avg(cpu) where index=m'
      harness search --lookup known_hosts.csv --events events.jsonl 'index=main | lookup known_hosts host'
      harness search --content ~/my_content '| savedsearch "ESCU - Kubernetes newly seen TCP edge - Rule"'
    """
    from harness.cli._searching import SearchInputs, show_search
    from harness.store import EventOrigin

    origin = EventOrigin(sourcetype, source, host, index)
    inputs = SearchInputs(
        datasets, metric_paths, event_paths, index, lookups, places, now, earliest, latest, settings, content, origin
    )
    return show_search(spl, inputs, form=form, stages=stages)
