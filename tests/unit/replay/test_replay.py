"""Replays to a sink on loopback and to files: what arrives, what is refused, and what is said of it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from harness.datasets import Dataset, load_dataset
from harness.datasets.replay.batches import Limits
from harness.datasets.replay.delivery import Patience
from harness.datasets.replay.hec import Connection
from harness.datasets.replay.journal import open_journal
from harness.datasets.replay.plan import ReplayOptions, make_plan
from harness.datasets.replay.records import FlawedRecord, Origin, Rewriter
from harness.datasets.replay.running import Report, Transport, replay
from harness.datasets.replay.to_files import replay_to_files
from harness.errors import BackendUnavailable, ConfigError, DatasetError, IngestError
from tests.unit.replay.data import ANCHOR, numbered, point, write_dataset
from tests.unit.replay.sink import TOKEN, Faults, Sink

ROOT = Path(__file__).parents[3]
NOW = float(ANCHOR + 90_000)
PATIENCE = Patience(5, 0.005, 0.02, ack_timeout_s=0.3, poll_s=0.02, settle_s=0.1)
OPTIONS = ReplayOptions(now=NOW, limits=Limits(lines=4))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def send(dataset: Dataset, sink: Sink, options: ReplayOptions = OPTIONS, **more: Any) -> Report:
    connection = Connection(sink.url, more.pop("token", TOKEN), verify=False, gzip=more.pop("packed", False))
    journal = more.pop("journal", dataset.folder / "journal")
    transport = Transport(connection, journal, patience=PATIENCE, **more)
    return replay(make_plan(dataset, options), transport)


def rewritten(record: dict[str, Any], origin: Origin | None = None) -> dict[str, Any]:
    origin = origin or Origin("metrics", {})
    made: dict[str, Any] = json.loads(Rewriter(origin, Decimal(10)).rewrite(json.dumps(record).encode()).text)
    return made


@pytest.mark.parametrize("acknowledges", [True, False])
def test_points_arrive_with_moved_times(tmp_path: Path, acknowledges: bool) -> None:
    """The anchor goes to now; order and spacing stay; the index that is asked for is the one."""
    with Sink(acknowledges=acknowledges) as sink:
        report = send(numbered(tmp_path, 10), sink, replace(OPTIONS, index="other"), packed=True, senders=1, window=1)
    assert (report.acknowledged, report.totals.objects, report.totals.batches) == (acknowledges, 10, 3)
    assert [one["time"] for one in sink.objects] == [NOW - 1000 + n for n in range(10)]
    assert {one["index"] for one in sink.objects} == {"other"}


def test_a_complete_replay_is_not_repeated(tmp_path: Path) -> None:
    """The same command again sends nothing; with again=True it sends everything once more."""
    dataset = numbered(tmp_path, 5)
    with Sink() as sink:
        assert not send(dataset, sink).was_complete
        assert send(dataset, sink).was_complete
        assert sum(sink.points.values()) == 5
        send(dataset, sink, again=True)
        assert sum(sink.points.values()) == 10


def test_a_bad_line_is_named_and_may_be_skipped(tmp_path: Path) -> None:
    """By file and number; skipped lines are counted, all others arrive."""
    lines = [json.dumps(point(n)) for n in range(9)]
    lines[6] = "{broken"
    dataset = write_dataset(tmp_path, lines)
    with Sink() as sink:
        with pytest.raises(DatasetError, match=r"points\.jsonl:7: the line is not JSON"):
            send(dataset, sink)
        report = send(dataset, sink, replace(OPTIONS, skip_bad=True), journal=tmp_path / "other", again=True)
    assert (report.totals.objects, report.totals.bad) == (8, 1)


@pytest.mark.parametrize("acknowledges", [True, False])
def test_an_object_that_splunk_refuses(tmp_path: Path, acknowledges: bool) -> None:
    """What stands before it was taken and is not sent again; what stands behind it is sent when it is skipped."""
    dataset = numbered(tmp_path, 10)
    with Sink(acknowledges=acknowledges) as sink:
        sink.refuses = "6"
        with pytest.raises(IngestError, match=r"points\.jsonl:7: .* refuses it"):
            send(dataset, sink, senders=1, window=1)
        assert sink.points["5"] == 1
        with pytest.raises(IngestError, match=r"points\.jsonl:7"):
            send(dataset, sink, senders=1, window=1)
        assert sink.points["5"] == 1
        sink.refuses = None
        send(dataset, sink, senders=1, window=1)
        assert sink.points == {str(n): 1 for n in range(10)}
        sink.points.clear()
        sink.refuses = "6"
        skipping = replace(OPTIONS, skip_bad=True)
        report = send(dataset, sink, skipping, journal=tmp_path / "other")
    assert sink.points == {str(n): 1 for n in range(10) if n != 6}
    assert (report.totals.objects, report.totals.bad) == (9, 1)


def test_a_gzip_that_is_cut_short(tmp_path: Path) -> None:
    """The message names the file and the last good line."""
    numbered(tmp_path, 2000)
    text = (tmp_path / "points.jsonl").read_bytes()
    manifest = tmp_path / "dataset.yml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("points.jsonl", "points.jsonl.gz"), encoding="utf-8"
    )
    (tmp_path / "points.jsonl.gz").write_bytes(gzip.compress(text)[:-2000])
    with Sink() as sink, pytest.raises(DatasetError, match=r"points\.jsonl\.gz: .* cut short after line \d+"):
        send(load_dataset(tmp_path), sink)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"time": 1, "fields": {"metric_name": "m"}}, "has no number"),
        ({"time": 1, "fields": {"metric_name": "m", "_value": "x"}}, "is not a number"),
        ({"time": 1, "fields": {"metric_name": "m", "_value": True}}, "is not a number"),
        ({"time": 1, "fields": {"metric_name:m": 1, "_value": 1}}, "a dimension called _value"),
        ({"_time": 1, "metrics": {"m": 1}, "dims": {"_value": "1"}}, "keeps for measurements"),
        ({"time": 1, "fields": {"metric_name": "m", "metric_name:m": 1, "_value": 1}}, "in one object"),
        ({"time": 1, "fields": {"metric_name": "m", "_value": 1, "d": {}}}, "flat"),
        ({"time": 1, "fields": {"region": "eu"}}, "without a metric name"),
        ({"time": "soon", "fields": {"metric_name": "m", "_value": 1}}, "not a number"),
        ({"time": 1.7e12, "fields": {"metric_name": "m", "_value": 1}}, "not in epoch seconds"),
        ({"fields": {"metric_name": "m", "_value": 1}}, "no time"),
        ({"time": 1, "dims": {}, "fields": {"metric_name": "m", "_value": 1}}, "no key of HEC"),
    ],
)
def test_what_splunk_would_drop_is_refused(record: dict[str, Any], why: str) -> None:
    """HEC answers 200 to most of these."""
    with pytest.raises(FlawedRecord, match=why):
        rewritten(record)


def test_forms_of_records() -> None:
    """A data point and an event of fields become objects of HEC; the digits of a fraction stay."""
    made = rewritten({"_time": 1.25, "metrics": {"a": 1, "b": 2}, "dims": {"d": "x"}, "index": "i"})
    assert made == {
        "time": 11.25,
        "event": "metric",
        "index": "i",
        "fields": {"metric_name:a": 1, "metric_name:b": 2, "d": "x"},
    }
    event = rewritten({"_time": 1, "_raw": "text", "user": "u", "host": "h"}, Origin("events", {"source": "s"}))
    assert event == {"time": 11, "event": "text", "host": "h", "source": "s", "fields": {"user": "u"}}
    line = b'{"time":1700000000.000001,"fields":{"metric_name":"m","_value":1}}'
    assert b'"time":1700000010.000001,' in Rewriter(Origin("metrics", {}), Decimal(10)).rewrite(line).text


def test_a_known_series_is_still_read_with_care() -> None:
    """What differs from a checked point in more than numbers is checked; what does not is made as it would be."""
    origin = Origin("metrics", {"source": "s"})
    rewriter = Rewriter(origin, Decimal(10), ("mark", "1"))
    text = '{"time":%s,"event":"metric","fields":{"metric_name":"m","_value":%s,"d":"x"}}\n'
    made = [json.loads(rewriter.rewrite((text % pair).encode()).text) for pair in ((1, 2), (3, 4.5), (5, -6))]
    fields = [{"metric_name": "m", "_value": value, "d": "x", "mark": "1"} for value in (2, 4.5, -6)]
    times = (11, 13, 15)
    assert made == [
        {"source": "s", "time": time, "event": "metric", "fields": one} for time, one in zip(times, fields, strict=True)
    ]
    assert len(origin.known) == 1
    for bad in ((1, "07"), (1, "x"), ("01", 1), (1, "1e")):
        with pytest.raises(FlawedRecord):
            rewriter.rewrite((text % bad).encode())


@pytest.mark.parametrize(("align", "moved"), [("none", 90_000), ("hour", 90_000), ("day", 86_400)])
def test_alignment(tmp_path: Path, align: Any, moved: int) -> None:
    """Whole hours or days keep the patterns of a day where they are."""
    assert make_plan(numbered(tmp_path, 1), replace(OPTIONS, align=align)).shift == moved


def test_a_paced_replay_is_in_the_order_of_time(tmp_path: Path) -> None:
    """Whatever the order of the lines; a batch is due when its first line is."""
    dataset = write_dataset(tmp_path, [json.dumps(point(n)) for n in (5, 1, 9, 3, 0)])
    batches = list(make_plan(dataset, replace(OPTIONS, speed=2.0)).batches())
    numbers = [[json.loads(entry.text)["fields"]["_value"] for entry in raw.entries] for raw in batches]
    assert numbers == [[0, 1], [3], [5], [9]]
    assert [raw.lag_s for raw in batches] == [0.0, 1.5, 2.5, 4.5]


def test_following_begins_anew_at_the_end(tmp_path: Path) -> None:
    """The first point is now; the next round follows a step after the last point, without a gap in the batches."""
    dataset = numbered(tmp_path, 3)
    plan = make_plan(dataset, replace(OPTIONS, follow=True))
    batches = plan.batches()
    drawn = [next(batches) for _ in range(6)]
    assert ANCHOR - 1000 + plan.shift == NOW
    assert [raw.shift - plan.shift for raw in drawn] == [0, 0, 0, 3, 3, 3]
    assert [(raw.seq, raw.lag_s) for raw in drawn] == [(n, float(n)) for n in range(6)]


def test_a_sink_that_takes_nothing(tmp_path: Path) -> None:
    """With acknowledgement it is found out; without, by the count at the end."""
    with Sink(Faults({"swallows": 1.0})) as sink, pytest.raises(IngestError, match="did not take"):
        send(numbered(tmp_path / "a", 4), sink)
    with Sink(Faults({"swallows": 1.0}), acknowledges=False) as sink:
        management = Connection(sink.url, "m", verify=False)
        with pytest.raises(IngestError, match="4 measurements and events were taken, and a search finds 0"):
            send(numbered(tmp_path / "b", 4), sink, replace(OPTIONS, marker="mark"), management=management)


def test_what_cannot_be_known_is_counted(tmp_path: Path) -> None:
    """Without acknowledgement and search a lost answer means that points may be there twice, and it is said."""
    with Sink(Faults({"loses the answer": 0.5}), acknowledges=False, seed=3) as sink:
        report = send(numbered(tmp_path, 40), sink)
    twice = sum(count > 1 for count in sink.points.values())
    assert min(sink.points.values()) == 1
    assert len(sink.points) == 40
    assert 0 < twice <= report.totals.perhaps_twice


def test_errors_after_which_nothing_can_succeed(tmp_path: Path) -> None:
    """A wrong token and an address where nobody is end at once, with a reason."""
    dataset = numbered(tmp_path, 2)
    with Sink() as sink:
        with pytest.raises(IngestError, match="403 Invalid token; check the token") as raised:
            send(dataset, sink, token="wrong-and-secret")
        assert "secret" not in str(raised.value)
        url = sink.url
    with pytest.raises(BackendUnavailable, match="cannot be reached"):
        replay(make_plan(dataset, OPTIONS), Transport(Connection(url, TOKEN), tmp_path / "j", patience=PATIENCE))


def test_the_journal_survives_a_torn_record(tmp_path: Path) -> None:
    """The record that a kill cut is dropped, those before it stay; another run cannot open it."""
    path = tmp_path / "journal"
    journal = open_journal(path, {"run": "1", "shift": "0", "index": "a"})
    journal.begin(0, "hash")
    with pytest.raises(ConfigError, match="in use"):
        open_journal(path, {"run": "2", "shift": "0", "index": "a"})
    journal.answer(0, 7)
    journal.close()
    path.write_bytes(path.read_bytes()[:-3])
    again = open_journal(path, {"run": "2", "shift": "5", "index": "a"})
    assert (again.state.header["run"], again.state.open[0].ack_id) == ("1", None)
    again.begin(1, "other")
    again.close()
    last = open_journal(path, {"run": "2", "shift": "5", "index": "a"})
    last.close()
    assert set(last.state.open) == {0, 1}
    with pytest.raises(ConfigError, match="another index"):
        open_journal(path, {"run": "2", "shift": "5", "index": "b"})


def test_data_that_changed_is_not_gone_on_with(tmp_path: Path) -> None:
    """Else a batch would be cut elsewhere, and points be lost or sent twice."""
    dataset = numbered(tmp_path, 10)
    with Sink(Faults({"swallows": 1.0})) as sink:
        with pytest.raises(IngestError):
            send(dataset, sink)
        with pytest.raises(ConfigError, match="another files"):
            send(numbered(tmp_path, 11), sink)


def test_files_get_what_a_sink_would_get(tmp_path: Path) -> None:
    """One line an object."""
    dataset = numbered(tmp_path / "data", 10)
    totals = replay_to_files(make_plan(dataset, OPTIONS), tmp_path / "out")
    written = [json.loads(line) for line in (tmp_path / "out" / "points.jsonl").read_bytes().splitlines()]
    assert (totals.objects, [one["time"] for one in written]) == (10, [NOW - 1000 + n for n in range(10)])
    with pytest.raises(ConfigError, match="folder of the dataset itself"):
        replay_to_files(make_plan(dataset, OPTIONS), dataset.folder)


def test_the_command_line(tmp_path: Path) -> None:
    """The token comes from the environment and is never printed; one on the command line works with a warning."""
    numbered(tmp_path / "data", 6)
    with Sink() as sink:
        base = ["dataset", "replay", str(tmp_path / "data"), "--to", sink.url, "--marker", "mark"]
        base += ["--journal", str(tmp_path / "journal")]
        shown = harness(*base, "--token-env", "HEC", HEC=TOKEN)
        assert (shown.returncode, "6 points or events in 1 batches acknowledged" in shown.stdout) == (0, True)
        warned = harness(*base, "--again", "--token", TOKEN)
        assert (warned.returncode, "--token-env" in warned.stderr) == (0, True)
        missing = harness(*base, "--again", "--token-env", "HEC")
        assert (missing.returncode, "the variable HEC is empty" in missing.stderr) == (2, True)
        assert sink.points == {str(n): 2 for n in range(6)}
    assert all(TOKEN not in run.stdout + run.stderr for run in (shown, warned, missing))


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent to one process")
def test_an_interrupt_keeps_the_journal(tmp_path: Path) -> None:
    """Ctrl-C ends the replay soon and says how to go on; the same command then does, and nothing is there twice."""
    numbered(tmp_path / "data", 12)
    with Sink(Faults({"swallows": 1.0})) as sink:
        arguments = ["dataset", "replay", str(tmp_path / "data"), "--to", sink.url, "--token-env", "HEC"]
        arguments += ["--batch-lines", "4", "--journal", str(tmp_path / "journal"), "--settle", "0.2"]
        known = {**os.environ, "PYTHONPATH": str(ROOT), "HEC": TOKEN}
        command = [sys.executable, "-c", "from harness.cli import main; main()", *arguments]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=known) as process:
            while sink.requests < 5 and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)
        assert (process.returncode, "the same command goes on" in said) == (130, True)
        sink.faults.rates = {}
        assert harness(*arguments, HEC=TOKEN).returncode == 0
    assert sink.points == {str(n): 1 for n in range(12)}


def harness(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from harness.cli import main; main()", *arguments]
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=known, check=False)
