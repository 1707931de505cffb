"""Runs a replay: one producer, as many deliveries at once as there may be, and a journal between them.

Back-pressure: the producer holds at most `window` batches, and waits for one to be settled before it makes another.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Semaphore
from time import monotonic

from harness.datasets.replay.batches import RawBatch
from harness.datasets.replay.counting import Counter
from harness.datasets.replay.delivery import Delivery, Patience, Route, Stopped, wait_for_sink
from harness.datasets.replay.hec import Connection, HecClient
from harness.datasets.replay.journal import Journal, Totals, open_journal
from harness.datasets.replay.plan import Plan
from harness.errors import ConfigError, IngestError
from harness.frozen import frozen

Progress = Callable[[int, int], None]
"""Told how many objects and how many bytes of lines are settled or were settled before."""


@frozen
class Transport:
    """Where to, and how; `management` is for counting.

    `window` is how many batches may be under way at once, None for what suits the token.
    """

    hec: Connection
    journal: Path
    management: Connection | None = None
    senders: int = 2
    window: int | None = None
    patience: Patience = Patience()
    again: bool = False
    needs_acknowledgement: bool = False


@frozen
class Report:
    """What a replay came to, over all its runs.

    `found` is the number of measurements and events that a search finds at the end, None where none was made;
    `was_complete` is True where there was nothing left to do.
    """

    totals: Totals
    acknowledged: bool
    was_complete: bool
    found: int | None = None


class _Run:
    def __init__(self, plan: Plan, route: Route, window: int, progress: Progress | None) -> None:
        self._plan, self._route, self._progress = plan, route, progress
        self._free = BoundedSemaphore(window)
        self._pool = ThreadPoolExecutor(window, "replay")
        self._failures: list[BaseException] = []
        self._lock = Lock()
        self._objects, self._bytes = route.journal.state.totals.objects, 0

    def run(self) -> None:
        """Returns when all batches are settled.

        Raises: the first error of a delivery, once the others have come to an end.
        """
        try:
            self._produce()
            self._pool.shutdown(wait=True)
        except BaseException:
            self._route.stop.set()
            self._pool.shutdown(wait=True)
            raise
        if self._failures:
            raise self._failures[0]

    def _produce(self) -> None:
        state = self._route.journal.state
        began: float | None = None
        for raw in self._plan.batches():
            if state.is_settled(raw.seq):
                self._count(raw, 0)
                continue
            # A replay that goes on keeps its pace from where it is; what it missed is not made up for.
            began = monotonic() - raw.lag_s if began is None else began
            self._route.stop.wait(max(0.0, began + raw.lag_s - monotonic()))
            self._free.acquire()
            if self._route.stop.is_set():
                self._free.release()
                return
            self._pool.submit(self._deliver, raw).add_done_callback(self._settled)

    def _deliver(self, raw: RawBatch) -> None:
        batch = self._route.builder.build(raw)
        known = self._route.journal.state.open.get(raw.seq)
        Delivery(self._route, batch, known).run()
        self._count(raw, len(batch.objects))

    def _settled(self, future: Future[None]) -> None:
        error = future.exception()
        if error is not None:
            if not isinstance(error, Stopped):
                self._failures.append(error)
            self._route.stop.set()
        self._free.release()

    def _count(self, raw: RawBatch, objects: int) -> None:
        if self._progress is None:
            return
        with self._lock:
            self._objects += objects
            self._bytes += sum(len(entry.text) for entry in raw.entries)
            self._progress(self._objects, self._bytes)


def replay(plan: Plan, transport: Transport, progress: Progress | None = None) -> Report:
    """Sends a dataset to an HEC, or goes on where an earlier run of the same replay was ended.

    Raises: DatasetError, IngestError, BackendUnavailable, ConfigError.  The journal stays, and so does what it says.
    """
    with ExitStack() as stack:
        header = {"target": transport.hec.url, **plan.header()}
        journal = open_journal(transport.journal, header, again=transport.again)
        stack.callback(journal.close)
        plan = plan.continued(journal.state.header)
        if journal.state.is_complete:
            return Report(journal.state.totals, acknowledged=False, was_complete=True)
        hec = HecClient(transport.hec)
        stack.callback(hec.close)
        counter = _counter(plan, transport, stack)
        return _run(plan, transport, _Parts(journal, hec, counter), progress)


@frozen
class _Parts:
    journal: Journal
    hec: HecClient
    counter: Counter | None


def _counter(plan: Plan, transport: Transport, stack: ExitStack) -> Counter | None:
    if transport.management is None:
        return None
    if plan.options.marker is None:
        raise ConfigError("what has arrived is counted by its marker; give --marker with --management")
    indexes = {origin.defaults.get("index", "main") for origin in plan.builder().origins}
    counter = Counter(transport.management, indexes, plan.kinds)
    stack.callback(counter.close)
    return counter


def _run(plan: Plan, transport: Transport, parts: _Parts, progress: Progress | None) -> Report:
    stop, builder = Event(), plan.builder()
    acknowledged = wait_for_sink(parts.hec, builder, transport.patience, stop)
    if transport.needs_acknowledgement and not acknowledged:
        raise ConfigError("the token has no indexer acknowledgement; set useACK = true for it in Splunk")
    window = transport.window or (max(16, transport.senders) if acknowledged else transport.senders)
    senders = Semaphore(transport.senders)
    route = Route(
        parts.hec, parts.journal, builder, senders, stop, transport.patience, acknowledged, counter=parts.counter
    )
    _Run(plan, route, window, progress).run()
    found = _final_count(parts.counter, builder.run.hex, plan.options.marker, route)
    expected = parts.journal.state.totals.measures
    if found is not None and found < expected:
        raise IngestError(f"{expected} measurements and events were taken, and a search finds {found} of them")
    parts.journal.end()
    return Report(parts.journal.state.totals, acknowledged, was_complete=False, found=found)


def _final_count(counter: Counter | None, run: str, marker: str | None, route: Route) -> int | None:
    """What a search finds of the whole replay, once it finds all of it or stands still."""
    if counter is None or marker is None:
        return None
    expected, found, since = route.journal.state.totals.measures, -1, monotonic()
    while found < expected and monotonic() - since < route.patience.settle_s:
        counted = counter.count((marker, f"{run}-*"))
        if counted != found:
            found, since = counted, monotonic()
        if found < expected:
            route.stop.wait(route.patience.poll_s)
    return found
