"""Small records in the user's cache folder, by key.

Invariants
- A record is read whole and right or not at all: it carries a checksum and is renamed to its place once written.
- Nothing that is wrong with the folder is anybody's problem: a record that cannot be read is not there, one that
  cannot be written is left out.
- All records together stay below a limit; those that were not used for the longest time go first.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

SIZE_LIMIT_BYTES = 64_000_000
RECORD_LIMIT_BYTES = 16_000_000
_NAME = "splunk-detection-harness"
_ENDING = ".json"
_DIGEST_LENGTH = 32


def digest(*parts: bytes) -> str:
    """A short name for these bytes; each part counts by itself, so that `ab, c` differs from `a, bc`."""
    hashed = hashlib.blake2b(digest_size=_DIGEST_LENGTH // 2)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.hexdigest()


def user_cache_folder() -> Path | None:
    """Where programs of this user keep what they can make again; None where the system does not tell."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / _NAME
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return (Path(local) if local else home / "AppData" / "Local") / _NAME / "Cache"
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / _NAME


class DiskCache:
    """Records below a folder, each a JSON value under a key that `digest` makes."""

    def __init__(self, folder: Path, *, limit_bytes: int = SIZE_LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def read(self, key: str) -> Any:
        """The record of this key; None where there is none, or it is damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            if data[:_DIGEST_LENGTH].decode() != digest(data[_DIGEST_LENGTH:]):
                return None
            value = json.loads(data[_DIGEST_LENGTH:])
        except (OSError, ValueError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def write(self, key: str, value: Any) -> None:
        """Keeps a record; one that is too large, or that the folder does not take, is left out."""
        body = json.dumps(value, separators=(",", ":")).encode()
        if len(body) > min(RECORD_LIMIT_BYTES, self._limit_bytes):
            return
        path = self._path(key)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(digest(body).encode() + body)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
        self._shrink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"

    def _shrink(self) -> None:
        """Removes the records that were used least lately until the rest is small enough."""
        with suppress(OSError):
            found = sorted(((path.stat(), path) for path in self._folder.iterdir()), key=lambda each: -each[0].st_mtime)
            total = 0
            for stat, path in found:
                total += stat.st_size
                if total > self._limit_bytes:
                    path.unlink(missing_ok=True)
