"""Runs many tests: in this process, or spread over several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from harness.assertions.verdict import Evidence, Verdict
from harness.backends.contract import Backend
from harness.errors import ConfigError
from harness.runner.cases import load_cases
from harness.runner.project import Project
from harness.runner.running import Runner
from harness.runner.selection import Selection, select_files

BackendFactory = Callable[[], Backend]


def run_selection(
    project: Project, selection: Selection, make_backend: BackendFactory, *, workers: int = 0
) -> Iterator[Verdict]:
    """The verdict on every selected test, as soon as it is known.

    `workers` 0 or 1: in this process.  Files of tests are the unit that is spread.
    """
    files = select_files(project, selection.targets)
    verdicts = (
        _run_spread(project.root, files, selection, make_backend, workers)
        if workers > 1 and len(files) > 1
        else _run_files(project, files, selection, make_backend())
    )
    for verdict in verdicts:
        yield verdict
        if selection.exit_first and not verdict.is_good:
            return


def worker_count(text: str) -> int:
    """The number that `-n` asks for; `auto` and `logical` are the cores of this machine.

    Raises: ConfigError for anything else.
    """
    if text in ("auto", "logical"):
        return os.cpu_count() or 1
    if not text.isdigit():
        raise ConfigError(f'-n takes a number of processes or auto, not "{text}"')
    return int(text)


def _run_files(project: Project, files: Sequence[Path], selection: Selection, backend: Backend) -> Iterator[Verdict]:
    runner = Runner(project, backend)
    for file in files:
        for case in load_cases(file, project):
            if selection.chooses(case.identity):
                yield runner.run(case)


def _run_spread(
    root: Path, files: Sequence[Path], selection: Selection, make_backend: BackendFactory, workers: int
) -> Iterator[Verdict]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(workers, len(files)), mp_context=get_context("spawn")) as pool:
        try:
            for verdicts in pool.map(partial(_run_file, root, selection, make_backend), files):
                yield from verdicts
        finally:
            pool.shutdown(cancel_futures=True)


def _run_file(root: Path, selection: Selection, make_backend: BackendFactory, file: Path) -> list[Verdict]:
    verdicts = _run_files(Project(root), [file], selection, make_backend())
    return [_portable(verdict) for verdict in verdicts]


def _portable(verdict: Verdict) -> Verdict:
    """A verdict that can leave its process: its evidence is computed where the tables are."""
    evidence = Evidence() if verdict.is_good else verdict.explain()
    return replace(verdict, explain=partial(_given, evidence))


def _given(evidence: Evidence) -> Evidence:
    return evidence
