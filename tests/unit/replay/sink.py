"""A HEC on loopback that goes wrong on purpose, and remembers what it has taken.

It answers as Splunk was measured to: ids count from 0 for each channel, an acknowledgement is said once, objects before
a broken one are taken.  `Faults` says what goes wrong and how often.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

TOKEN = "the-token-of-the-test"
CODES = {
    1: (403, "Token disabled"),
    4: (403, "Invalid token"),
    5: (400, "No data"),
    6: (400, "Invalid data format"),
    9: (503, "Server is busy"),
    10: (400, "Data channel is missing"),
    14: (400, "ACK is disabled"),
    26: (429, "HEC queue is at capacity and cannot process any more requests"),
}


@dataclass
class Faults:
    """How often, of 1, each thing happens to a request with data."""

    rates: Mapping[str, float] = field(default_factory=dict)
    ack_delay_s: float = 0.0
    ack_failures: float = 0.0
    says_yes_once: bool = True
    slow_s: float = 0.0


class Sink:
    """The server and its memory; `points` counts what was taken by its dimension `point`."""

    def __init__(self, faults: Faults | None = None, *, acknowledges: bool = True, seed: int = 0) -> None:
        self.faults, self.acknowledges = faults or Faults(), acknowledges
        self.points: Counter[str] = Counter()
        self.marks: Counter[str] = Counter()
        self.objects: list[dict[str, Any]] = []
        self.refuses: str | None = None
        self.bodies: list[bytes] = []
        self.happened: Counter[str] = Counter()
        self.requests = 0
        self.acks: dict[str, list[float | None]] = {}
        self.lock = threading.Lock()
        self.random = random.Random(seed)
        sink = self

        class Handler(_Handler):
            owner = sink

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, *exc: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def fault(self) -> str:
        with self.lock:
            drawn = self.random.random()
            for name, rate in self.faults.rates.items():
                drawn -= rate
                if drawn < 0:
                    self.happened[name] += 1
                    return name
        return ""

    def is_unlucky(self, rate: float) -> bool:
        with self.lock:
            return self.random.random() < rate

    def take(self, objects: list[dict[str, Any]]) -> None:
        with self.lock:
            for one in objects:
                self.points[one["fields"]["point"]] += 1
                if "mark" in one["fields"]:
                    self.marks[one["fields"]["mark"]] += 1
                self.objects.append(one)

    def new_id(self, channel: str, *, never: bool = False) -> int:
        with self.lock:
            ids = self.acks.setdefault(channel, [])
            ids.append(None if never else time.monotonic() + self.random.random() * self.faults.ack_delay_s)
            return len(ids) - 1

    def asked(self, channel: str, ids: list[int]) -> dict[str, bool]:
        said = {}
        with self.lock:
            known = self.acks.get(channel, [])
            for one in ids:
                due = known[one] if one < len(known) else None
                said[str(one)] = due is not None and due <= time.monotonic()
                if said[str(one)] and self.faults.says_yes_once:
                    known[one] = None
        return said

    def count(self, mark: str) -> int:
        with self.lock:
            if mark.endswith("*"):
                return sum(n for key, n in self.marks.items() if key.startswith(mark[:-1]))
            return self.marks[mark]


class _Handler(BaseHTTPRequestHandler):
    owner: Sink
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def handle_one_request(self) -> None:
        with suppress(OSError, ValueError):
            super().handle_one_request()
            return
        self.close_connection = True

    def do_POST(self) -> None:
        self.owner.requests += 1
        if self.path.startswith("/services/search"):
            self.search()
        elif self.headers.get("Authorization") != f"Splunk {TOKEN}":
            self.body()
            self.code(4)
        elif self.path.startswith("/services/collector/ack"):
            self.ack()
        else:
            self.event()

    def body(self) -> bytes:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        return gzip.decompress(data) if self.headers.get("Content-Encoding") == "gzip" else data

    def answer(self, status: int, document: object) -> None:
        text = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def code(self, code: int, **more: object) -> None:
        status, text = CODES[code]
        self.answer(status, {"text": text, "code": code, **more})

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def search(self) -> None:
        form = parse_qs(self.body().decode())
        if self.owner.is_unlucky(self.owner.faults.ack_failures):
            self.answer(503, {"messages": []})
            return
        found = re.search(r'mark"="([^"]+)"', form["search"][0]) or re.search(r"mark::(\S+)", form["search"][0])
        assert found is not None
        self.answer(200, {"results": [{"n": str(self.owner.count(found[1]))}]})

    def ack(self) -> None:
        document = json.loads(self.body())
        if not self.owner.acknowledges:
            self.code(14)
            return
        channel = self.headers["X-Splunk-Request-Channel"]
        if self.owner.is_unlucky(self.owner.faults.ack_failures):
            self.code(9)
            return
        self.answer(200, {"acks": self.owner.asked(channel, document["acks"])})

    def event(self) -> None:
        fault = self.owner.fault()
        if fault == "reset before":
            self.reset()
            return
        if fault == "reset halfway":
            self.rfile.read(int(self.headers["Content-Length"]) // 2)
            self.reset()
            return
        data = self.body()
        if fault in ("busy", "full"):
            self.code(9 if fault == "busy" else 26)
            return
        self.owner.bodies.append(data)
        self.take(data, fault)

    def take(self, data: bytes, fault: str) -> None:
        owner, channel = self.owner, self.headers.get("X-Splunk-Request-Channel", "")
        if owner.acknowledges and not channel:
            self.code(10)
            return
        objects = [json.loads(line) for line in data.split(b"\n")]
        if fault == "dies in the middle":
            owner.take(objects[: len(objects) // 2])
            self.reset()
            return
        bad = next((at for at, one in enumerate(objects) if one["fields"]["point"] == owner.refuses), None)
        if fault != "swallows":
            owner.take(objects[:bad])
        more: dict[str, object] = {}
        if owner.acknowledges and bad != 0:
            more["ackId"] = owner.new_id(channel, never=fault == "swallows")
        if bad is not None:
            self.code(6, **{"invalid-event-number": bad}, **more)
            return
        if fault == "slow answer":
            time.sleep(owner.faults.slow_s)
        if fault == "loses the answer":
            self.reset()
        elif fault == "fails afterwards":
            self.answer(500, {"text": "Internal server error", "code": 8})
        else:
            self.answer(200, {"text": "Success", "code": 0, **more})
