"""Counting by search what has arrived, through Splunk's management port.

Metrics are counted by measurement, events by one.  With a marker the search finds exactly what a batch, or a whole
replay, has brought.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import sleep

import httpx

from harness.datasets.kinds import EVENTS, METRICS
from harness.datasets.replay.hec import Connection, open_client
from harness.errors import BackendUnavailable, IngestError

JOBS = "/services/search/v2/jobs"
ATTEMPTS = 6
LATEST_S = 4_102_444_800


class Counter:
    """Counts in one index, or in several, what is there of these kinds."""

    def __init__(self, connection: Connection, indexes: Iterable[str], kinds: Iterable[str]) -> None:
        self._client = open_client(connection, "Bearer")
        self._url = connection.url
        self._indexes = tuple(sorted(indexes))
        self._kinds = tuple(sorted(kinds))

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def count(self, mark: tuple[str, str] | None = None) -> int:
        """The measurements and events that carry this marker (its value may end with `*`); without one, all.

        Raises: BackendUnavailable, IngestError where the search fails.
        """
        return sum(self._run(self.search(kind, mark)) for kind in self._kinds)

    def search(self, kind: str, mark: tuple[str, str] | None) -> str:
        """The search that counts."""
        if kind == METRICS:
            where = " OR ".join(f"index={_quoted(index)}" for index in self._indexes)
            marked = "" if mark is None else f" AND {_quoted(mark[0])}={_quoted(mark[1])}"
            return f'| mstats count(_value) AS n WHERE ({where}) AND metric_name="*"{marked}'
        assert kind == EVENTS
        where = " OR ".join(f"index={_quoted(index)}" for index in self._indexes)
        marked = "" if mark is None else f" {mark[0]}::{mark[1]}"
        return f"search ({where}){marked} | stats count AS n"

    def _run(self, search: str) -> int:
        form = {
            "search": search,
            "exec_mode": "oneshot",
            "output_mode": "json",
            "earliest_time": "0",
            "latest_time": str(LATEST_S),
            "adhoc_search_level": "fast",
        }
        problem = ""
        for attempt in range(ATTEMPTS):
            sleep(0.1 * 2**attempt if attempt else 0)
            try:
                response = self._client.post(JOBS, data=form)
            except httpx.HTTPError as error:
                problem = str(error) or type(error).__name__
                continue
            if response.status_code == 200:
                return self._read(response)
            problem = f"{response.status_code} {response.text[:200]}"
            if response.status_code not in (429, 503):
                raise IngestError(f"the count at {self._url} fails: {problem}")
        raise BackendUnavailable(f"{self._url} cannot be asked for a count: {problem}")

    def _read(self, response: httpx.Response) -> int:
        try:
            rows = response.json()["results"]
            return int(rows[0].get("n", 0)) if rows else 0
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IngestError(f"{self._url} answers a search with something else than a count") from error


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
