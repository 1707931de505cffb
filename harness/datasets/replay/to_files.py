"""A replay into files: the objects that HEC would get, one a line, written whole or not at all."""

from __future__ import annotations

import gzip
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from harness.datasets.replay.batches import cut
from harness.datasets.replay.journal import Totals
from harness.datasets.replay.lines import read_entries
from harness.datasets.replay.plan import Plan
from harness.datasets.replay.running import Progress
from harness.datasets.writing import staged
from harness.errors import ConfigError


def replay_to_files(plan: Plan, folder: Path, *, packed: bool = False, progress: Progress | None = None) -> Totals:
    """Writes one file for each file of the dataset; they appear when all of them are complete.

    Raises: ConfigError where the folder cannot be written to or times are paced, DatasetError for bad data.
    """
    if plan.options.speed is not None or plan.options.follow:
        raise ConfigError("--speed and --follow are for sending; files are written as fast as it goes")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any((folder / path.name).exists() and (folder / path.name).samefile(path) for path in plan.paths):
            raise ConfigError(f"{folder} is the folder of the dataset itself")
        with staged(folder) as stage:
            return _write(plan, stage, progress, packed=packed)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written to: {error.strerror or error}") from error


def _write(plan: Plan, stage: Path, progress: Progress | None, *, packed: bool) -> Totals:
    totals, size, builder = Totals(), 0, plan.builder()
    with ExitStack() as stack:
        streams = [_opened(stack, stage / name) for name in _names(plan, packed=packed)]
        for raw in cut(read_entries(plan.paths), plan.options.limits, plan.shift):
            batch = builder.build(raw)
            if batch.objects:
                streams[raw.entries[0].file].write(batch.body(0) + b"\n")
            totals.batches += 1
            totals.objects += len(batch.objects)
            totals.measures += sum(batch.measures)
            totals.bad += batch.bad
            size += sum(len(entry.text) for entry in raw.entries)
            if progress is not None:
                progress(totals.objects, size)
    return totals


def _names(plan: Plan, *, packed: bool) -> list[str]:
    """Names of the files without the endings for packing; a number is added where two are the same."""
    names: list[str] = []
    for path in plan.paths:
        stem = path.name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".json")
        name = stem if stem not in names else f"{stem}_{len(names)}"
        names.append(name)
    return [f"{name}.jsonl.gz" if packed else f"{name}.jsonl" for name in names]


def _opened(stack: ExitStack, path: Path) -> IO[bytes]:
    raw = stack.enter_context(path.open("wb"))
    if path.suffix != ".gz":
        return raw
    packed = gzip.GzipFile("", "wb", 6, raw, mtime=0)
    stack.callback(packed.close)
    return cast("IO[bytes]", packed)
