"""How one batch gets to where it is settled, whatever happens on the way.

The hard case is a request without an answer: the connection died between sending and the answer, or this process did.
What can be known then depends on what is at hand, best first.

1. **A marker and a search** (`--marker`, `--management`): the objects of the batch that have arrived are counted, and
   the rest is sent.  HEC takes objects in their order, so a count says which.  This is exactly once, as long as
   `settle_s` is longer than what has arrived takes to become searchable.
2. **Acknowledgement**: each batch has a channel of its own, so an id on it can only be that of the request that was
   not answered.  If it is acknowledged within `settle_s`, the batch has arrived; if not, it is sent again.  This is
   exactly once except where Splunk's one yes was lost (it says so once for each id), where it took longer than
   `settle_s`, or where it restarted; then the batch may be there twice.  An id above the first one shows that an
   earlier request had arrived after all.  A sink that drops what it has had on a channel makes this exactly once.
3. **Neither**: the batch is sent again.  Nothing is lost, and it may be there twice.

Every batch that may be there twice is counted as such; none is given up in silence.

Undecided: whether Splunk gives an acknowledgement id to a request whose body was cut off.  If it does, case 2 could
take a part for the whole, as it could where an object is refused and the answer that says so is lost; the count at the
end shows it, and case 1 does not have it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from threading import Event, Semaphore
from time import monotonic
from typing import TYPE_CHECKING

from harness.datasets.replay.batches import Batch, Builder
from harness.datasets.replay.hec import BAD, BUSY, TAKEN, UNKNOWN, Answer, HecClient
from harness.datasets.replay.journal import Journal, OpenBatch, Totals
from harness.errors import BackendUnavailable, DatasetError, HarnessError, IngestError
from harness.frozen import frozen

if TYPE_CHECKING:
    from harness.datasets.replay.counting import Counter

POSSIBLE_IDS = 8
"""Acknowledgement ids that requests without an answer may have got on the channel of a batch."""


class Stopped(HarnessError):  # noqa: N818 - nothing is wrong
    """The replay is being stopped; the journal knows what is left."""


@frozen
class Patience:
    """How long and how often; times are seconds."""

    attempts: int = 12
    first_wait_s: float = 0.25
    longest_wait_s: float = 30.0
    ack_timeout_s: float = 120.0
    poll_s: float = 0.25
    settle_s: float = 10.0


@frozen
class Route:
    """What all deliveries of a replay share."""

    hec: HecClient
    journal: Journal
    builder: Builder
    senders: Semaphore
    stop: Event
    patience: Patience
    acknowledged: bool
    counter: Counter | None = None


class Delivery:
    """The delivery of one batch; `known` is what the journal says of it, None where it was never begun."""

    def __init__(self, route: Route, batch: Batch, known: OpenBatch | None) -> None:
        self._route, self._batch, self._known = route, batch, known
        self._taken = known.taken if known else 0
        self._refused = list(known.refused) if known else []
        self._again: set[int] = set()
        self._said = ""

    def run(self) -> None:
        """Returns when the batch is settled and the journal says so.

        Raises: IngestError, BackendUnavailable; DatasetError where the data is not what was begun; Stopped.
        """
        route, batch, known = self._route, self._batch, self._known
        if known is None:
            route.journal.begin(batch.seq, batch.content)
        elif known.content != batch.content:
            raise DatasetError(f"the data has changed since the replay began, at {self._place(0)}; begin with --again")
        else:
            self._find_out()
        while self._taken < len(batch.objects):
            self._send_rest()
        route.journal.done(batch.seq, self._totals())

    def _totals(self) -> Totals:
        measures = self._batch.measured(self._refused)[-1]
        sent = len(self._batch.objects) - len(self._refused)
        return Totals(1, sent, measures, self._batch.bad + len(self._refused), len(self._again))

    def _place(self, at: int) -> str:
        return self._route.builder.place(*self._batch.places[at]) if self._batch.places else "an empty batch"

    def _send_rest(self) -> None:
        """Sends the objects from `_taken` on until something of them is settled."""
        start = self._taken
        for _ in self._attempts():
            answer = self._send(start)
            self._said = answer.text
            if answer.kind == TAKEN and self._confirm(answer):
                return
            if answer.kind == BAD:
                self._take_up_to_bad(answer)
                return
            if answer.kind == UNKNOWN:
                self._find_out()
                if self._taken > start:
                    return
            if answer.kind == BUSY and answer.wait_s:
                self._pause(min(answer.wait_s, self._route.patience.longest_wait_s))

    def _send(self, start: int) -> Answer:
        with self._route.senders:
            self._check_stop()
            channel = self._batch.channel(start) if self._route.acknowledged else None
            return self._route.hec.send(self._batch.body(start), channel)

    def _attempts(self) -> Iterator[int]:
        """Counts attempts, with growing random waits between them.

        Raises: IngestError when there were enough.
        """
        patience = self._route.patience
        for attempt in range(patience.attempts):
            if attempt:
                longest = min(patience.longest_wait_s, patience.first_wait_s * 2 ** (attempt - 1))
                self._pause(random.uniform(longest / 2, longest))  # noqa: S311 - jitter, no secret
            yield attempt
        raise IngestError(
            f"{self._route.hec.url} did not take {self._place(self._taken)} and what follows "
            f"in {patience.attempts} attempts{': ' + self._said if self._said else ''}; run again to go on"
        )

    def _pause(self, seconds: float) -> None:
        self._route.stop.wait(seconds)
        self._check_stop()

    def _check_stop(self) -> None:
        if self._route.stop.is_set():
            raise Stopped

    def _confirm(self, answer: Answer) -> bool:
        """Whether what was taken is settled; waits for its acknowledgement where there is one."""
        route, start, end = self._route, self._taken, len(self._batch.objects)
        if route.acknowledged:
            if answer.ack_id is None:
                raise IngestError(f"{route.hec.url} answered without an acknowledgement id, which it gave before")
            if answer.ack_id > 0:  # only this part is sent on its channel: an earlier request of it had arrived
                self._again.update(range(start, end))
            route.journal.answer(self._batch.seq, answer.ack_id)
            if not self._is_acknowledged(answer.ack_id + 1, route.patience.ack_timeout_s):
                self._find_out()
                return self._taken > start
        if answer.wait_s:
            self._pause(answer.wait_s)
        self._taken = end
        return True

    def _is_acknowledged(self, ids_given: int, timeout_s: float) -> bool:
        """Asks until one of so many ids is acknowledged, or time is up."""
        channel, ids = self._batch.channel(self._taken), range(ids_given)
        deadline, wait_s = monotonic() + timeout_s, self._route.patience.poll_s / 8
        while not self._route.hec.is_acknowledged(channel, ids):
            if monotonic() >= deadline:
                return False
            self._pause(wait_s)
            wait_s = min(wait_s * 2, self._route.patience.poll_s)
        return True

    def _find_out(self) -> None:
        """Finds out what has arrived of the objects from `_taken` on; what cannot be known counts as not arrived."""
        route, end = self._route, len(self._batch.objects)
        if self._taken >= end:
            return
        has_arrived = route.acknowledged and self._is_acknowledged(POSSIBLE_IDS, route.patience.settle_s)
        if has_arrived and route.counter is None:
            self._taken = end
        elif route.counter is not None and route.builder.marker is not None:
            self._count_arrived()
        else:
            # A connection that died early on has brought nothing; that nobody can tell is what counts.
            self._again.update(range(self._taken, end))

    def _count_arrived(self) -> None:
        """Moves `_taken` behind what a search finds of the batch, once the count stands still."""
        measured = self._batch.measured(self._refused)
        found, since = -1, monotonic()
        while True:
            counted = self._counted()
            if counted != found:
                found, since = counted, monotonic()
            if found >= measured[-1] or monotonic() - since >= self._route.patience.settle_s:
                break
            self._pause(self._route.patience.poll_s)
        if found > measured[-1]:
            self._again.update(range(self._taken, len(self._batch.objects)))
        self._taken = self._position(measured, min(found, measured[-1]))
        self._route.journal.part(self._batch.seq, self._taken, [])

    def _counted(self) -> int:
        counter = self._route.counter
        assert counter is not None
        return counter.count(self._route.builder.mark_of(self._batch.identity))

    def _position(self, measured: list[int], found: int) -> int:
        if found < measured[self._taken] or found not in measured:
            raise IngestError(
                f"a search finds {found} of the {measured[-1]} measurements from {self._place(0)} on, which is no "
                f"beginning of them; {measured[self._taken]} were confirmed"
            )
        return max(at for at, before in enumerate(measured) if before == found)

    def _take_up_to_bad(self, answer: Answer) -> None:
        """Settles the objects before the one that Splunk refuses, and leaves that one out where bad lines may be."""
        assert answer.bad_at is not None
        bad = self._taken + answer.bad_at
        if bad >= len(self._batch.objects):
            raise IngestError(f"{self._route.hec.url} refuses an object that was not sent: {answer.text}")
        before, refused = self._taken, [bad] if self._route.builder.skip_bad else []
        # Journalled first: an acknowledgement of the beginning must never pass for one of all.
        self._route.journal.part(self._batch.seq, bad + len(refused), refused)
        ids, timeout_s = (answer.ack_id or 0) + 1, self._route.patience.ack_timeout_s
        if bad > before and answer.ack_id is not None and not self._is_acknowledged(ids, timeout_s):
            raise IngestError(f"{self._place(before)}: taken, and never acknowledged")
        self._taken = bad + len(refused)
        self._refused += refused
        if not refused:
            raise IngestError(f"{self._place(bad)}: {self._route.hec.url} refuses it: {answer.text}")


def wait_for_sink(hec: HecClient, builder: Builder, patience: Patience, stop: Event) -> bool:
    """Whether the token acknowledges, as soon as the sink answers.

    Raises: BackendUnavailable where it does not answer in the time of all attempts.
    """
    for attempt in range(min(patience.attempts, 6)):
        try:
            return hec.has_acknowledgement(builder.run)
        except BackendUnavailable:
            if attempt + 1 == min(patience.attempts, 6) or stop.wait(patience.first_wait_s * 2**attempt):
                raise
    raise AssertionError("the last attempt raises")
