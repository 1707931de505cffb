"""`harness dataset convert` and `harness dataset import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.store.formats import Skipped

FORMATS = ("csv", "hec", "hec_single", "metrics_csv", "otlp", "parquet", "statsd")
"""Written out, since the help of a verb must not import the formats; a test holds them against each other."""
_SHOWN = 5


@click.command(short_help="Write a dataset's metrics in another format.")
@click.argument("source", metavar="NAME|DIR|FILE")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format to write.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write to; it is made.")
@click.option("--from", "read_as", type=click.Choice(FORMATS), help="The format of FILE; default: by name and content.")
@click.option("--index", help="The index of points of FILE that name none.")
@click.option("--skip-bad", is_flag=True, help="Count records that are wrong and go on, instead of stopping.")
def convert(source: str, form: str, out: Path, read_as: str | None, index: str | None, skip_bad: bool) -> int:
    """Writes the metrics of a dataset, or of one file, in another format.

    \b
    hec          HEC metric JSON, one object for each data point with all its measurements
    hec_single   HEC metric JSON, one object for each measurement (metric_name, _value)
    metrics_csv  Splunk's metrics_csv: metric_timestamp, metric_name, _value, dimensions
    csv          CSV with several measurements in a row: metric_timestamp, metric_name:<name>.., dimensions
    statsd       StatsD lines: name:value|g|#dimension:value,..|T<epoch seconds>
    otlp         OTLP JSON (ExportMetricsServiceRequest), with the attributes as dimensions
    parquet      Parquet, one measurement in a row; for what is large

    Nothing is lost: what a format cannot carry (a comma in a value in StatsD, a part of a millisecond in OTLP) is an
    error with the line that it stands in.  A dataset keeps its manifest, ground truth and events; its scenario stays
    behind.  All formats are read wherever --metrics or a manifest names files.

    \b
    Examples:
      harness dataset convert kubernetes_npm_new_edge --format otlp --out /tmp/otlp
      harness dataset convert metrics.statsd --index m --format parquet --out /tmp/parquet --skip-bad
    """
    from harness.datasets.converting import convert_dataset, convert_file
    from harness.errors import ConfigError
    from harness.store.formats import Skipped

    skipped = Skipped() if skip_bad else None
    if Path(source).is_file() and not source.endswith((".yml", ".yaml")):
        done = convert_file(Path(source), form, out, index=index, name=read_as, skipped=skipped)
    elif read_as or index:
        raise ConfigError("--from and --index are for one file; a dataset says both in its manifest")
    else:
        done = convert_dataset(_dataset_folder(source), form, out, skipped)
    click.echo(f"{out}: {done.points:,} points written as {form}")
    _show_skipped(skipped)
    return 0


@click.command("import", short_help="Make an anonymised dataset of a Splunk's exports.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder of the dataset; it is made.")
@click.option("--salt", required=True, help="Any text that you keep to yourself; the same salt gives the same names.")
@click.option(
    "--keep", multiple=True, metavar="DIMENSION", help="A dimension whose values stay as they are; * matches."
)
@click.option("--drop", multiple=True, metavar="DIMENSION", help="A dimension that is left out; * matches.")
@click.option("--index", help="The index of all points, instead of the one that a result names.")
@click.option("--measure", "measures", multiple=True, metavar="FIELD=METRIC", help="A field that measures a metric.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="hec", show_default=True, help="The data's format."
)
@click.option("--author", default="unknown", show_default=True, help="The author in the manifest.")
@click.option("--skip-bad", is_flag=True, help="Count results that are no data points and go on, instead of stopping.")
def import_(
    files: tuple[Path, ...], out: Path, salt: str, keep: tuple[str, ...], drop: tuple[str, ...], index: str | None,
    measures: tuple[str, ...], form: str, author: str, skip_bad: bool,
) -> int:  # fmt: skip
    """Makes a dataset of what a user can export from a Splunk: results of mpreview, or of mstats with a span.

    FILEs are what the web interface, the REST API (results or export, output_mode json, json_rows, json_cols or csv)
    or `harness search` write, packed by gzip or not.  Fields called metric_name:<name>, avg(<name>) and so on, or
    metric_name with _value, are measurements; all other fields are dimensions, without those that Splunk adds.

    The value of each dimension becomes a pseudonym, the same one for the same value in every dimension and file, so
    that edges between workloads stay the edges they were; addresses stay addresses.  It comes of the value and the
    salt, which is written nowhere.  direction, metric_type and sourcetype stay as they are, and what --keep names.
    Names of metrics, of dimensions and of indexes are never changed; --index gives the index another name.

    \b
    Examples:
      harness dataset import mpreview.json --out datasets/ours --salt "$SALT" --keep 'k8s.cluster.name'
      harness dataset import mstats.csv --out datasets/ours --salt "$SALT" --index m --measure 'total=tcp.bytes'
    """
    from harness.datasets.importing import ImportOptions, import_exports
    from harness.errors import ConfigError
    from harness.store.formats import Skipped
    from harness.timerange import render_instant

    if not salt.strip():
        raise ConfigError("--salt is empty; write any text that you keep to yourself")
    skipped = Skipped() if skip_bad else None
    options = ImportOptions(salt, keep, drop, index, _measures(measures), form, author)
    found = import_exports(files, out, options, skipped)
    times = f"{render_instant(found.earliest)} to {render_instant(found.latest)}"
    click.echo(f"{out}: {found.points:,} points, {times}, {found.pseudonyms:,} pseudonyms")
    click.echo(f"indexes: {', '.join(sorted(found.indexes))}; dimensions: {', '.join(sorted(found.dimensions))}")
    _show_skipped(skipped)
    return 0


def _measures(written: tuple[str, ...]) -> Mapping[str, str]:
    from harness.errors import ConfigError

    pairs = [text.rpartition("=") for text in written]
    for text, (field, _, metric) in zip(written, pairs, strict=True):
        if not field or not metric:
            raise ConfigError(f'--measure takes FIELD=METRIC, not "{text}"')
    return {field: metric for field, _, metric in pairs}


def _dataset_folder(name: str) -> Path:
    if Path(name).exists():
        return Path(name)
    from harness.datasets import find_dataset
    from harness.runner.project import find_project

    return find_dataset(name, find_project(Path()).root).folder


def _show_skipped(skipped: Skipped | None) -> None:
    """How many records were skipped, and what was wrong with the first of them."""
    if skipped is None or not skipped.count:
        return
    click.echo(f"{skipped.count:,} bad record{'s' if skipped.count != 1 else ''} skipped", err=True)
    for diagnostic in skipped.diagnostics[:_SHOWN]:
        line = diagnostic.source.position(diagnostic.span.start).line
        click.echo(f"  {diagnostic.source.name}:{line}: {diagnostic.message} [{diagnostic.code}]", err=True)
