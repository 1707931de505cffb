"""How fast a replay is to a sink that only counts: at least 60 MB/s of JSON, one sender, no gzip; memory stays flat.

Figures are printed, nothing is asserted of them.  The sink is a process of its own, as a Splunk would be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from harness.datasets import Dataset
from harness.datasets.replay.plan import ReplayOptions, make_plan
from tests.unit.replay.data import ANCHOR, write_dataset

SINK = r"""
import socket, sys
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    connection, _ = server.accept()
    stream, total = connection.makefile("rb", 1 << 20), 0
    while stream.readline():
        length = 0
        while (line := stream.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        total += len(stream.read(length))
        answer = b'{"text":"ACK is disabled","code":14}' if length < 40 else b'{"text":"Success","code":0}'
        status = b"400 Bad" if length < 40 else b"200 OK"
        head = b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n" % (status, len(answer))
        connection.sendall(head + answer)
"""
WORKER = r"""
import json, re, sys, time
from pathlib import Path
from harness.datasets import load_dataset
from harness.datasets.replay.hec import Connection
from harness.datasets.replay.plan import ReplayOptions, make_plan
from harness.datasets.replay.running import Transport, replay
folder, port, journal, marker = sys.argv[1:]
plan = make_plan(load_dataset(folder), ReplayOptions(now=1.8e9, index="metrics", marker=marker or None))
connection = Connection(f"http://127.0.0.1:{port}", "token")
started = time.perf_counter()
replay(plan, Transport(connection, Path(journal), senders=1))
seconds = time.perf_counter() - started
peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(json.dumps([seconds, time.process_time(), int(peak) / 1024]))
"""
ROOT = Path(__file__).parents[2]
DIMENSIONS = {
    name: "a-value-of-" + name
    for name in (
        *("k8s.cluster.name", "source.workload.name", "source.workload.uid", "source.namespace.name"),
        *("source.process.name", "source.container.name", "source.availability_zone", "source.resolution_type"),
        *("source.environment", "source.image_version", "dest.workload.name", "dest.workload.uid"),
        *("dest.namespace.name", "dest.process.name", "dest.container.name", "dest.availability_zone"),
    )
}


def _dataset(folder: Path, megabytes: int) -> tuple[Dataset, int]:
    fields = {"metric_name": "tcp.packets", "_value": 263, **DIMENSIONS}
    head = {"event": "metric", "index": "metrics", "source": "sim", "sourcetype": "stash", "fields": fields}
    text = json.dumps(head, separators=(",", ":"))[1:]
    count = megabytes * 1_000_000 // (len(text) + 20)
    dataset = write_dataset(folder, [f'{{"time":{ANCHOR - count + n},{text}' for n in range(count)])
    return dataset, dataset.files[0].path.stat().st_size


def _run(*arguments: str) -> Any:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
    shown = subprocess.run(
        [sys.executable, "-c", WORKER, *arguments], capture_output=True, text=True, env=environment, check=True
    )
    return json.loads(shown.stdout)


@pytest.mark.parametrize("marker", ["", "replay_batch"])
def test_one_sender(tmp_path: Path, marker: str) -> None:
    """MB of JSON a second, and memory for once and for four times the data."""
    print()
    for megabytes in (100, 400):
        folder = tmp_path / str(megabytes)
        _, size = _dataset(folder, megabytes)
        with subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True) as sink:
            assert sink.stdout is not None
            port = sink.stdout.readline().strip()
            try:
                seconds, cpu_s, peak = _run(str(folder), port, str(tmp_path / f"journal{megabytes}"), marker)
            finally:
                sink.kill()
        rates = f"{size / 1e6 / seconds:5.0f} MB/s, {size / 1e6 / cpu_s:5.0f} MB in a second of its own processor time"
        print(f"marker {marker or 'none':12} {size / 1e6:5.0f} MB: {rates}, {peak:.0f} MiB")


def test_cutting_and_rewriting_alone(tmp_path: Path) -> None:
    """What the data costs without the way to the sink."""
    dataset, size = _dataset(tmp_path / "data", 100)
    plan = make_plan(dataset, ReplayOptions(now=1.8e9, index="metrics"))
    builder, started = plan.builder(), time.perf_counter()
    for raw in plan.batches():
        builder.build(raw)
    print(f"\n{size / 1e6 / (time.perf_counter() - started):.0f} MB/s")
