"""From a scenario to the files of its dataset: data, ground truth and manifest, written whole or not at all.

Every file is written beside its place under a name of its own and moved there when all of them are complete, the
manifest last; an interruption before that leaves the dataset as it was, one during the moves lets them finish.

The compressed bytes depend on the zlib that wrote them, the content does not: compare contents, or their checksums.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from harness.datasets.generation import GeneratedData, generate
from harness.datasets.generators import find_generator
from harness.datasets.kinds import METRICS
from harness.datasets.manifest import MANIFEST_NAME, SCENARIO_NAME, TRUTH_NAME, Dataset, load_dataset
from harness.datasets.scenario_file import load_scenario
from harness.datasets.truth import render_truth, truth_of
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DatasetError
from harness.frozen import frozen
from harness.timerange import render_instant

if TYPE_CHECKING:
    from harness.datasets.scenario import Scenario

DATA_NAME = "metrics.jsonl.gz"
NAMESPACE = uuid.UUID("7d1c5a9e-3c52-5e4b-9a0e-6f2f7f0c9b11")
LINES_AT_ONCE = 4096
_STAGE = re.compile(r"\.partial-(\d{1,9})-[0-9a-f]{8}")

Progress = Callable[[int, int], None]
"""Told how many points of how many are written."""


@frozen
class Written:
    """A data file's content in numbers: the SHA-256 of its unpacked bytes, and its points."""

    sha256: str
    points: int


def generate_dataset(folder: str | Path, progress: Progress | None = None) -> Dataset:
    """Writes the dataset that `folder/scenario.yml` declares, and loads it.

    Raises: DatasetError for a scenario that is wrong, and where the folder cannot be written to.
    """
    home = Path(folder)
    scenario = load_scenario(home)
    data = _generated(scenario, home / SCENARIO_NAME)
    try:
        with staged(home) as stage:
            written = write_data(stage / DATA_NAME, data, progress)
            for name, text in render_texts(scenario, written, scenario_checksum(home / SCENARIO_NAME)).items():
                (stage / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"the dataset cannot be written: {error.strerror or error}"
        raise _error("DS016", home, message, "check the permissions and the space of the folder") from error
    return load_dataset(home)


def _generated(scenario: Scenario, file: Path) -> GeneratedData:
    try:
        return generate(scenario)
    except ValueError as error:
        raise _error("DS219", file, str(error), 'raise "every" in the sampling, or declare less') from error


def _error(code: str, path: Path, message: str, help_text: str) -> DatasetError:
    source = SourceText(path.as_posix(), "")
    return DatasetError(diagnostics=[Diagnostic(code, message, source, Span(0, 0), help=help_text)])


@contextmanager
def staged(home: Path) -> Iterator[Path]:
    """A folder inside `home` whose files move up into `home` when the block ends well, and vanish when it does not."""
    _remove_left_stages(home)
    stage = home / f".partial-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    stage.mkdir()
    try:
        yield stage
        move_all(stage, home)
    finally:
        for file in stage.iterdir():
            file.unlink()
        stage.rmdir()


def _remove_left_stages(home: Path) -> None:
    """Removes what processes that were ended on their way left behind; a process that still runs keeps its own."""
    for folder in home.glob(".partial-*"):
        match = _STAGE.fullmatch(folder.name)
        if match is not None and not _may_run(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _may_run(process: int) -> bool:
    if os.name == "nt":
        return True  # signal 0 is no question there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def move_all(stage: Path, home: Path) -> None:
    """Moves every file of `stage` to `home`, the manifest last; an interruption is passed on once all are moved."""
    names = sorted((file.name for file in stage.iterdir()), key=lambda name: (name == MANIFEST_NAME, name))
    interruption: KeyboardInterrupt | None = None
    while names:
        try:
            (stage / names[0]).replace(home / names[0])
            names.pop(0)
        except KeyboardInterrupt as raised:
            interruption = raised
            names = [name for name in names if (stage / name).exists()]
    if interruption is not None:
        raise interruption


def write_data(path: Path, data: GeneratedData, progress: Progress | None = None) -> Written:
    """Writes points as gzip without a name and a time in its header, so that it says nothing of when or where."""
    digest, total, done = hashlib.sha256(), data.points, 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        for lines in batched(data.hec_lines(), LINES_AT_ONCE):
            content = ("\n".join(lines) + "\n").encode("ascii")
            digest.update(content)
            packed.write(content)
            done += len(lines)
            if progress is not None:
                progress(done, total)
    return Written(digest.hexdigest(), done)


def batched(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of `size` lines, the last one shorter."""
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def scenario_checksum(path: Path) -> str:
    """The SHA-256 of a scenario's text, whatever line ends a checkout gave it."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def render_texts(scenario: Scenario, written: Written, scenario_sha256: str) -> Mapping[str, str]:
    """The text files of a dataset by name: ground truth and manifest."""
    return {
        TRUTH_NAME: render_truth(truth_of(scenario)),
        MANIFEST_NAME: render_manifest(scenario, written, scenario_sha256),
    }


def render_manifest(scenario: Scenario, written: Written, scenario_sha256: str) -> str:
    """`dataset.yml`: the keys of the field, and ours for index, anchor, scenario, truth and checksums."""
    content = {**_about(scenario), **_recipe(scenario, scenario_sha256), "datasets": [_file(scenario, written)]}
    return f"# Generated from {SCENARIO_NAME}: edit that.\n{dump(content)}"


def _about(scenario: Scenario) -> Mapping[str, object]:
    about = scenario.about
    return {
        "author": about.author,
        "id": str(uuid.uuid5(NAMESPACE, scenario.name)),
        "date": render_instant(scenario.anchor)[:10],
        "description": about.description,
        "environment": about.environment,
        "directory": scenario.name,
        "mitre_technique": list(about.mitre_technique),
    }


def _recipe(scenario: Scenario, scenario_sha256: str) -> Mapping[str, object]:
    return {
        "index": scenario.index,
        "anchor": render_instant(scenario.anchor),
        "scenario": SCENARIO_NAME,
        "scenario_sha256": scenario_sha256,
        "truth": TRUTH_NAME,
    }


def _file(scenario: Scenario, written: Written) -> Mapping[str, object]:
    generator = find_generator(scenario.generators[0])
    return {
        "name": scenario.name,
        "path": DATA_NAME,
        "source": generator.source,
        "sourcetype": generator.sourcetype,
        "kind": METRICS,
        "sha256": written.sha256,
        "points": written.points,
    }


def dump(content: object) -> str:
    """Block YAML in the order of the keys."""
    import yaml

    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False))
