"""The verdict on one test, with the evidence a reader needs to believe it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Literal

from harness.assertions.contract import Failure
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.frozen import frozen

Status = Literal["passed", "failed", "undecided", "error"]
TestType = Literal["unit", "integration"]


@frozen
class TestIdentity:
    """Which test it was, as reports name it; `detection` is empty where a whole file of tests cannot be read."""

    __test__ = False  # pytest would take the class for a test

    name: str
    type: TestType
    detection: str
    detection_path: str
    dataset: str
    data_source: str
    sourcetype: str
    source: SourceText
    span: Span


@frozen
class StageCount:
    """One command of the search: its text and how many results it gave on."""

    text: str
    count: int
    seconds: float


@frozen
class LostRow:
    """An expected row, and the stage after which no result resembles it any more.

    `stage` counts from 0; None: no stage ever held it.  `closest` is the result of that moment that resembled it.
    """

    row: str
    stage: int | None
    closest: str = ""


@frozen
class Evidence:
    """What happened on the way to the results."""

    stages: Sequence[StageCount] = ()
    lost: Sequence[LostRow] = ()
    messages: Sequence[str] = ()


@frozen
class Verdict:
    """The outcome of one test.

    `undecided`: the outcome depends on a point that Splunk's documents leave open; `notes` say which, where and how to
    write the search so that it does not.  `explain` computes the evidence when somebody looks, because a failing test
    shall not be slower than a passing one.  `error_exit_code` is what an error means to a shell: 1 where the content is
    wrong, 2 where the harness could not do its work.
    """

    test: TestIdentity
    status: Status
    failures: Sequence[Failure] = ()
    diagnostics: Sequence[Diagnostic] = ()
    notes: Sequence[str] = ()
    seconds: float = 0.0
    error_exit_code: int = 1
    explain: Callable[[], Evidence] = field(default=Evidence, compare=False, repr=False)

    @property
    def exit_code(self) -> int:
        """What the verdict means to a shell."""
        if self.is_good:
            return 0
        return self.error_exit_code if self.status == "error" else 1

    @property
    def is_good(self) -> bool:
        """Whether the test passed."""
        return self.status == "passed"
