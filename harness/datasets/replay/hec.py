"""The HTTP Event Collector as a client sees it: one request, and what its answer, or the lack of one, allows to say.

An answer means one of four things.
- `TAKEN`: all objects are queued (HTTP 200 and code 0, 24 or 25; anything else with HTTP 200 is no HEC).
- `BUSY`: nothing was taken (429, 503, no connection); the same may be sent again.
- `BAD`: the objects before `bad_at` are queued, the one there is refused, and those behind it were not looked at.
- `UNKNOWN`: nobody can tell (the connection died, or the answer did not come, after something was sent; or a proxy
  answered in HEC's place).  `harness.datasets.replay.delivery` finds out, or says that it cannot.

Source: "HTTP Event Collector REST API endpoints" and "About HTTP Event Collector Indexer Acknowledgment" of Splunk's
documentation; that code 7 counts objects from 1 and the others from 0 was measured.
"""

from __future__ import annotations

import gzip
import json
import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

import httpx

from harness.errors import BackendUnavailable, ConfigError, IngestError
from harness.frozen import frozen

TAKEN, BUSY, BAD, UNKNOWN = "taken", "busy", "bad", "unknown"
COLLECTOR = "/services/collector"
ACK_DISABLED = 14
INCORRECT_INDEX = 7
SUCCESS = (0, 24, 25)
AT_OBJECT = (6, 7, 12, 13, 15)
ADVICE = {
    1: "enable the token in Splunk",
    2: "give the token with --token-env",
    3: "give the token with --token-env",
    4: "check the token",
    7: "the index is not there, or the token does not allow it",
    10: "the token wants acknowledgement, which was not so when the replay began",
}
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
LONGEST_SHOWN = 200


@frozen
class Connection:
    """How a server is reached: `verify` is False, or the trust in certificates; times are seconds."""

    url: str
    token: str
    verify: ssl.SSLContext | bool = True
    timeout_s: float = 60.0
    gzip: bool = False

    def __repr__(self) -> str:
        """Without the token, which must not reach a log or a traceback."""
        return f"Connection({self.url!r})"


@frozen
class Answer:
    """What a request came to; `wait_s` is how long the server asks to be left alone."""

    kind: str
    text: str = ""
    ack_id: int | None = None
    bad_at: int | None = None
    wait_s: float = 0.0


def trust(ca: str | None, *, insecure: bool) -> ssl.SSLContext | bool:
    """The trust in certificates: of the system, of a file of authorities, or blind.

    Raises: ConfigError for a file that holds no certificates.
    """
    if insecure:
        return False
    try:
        return ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"--ca {ca} cannot be used: {error}") from error


def open_client(connection: Connection, scheme: str) -> httpx.Client:
    """A pool of connections that carries the token; redirects are not followed, since the token would go along."""
    headers = {"Authorization": f"{scheme} {connection.token}"}
    try:
        return httpx.Client(
            base_url=connection.url.rstrip("/"),
            headers=headers,
            verify=connection.verify,
            timeout=httpx.Timeout(connection.timeout_s, connect=min(10.0, connection.timeout_s)),
            limits=httpx.Limits(max_connections=None, keepalive_expiry=5.0),
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise ConfigError(f"the address {connection.url} or its token cannot be used") from error


class HecClient:
    """A connection to one HEC; safe to use from several threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._client = open_client(connection, "Splunk")
        self.url = connection.url

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def has_acknowledgement(self, run: UUID) -> bool:
        """Whether the token acknowledges; asks the acknowledgement endpoint, which sends no data.

        Raises: BackendUnavailable where nothing answers, IngestError where the token is refused or this is no HEC.
        """
        channel = str(uuid5(run, "probe"))
        try:
            response = self._ask(channel, [0])
        except httpx.HTTPError as error:
            raise BackendUnavailable(f"{self.url} cannot be reached: {_reason(error)}") from error
        code, document = _code(response), _document(response)
        if response.status_code == 200 and "acks" in document:
            return True
        if code == ACK_DISABLED:
            return False
        if response.status_code in (429, 503):
            raise BackendUnavailable(f"{self.url} is busy: {_shown(response)}")
        raise self._refusal(response)

    def _ask(self, channel: str, ids: Iterable[int]) -> httpx.Response:
        headers = {"X-Splunk-Request-Channel": channel}
        return self._client.post(f"{COLLECTOR}/ack", json={"acks": list(ids)}, headers=headers)

    def is_acknowledged(self, channel: str, ids: Iterable[int]) -> bool:
        """Whether one of these ids is acknowledged now; no answer means no.  Splunk says yes only once."""
        with suppress(httpx.HTTPError):
            acks = _document(self._ask(channel, ids)).get("acks")
            return isinstance(acks, dict) and any(value is True for value in acks.values())
        return False

    def send(self, body: bytes, channel: str | None) -> Answer:
        """Sends objects; the channel is for tokens with acknowledgement.

        Raises: IngestError for an answer after which nothing can succeed.
        """
        headers = {"Content-Type": "application/json"}
        if channel is not None:
            headers["X-Splunk-Request-Channel"] = channel
        if self._connection.gzip:
            body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        try:
            response = self._client.post(f"{COLLECTOR}/event", content=body, headers=headers)
        except NOT_SENT as error:
            return Answer(BUSY, _reason(error))
        except httpx.HTTPError as error:
            return Answer(UNKNOWN, _reason(error))
        return self._read(response)

    def _read(self, response: httpx.Response) -> Answer:
        status, code, document = response.status_code, _code(response), _document(response)
        ack_id = document.get("ackId")
        ack_id = ack_id if isinstance(ack_id, int) else None
        if status == 200:
            if code not in SUCCESS:
                raise IngestError(f"{self.url} answers 200 and is no HEC: {_shown(response)}")
            return Answer(TAKEN, ack_id=ack_id, wait_s=0.5 if code else 0.0)
        if status in (429, 503):
            return Answer(BUSY, _shown(response), wait_s=_retry_after(response))
        if status >= 500:
            return Answer(UNKNOWN, _shown(response))
        number = document.get("invalid-event-number")
        if status == 400 and code in AT_OBJECT and isinstance(number, int):
            return Answer(BAD, _shown(response), ack_id, max(0, number - (code == INCORRECT_INDEX)))
        raise self._refusal(response)

    def _refusal(self, response: httpx.Response) -> IngestError:
        advice = ADVICE.get(_code(response), "")
        if response.status_code == 404:
            advice = "this is no HEC; its port is usually 8088"
        if response.status_code == 413:
            advice = "make batches smaller with --batch-bytes"
        return IngestError(f"{self.url} refuses: {_shown(response)}" + (f"; {advice}" if advice else ""))


def _document(response: httpx.Response) -> Mapping[str, Any]:
    try:
        document = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _code(response: httpx.Response) -> int:
    code = _document(response).get("code")
    return code if isinstance(code, int) else -1


def _retry_after(response: httpx.Response) -> float:
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else 0.0


def _shown(response: httpx.Response) -> str:
    text = _document(response).get("text") or response.text.strip() or response.reason_phrase
    return f"{response.status_code} {str(text)[:LONGEST_SHOWN]}"


def _reason(error: httpx.HTTPError) -> str:
    return str(error) or type(error).__name__
