"""Runs one test and judges it.

A verdict must hold whatever Splunk does where its documents are silent.  So when a search says that its results
depend on such a point, and the test does not pin the point, the test runs once for every reading; if the readings do
not agree, the test is *undecided*, whatever the default reading says.
"""

from __future__ import annotations

import time
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from harness.assertions.contract import Failure, Observation
from harness.assertions.verdict import Evidence, StageCount, Status, Verdict
from harness.backends.contract import Backend, SearchOutcome, SearchRequest
from harness.detections import possible_fields, risk_events
from harness.diagnostics import Diagnostic, SourceText, locate, suggest
from harness.errors import HarnessError, outcome_of
from harness.runner.cases import BrokenTest, TestCase
from harness.runner.project import Project
from harness.runner.tracing import trace_rows
from harness.spl.contract import Message

READINGS: Mapping[str, Sequence[str]] = {
    "mv_not_equal": ("any", "none"),
    "mv_not_equal_search": ("any", "none"),
    "mv_not_equal_where": ("any", "none"),
}
"""The readings of each undecided point (see `harness.spl.settings`)."""


class Runner:
    """Runs tests of one project on one backend."""

    def __init__(self, project: Project, backend: Backend) -> None:
        self.project = project
        self.backend = backend

    def run(self, case: TestCase | BrokenTest) -> Verdict:
        """The verdict on one test; errors of the content, the search or the backend are verdicts too."""
        if isinstance(case, BrokenTest):
            return Verdict(case.identity, "error", diagnostics=case.diagnostics)
        started = time.perf_counter()
        try:
            verdict = self._judge(case)
        except HarnessError as error:
            diagnostics = [finding for finding in error.diagnostics if isinstance(finding, Diagnostic)]
            notes = [] if diagnostics else [str(error)]
            code = outcome_of(error).exit_code
            verdict = Verdict(case.identity, "error", diagnostics=diagnostics, notes=notes, error_exit_code=code)
        return replace(verdict, seconds=time.perf_counter() - started)

    def _judge(self, case: TestCase) -> Verdict:
        problems = _impossible_fields(case, self.project)
        if problems:
            return Verdict(case.identity, "error", diagnostics=problems)
        outcome, failures = self._check(case, {})
        notes = self._disagreement(case, outcome)
        status: Status = "undecided" if notes else "failed" if failures else "passed"
        return Verdict(case.identity, status, failures, (), notes, explain=partial(_evidence, failures, outcome))

    def observe(self, case: TestCase) -> SearchOutcome:
        """What the search of a test gives, with its stages; nothing is judged.

        Raises: SplError, BackendError or ContentError.
        """
        return self.backend.run(self._request(case, {}))

    def _check(self, case: TestCase, reading: Mapping[str, str]) -> tuple[SearchOutcome, list[Failure]]:
        outcome = self.backend.run(self._request(case, reading))
        observation = Observation(outcome.rows, outcome.fields, self._risk(case, outcome))
        found = [expectation.check(observation) for expectation in case.spec.expectations]
        return outcome, [failure for failure in found if failure is not None]

    def _request(self, case: TestCase, reading: Mapping[str, str]) -> SearchRequest:
        content = self.project.content
        return SearchRequest(
            spl=case.detection.search_source,
            now=case.now,
            data=case.data,
            earliest=case.window.get("earliest"),
            latest=case.window.get("latest"),
            macros=content.macro_definitions,
            lookups=ChainMap(dict(case.given.lookups), content.lookup_rows),  # type: ignore[arg-type] # is only read
            places=case.given.places,
            knowledge=content.knowledge,
            settings={**reading, **case.spec.settings},
            pipeline=content.parsed(case.detection.search_source).pipeline,
        )

    def _risk(self, case: TestCase, outcome: SearchOutcome) -> Sequence[Mapping[str, object]]:
        if case.spec.type != "integration":
            return ()
        name = case.detection.search_name()
        return risk_events(case.detection, outcome.rows, search_name=name, sid=outcome.sid, now=case.now)

    def _disagreement(self, case: TestCase, outcome: SearchOutcome) -> list[str]:
        """What the readings of undecided points disagree on; nothing where the verdict is the same under all."""
        notes = []
        for message in outcome.messages:
            if message.setting is None or _is_pinned(message.setting, case.spec.settings):
                continue
            verdicts = {reading: self._fails(case, message.setting, reading) for reading in READINGS[message.setting]}
            if len(set(verdicts.values())) > 1:
                notes.append(_note(message, verdicts, outcome.source))
        return notes

    def _fails(self, case: TestCase, setting: str, reading: str) -> bool:
        return bool(self._check(case, {setting: reading})[1])


def _is_pinned(setting: str, settings: Mapping[str, object]) -> bool:
    return setting in settings or ("mv_not_equal" in settings and setting.startswith("mv_not_equal"))


def _note(message: Message, verdicts: Mapping[str, bool], source: SourceText) -> str:
    outcomes = ", ".join(f'it {"fails" if failed else "passes"} under "{name}"' for name, failed in verdicts.items())
    note = f"undecided on Splunk: {message.text} ({message.setting}: {outcomes})"
    if message.span is not None:
        place = locate(source, message.span)
        line, column = place.position
        note += f"\n  at {place.source.name}:{line}:{column}"
    return f"{note}\n  = help: {message.help}" if message.help else note


def _impossible_fields(case: TestCase, project: Project) -> list[Diagnostic]:
    """Fields that an expectation names and that the search cannot return."""
    possible = possible_fields(case.detection, project.content)
    if possible is None:
        return []
    problems: dict[str, Diagnostic] = {}
    for expectation in case.spec.expectations:
        for name, source, span in expectation.named_fields():
            if name not in possible and name not in problems:
                near = suggest(name, possible)
                way_out = f'did you mean "{near}"? ' if near else ""
                problems[name] = Diagnostic(
                    "EXP114",
                    f'the search cannot return a field "{name}"',
                    source,
                    span,
                    "no such result field",
                    f"{way_out}it can return: {', '.join(sorted(possible))}",
                )
    return list(problems.values())


def _evidence(failures: Sequence[Failure], outcome: SearchOutcome) -> Evidence:
    missing = [row for failure in failures if failure.keyword != "risk" for row in failure.rows.missing]
    return Evidence(
        stages=[StageCount(stage.text, stage.count, stage.seconds) for stage in outcome.stages],
        lost=trace_rows(missing, outcome.stages),
        messages=[message.text for message in outcome.messages],
    )
