"""Validation of files and folders as the command line does it: with its root found, and with what is known from before.

A run whose files, harness and day are those of an earlier run gives that run's findings without reading content at
all.  Where only some detections changed, those alone are checked again; for that a check of one detection must look at
nothing of the others but which files there are, and a test holds the checks to it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from harness.detections.caching.disk import DiskCache, digest, user_cache_folder
from harness.detections.caching.fingerprints import Inputs, harness_stamp, read_inputs
from harness.detections.caching.records import from_record, to_record
from harness.detections.folders import find_root, real_path
from harness.errors import ConfigError
from harness.frozen import frozen
from harness.timerange import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.detections.content import Content
    from harness.detections.model import ContentObject
    from harness.diagnostics import Diagnostic

_ALL, _COUNT = "all", "count"


@frozen
class Checked:
    """What is wrong with the files that were asked for, in order of place, and how many files that are."""

    diagnostics: tuple[Diagnostic, ...]
    files: int


def user_cache() -> DiskCache | None:
    """The cache in this user's folder; None where the system has no such folder."""
    folder = user_cache_folder()
    return DiskCache(folder / "validate") if folder is not None else None


def paths_by_root(paths: Sequence[Path]) -> list[tuple[Path, list[Path]]]:
    """The content roots of some paths, each with those paths that are judged by it; this folder's without paths.

    A folder that lies in no content is a root of its own, a file there has its folder for a root.

    Raises: ConfigError where no path is given and there is no content around this folder.
    """
    if not paths:
        root = find_root(Path())
        if root is None:
            raise ConfigError(
                f"no content in {Path.cwd()} or above it: no folder detections, no app; "
                "give a path, or run the command inside a content repository"
            )
        return [(root, [])]
    groups: dict[Path, list[Path]] = {}
    for path in paths:
        root = find_root(path) or (path if path.is_dir() else path.parent)
        groups.setdefault(root, []).append(path)
    return [
        (root, [] if [real_path(root)] == [real_path(each) for each in below] else below)
        for root, below in groups.items()
    ]


def check_paths(
    root: Path, paths: Sequence[Path] = (), *, clock: Clock | None = None, cache: DiskCache | None = None
) -> Checked:
    """Everything that `validate` finds about the files at or below `paths` in the content of `root`."""
    now = (clock or SystemClock()).now()
    inputs = read_inputs(root, paths) if cache is not None else None
    if cache is None or inputs is None:
        return _checked(root, paths, now, None)
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    asked = [str(root), *map(str, paths)]
    base = digest(harness_stamp().encode(), day.encode(), *map(_encoded, asked))
    key = digest(base.encode(), inputs.whole.encode())
    known = _known(cache, key)
    if known is not None:
        return known
    memory = FindingMemory(cache, digest(b"objects", base.encode()), inputs)
    checked = _checked(root, paths, now, memory)
    memory.keep()
    cache.write(key, to_record({_ALL: checked.diagnostics}) | {_COUNT: checked.files})
    return checked


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _known(cache: DiskCache, key: str) -> Checked | None:
    record = cache.read(key)
    try:
        return Checked(tuple(from_record(record)[_ALL]), int(record[_COUNT])) if record is not None else None
    except (ValueError, KeyError, TypeError):
        return None


def _checked(root: Path, paths: Sequence[Path], now: float, memory: FindingMemory | None) -> Checked:
    # Whoever finds everything in the cache needs none of the rooms that content is read with.
    from harness.detections.loader import load_content
    from harness.detections.validation import count_files, no_content, validate
    from harness.timerange import FixedClock

    content = load_content(root, now=now)
    found = validate(content, paths, clock=FixedClock(now), memory=memory)
    if not content.files and not paths and not found:
        found = [no_content(root)]
    return Checked(tuple(found), count_files(content, paths))


class FindingMemory:
    """The findings of the checks in single objects, from the last run over the same paths."""

    def __init__(self, cache: DiskCache, key: str, inputs: Inputs) -> None:
        self._cache, self._key, self._inputs = cache, key, inputs
        self._around = b""
        self._now: dict[str, list[Diagnostic]] = {}
        self._before = self._last()

    def _last(self) -> dict[str, list[Diagnostic]]:
        record = self._cache.read(self._key)
        try:
            return from_record(record) if record is not None else {}
        except ValueError:
            return {}

    def findings(self, found: ContentObject, content: Content) -> Iterator[Diagnostic]:
        """What the checks find in an object, looked up where nothing changed that they may look at."""
        from harness.detections.validation import object_findings

        own = self._inputs.objects.get(found.path)
        if own is None:
            yield from object_findings(found, content)
            return
        if not self._around:
            # Each detection brings the macro that its name gives to its filter, whichever file calls it.
            names = sorted(each.name for each in content.detections)
            self._around = digest(self._inputs.surroundings.encode(), *map(_encoded, names)).encode()
        key = digest(self._around, _encoded(str(found.path)), own.encode())
        known = self._before.get(key)
        self._now[key] = list(object_findings(found, content)) if known is None else known
        yield from self._now[key]

    def keep(self) -> None:
        """Writes what this run found for the next one."""
        self._cache.write(self._key, to_record(self._now))
