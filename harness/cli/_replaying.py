"""`harness dataset replay`: its options, what it draws while it runs and what it says at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from harness.datasets import Dataset
    from harness.datasets.replay.hec import Connection
    from harness.datasets.replay.journal import Totals
    from harness.datasets.replay.plan import ReplayOptions
    from harness.datasets.replay.running import Report, Transport

OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--to", "target", required=True, metavar="URL|DIR", help="An HEC (https://host:8088), or a folder."),
    click.option("--index", help="The index of everything sent, whatever the data names."),
    click.option("--token-env", metavar="NAME", help="The environment variable that holds the HEC token."),
    click.option("--token-file", type=click.Path(path_type=Path), help="A file that holds the HEC token."),
    click.option("--token", help="The HEC token itself; others on this machine can see it."),
    click.option("--ca", type=click.Path(), help="A file of certificate authorities to trust."),
    click.option("--insecure", is_flag=True, help="Do not verify certificates."),
    click.option("--now", metavar="TIME", help="Where the anchor of the data goes: ISO 8601 or epoch; now by default."),
    click.option("--anchor", metavar="TIME", help="The anchor, where the dataset names none or another one is meant."),
    click.option("--align", type=click.Choice(("day", "hour", "none")), default="none", help="Move by whole units."),
    click.option("--keep-times", is_flag=True, help="Send the times as they are."),
    click.option("--speed", metavar="N[x]", help="Pace: 1x as it happened, 60x a minute in a second."),
    click.option("--follow", is_flag=True, help="Begin now, live, and begin anew at the end."),
    click.option("--senders", type=click.IntRange(1, 64), default=2, show_default=True, help="Requests at once."),
    click.option("--window", type=click.IntRange(1, 4096), help="Batches that may wait for acknowledgement."),
    click.option("--batch-bytes", type=click.IntRange(1), default=1_000_000, show_default=True, help="Size of one."),
    click.option("--batch-lines", type=click.IntRange(1), default=10_000, show_default=True, help="Lines of one."),
    click.option("--gzip/--no-gzip", "packed", default=False, help="Compress what is sent, or the files."),
    click.option("--marker", metavar="NAME", help="A field to add that names the batch; makes what arrived countable."),
    click.option("--management", metavar="URL", help="Splunk's management port, to count by search what arrived."),
    click.option("--management-token-env", metavar="NAME", help="The variable that holds a token of Splunk."),
    click.option("--require-ack", is_flag=True, help="Refuse a token without indexer acknowledgement."),
    click.option("--ack-timeout", type=float, default=120.0, show_default=True, help="Seconds for an acknowledgement."),
    click.option("--settle", type=float, default=10.0, show_default=True, help="Seconds until what arrived shows."),
    click.option("--timeout", type=float, default=60.0, show_default=True, help="Seconds for an answer."),
    click.option("--attempts", type=click.IntRange(1), default=12, show_default=True, help="Attempts for a batch."),
    click.option("--skip-bad", is_flag=True, help="Count bad lines and go on."),
    click.option("--journal", type=click.Path(path_type=Path), help="Where to keep what is done; a file of the user."),
    click.option("--again", is_flag=True, help="Begin anew, even where a replay was ended or is complete."),
)


def replay_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of `harness dataset replay`."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


def run_replay(dataset: Dataset, given: dict[str, Any]) -> int:
    """Replays a dataset as the options say; gives the exit code.

    Raises: ConfigError, DatasetError, IngestError, BackendUnavailable.
    """
    from harness.datasets.replay.plan import make_plan

    plan = make_plan(dataset, _options(given))
    if "://" not in given["target"]:
        from harness.datasets.replay.to_files import replay_to_files

        with showing(dataset) as progress:
            totals = replay_to_files(plan, Path(given["target"]), packed=given["packed"], progress=progress)
        click.echo(f"{dataset.name}: {_counted(totals)} written to {given['target']}")
        return 0
    return _send(dataset, plan, given)


def _send(dataset: Dataset, plan: Any, given: dict[str, Any]) -> int:
    from harness.datasets.replay.running import replay

    transport = _transport(dataset, given)
    try:
        with showing(dataset) as progress:
            report = replay(plan, transport, progress)
    except KeyboardInterrupt:
        click.echo(f"stopped; the same command goes on from {transport.journal}", err=True)
        raise
    _tell(dataset, report, transport)
    return 0


def _tell(dataset: Dataset, report: Report, transport: Transport) -> None:
    if report.was_complete:
        click.echo(f"{dataset.name}: replayed before, as {transport.journal} says; --again replays it once more")
        return
    how = "acknowledged" if report.acknowledged else "taken (the token does not acknowledge)"
    click.echo(f"{dataset.name}: {_counted(report.totals)} {how}")
    if report.totals.perhaps_twice:
        click.secho(
            f"{report.totals.perhaps_twice} of them may be there more than once: an answer was lost", fg="yellow"
        )
    if report.found is not None:
        more = report.found - report.totals.measures
        click.echo(f"a search finds {report.found} measurements and events" + (f", {more} too many" if more else ""))


def _counted(totals: Totals) -> str:
    bad = f", {totals.bad} bad lines left out," if totals.bad else ""
    return f"{totals.objects} points or events in {totals.batches} batches{bad}"


def _options(given: dict[str, Any]) -> ReplayOptions:
    from harness.datasets.replay.batches import Limits
    from harness.datasets.replay.plan import ReplayOptions
    from harness.timerange import SystemClock

    now = _instant(given["now"], "--now")
    return ReplayOptions(
        index=given["index"],
        now=None if given["keep_times"] else now if now is not None else float(int(SystemClock().now())),
        align=given["align"],
        anchor=_instant(given["anchor"], "--anchor"),
        speed=_speed(given["speed"]),
        follow=given["follow"],
        marker=given["marker"],
        skip_bad=given["skip_bad"],
        limits=Limits(given["batch_bytes"], given["batch_lines"]),
    )


def _instant(text: str | None, option: str) -> float | None:
    from harness.errors import ConfigError
    from harness.timerange import parse_instant

    try:
        return None if text is None else parse_instant(text)
    except ValueError as error:
        raise ConfigError(f"{option}: {error}") from error


def _speed(text: str | None) -> float | None:
    from harness.errors import ConfigError

    try:
        return None if text is None else float(text.removesuffix("x"))
    except ValueError:
        raise ConfigError(f'--speed "{text}" is not a number such as 60x') from None


def _transport(dataset: Dataset, given: dict[str, Any]) -> Transport:
    from harness.datasets.replay.delivery import Patience
    from harness.datasets.replay.running import Transport

    return Transport(
        hec=_connection(given["target"], _hec_token(given), given),
        journal=given["journal"] or _default_journal(dataset, given),
        management=_management(given),
        senders=given["senders"],
        window=given["window"],
        patience=Patience(attempts=given["attempts"], ack_timeout_s=given["ack_timeout"], settle_s=given["settle"]),
        again=given["again"],
        needs_acknowledgement=given["require_ack"],
    )


def _connection(url: str, token: str, given: dict[str, Any]) -> Connection:
    from harness.datasets.replay.hec import Connection, trust
    from harness.errors import ConfigError

    if not url.startswith(("https://", "http://")):
        raise ConfigError(f"{url} is no address of http or https")
    if given["insecure"]:
        click.secho("warning: certificates are not verified; anyone on the way can read the token", fg="red", err=True)
    verify = trust(given["ca"], insecure=given["insecure"])
    return Connection(url.rstrip("/"), token, verify, given["timeout"], given["packed"])


def _management(given: dict[str, Any]) -> Connection | None:
    if given["management"] is None:
        return None
    return _connection(given["management"], _from_environment(given["management_token_env"], "management"), given)


def _hec_token(given: dict[str, Any]) -> str:
    from harness.errors import ConfigError

    if given["token"]:
        click.secho("warning: others can see --token on the command line; use --token-env", fg="yellow", err=True)
        return str(given["token"])
    if given["token_file"]:
        try:
            token = given["token_file"].read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"the token file {given['token_file']} cannot be read") from error
        if token:
            return str(token)
        raise ConfigError(f"the token file {given['token_file']} is empty")
    return _from_environment(given["token_env"], "HEC")


def _from_environment(name: str | None, what: str) -> str:
    from harness.errors import ConfigError

    token = os.environ.get(name or "", "").strip()
    if not token:
        where = f"the variable {name} is empty" if name else "name the variable that holds it"
        raise ConfigError(f"there is no token for {what}: {where}")
    return token


def _default_journal(dataset: Dataset, given: dict[str, Any]) -> Path:
    """A file of the user's state, one for each dataset, target and index."""
    from hashlib import sha256

    base = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".local" / "state")
    key = f"{dataset.folder.absolute()}\0{given['target'].rstrip('/')}\0{given['index']}"
    name = f"{dataset.name}-{sha256(key.encode()).hexdigest()[:12]}.journal"
    return Path(base) / "splunk-detection-harness" / "replay" / name


@contextmanager
def showing(dataset: Dataset) -> Iterator[Callable[[int, int], None]]:
    """Draws how much is settled, how fast, and how long it takes; only on a terminal, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.progress import TransferSpeedColumn as SpeedColumn

    counts = [file.points for file in dataset.files]
    total = sum(count for count in counts if count is not None) if None not in counts else None
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, TextColumn("{task.fields[rate]}"), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(dataset.name, total=total, rate="")
        sizes = bar.add_task("bytes", total=None, visible=False, rate="")
        rate = SpeedColumn()

        def advance(objects: int, size: int) -> None:
            bar.update(sizes, completed=size)
            bar.update(task, completed=objects, rate=str(rate.render(bar.tasks[1])))

        yield advance
