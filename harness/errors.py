"""The exception tree: every failure the harness can report, and what each one means to its three audiences.

A shell sees an exit code, an HTTP client a status and pytest an outcome; `OUTCOMES` is the one table that maps
a class to all three.  This module imports nothing of ours, so that every room may raise from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


class Finding(Protocol):
    """What an error carries for each mistake: a stable code and one sentence (see `harness.diagnostics.Diagnostic`)."""

    @property
    def code(self) -> str:
        """The stable code."""
        ...

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        ...


class HarnessError(Exception):
    """Every error that the harness raises on purpose."""

    def __init__(self, message: str = "", *, diagnostics: Sequence[Finding] = ()) -> None:
        self.diagnostics: tuple[Finding, ...] = tuple(diagnostics)
        super().__init__(message or summarise(self.diagnostics))


def summarise(findings: Sequence[Finding]) -> str:
    """One sentence for a list of findings: the first one, and how many stand behind it."""
    if not findings:
        return ""
    first = f"{findings[0].code}: {findings[0].message}"
    more = len(findings) - 1
    return f"{first} (and {more} more)" if more else first


class SplError(HarnessError):
    """The SPL of a search is wrong, or cannot be executed; `diagnostics` says where and why."""


class SplSyntaxError(SplError):
    """The text is not SPL."""


class SplNameError(SplError):
    """A command, function, macro, lookup or option of this name does not exist."""


class SplArgumentError(SplError):
    """A command or function was given arguments that it does not take."""


class SplUnsupportedError(SplError):
    """Splunk accepts this SPL and the embedded engine does not execute it."""


class SearchRuntimeError(SplError):
    """The search is valid and failed on the data it met."""


class BackendError(HarnessError):
    """A backend could not do what it was asked."""


class BackendUnavailable(BackendError):  # noqa: N818 - the name is part of the public surface
    """The backend cannot be reached."""


class DispatchError(BackendError):
    """Splunk refused or failed a search job."""

    def __init__(self, message: str, *, sid: str | None = None, messages: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.sid = sid
        self.messages = tuple(messages)


class SearchTimeout(BackendError):  # noqa: N818 - the name is part of the public surface
    """A search job did not finish in time."""

    def __init__(self, message: str, *, waited_s: float) -> None:
        super().__init__(message)
        self.waited_s = waited_s


class IngestError(BackendError):
    """Data did not reach the index, or not all of it."""


class ContentError(HarnessError):
    """A file of the content is wrong; `diagnostics` carry path and span."""


class DetectionError(ContentError):
    """A detection, macro, lookup, story or deployment file is wrong."""


class DatasetError(ContentError):
    """A dataset's manifest, scenario or data is wrong."""


class ExpectationError(ContentError):
    """A file of tests is wrong."""


class ConfigError(HarnessError):
    """An option or a setting is wrong."""


class InternalError(HarnessError):
    """Our bug."""


PytestOutcome = Literal["failed", "error"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one class of error means to a shell, an HTTP client and pytest."""

    exit_code: int
    http_status: int
    pytest_outcome: PytestOutcome


OUTCOMES: dict[type[HarnessError], Outcome] = {
    SplUnsupportedError: Outcome(2, 400, "error"),
    SearchRuntimeError: Outcome(2, 400, "error"),
    SplError: Outcome(1, 400, "error"),
    BackendUnavailable: Outcome(2, 503, "error"),
    SearchTimeout: Outcome(2, 504, "error"),
    BackendError: Outcome(2, 502, "error"),
    ContentError: Outcome(1, 400, "error"),
    ConfigError: Outcome(2, 400, "error"),
    HarnessError: Outcome(2, 500, "error"),
}


def outcome_of(error: HarnessError) -> Outcome:
    """The outcome of the nearest class of `error` that the table names."""
    for cls in type(error).__mro__:
        if cls in OUTCOMES:
            return OUTCOMES[cls]
    raise AssertionError("HarnessError is in the table")
