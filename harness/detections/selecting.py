"""The content files that some paths stand for, without reading them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from harness.detections.folders import Selection, find_files, find_loose_files, layout_of, loose_kind, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.detections.schema import Kind


def select_files(root: Path, paths: Sequence[Path] = ()) -> Iterator[tuple[Kind, Path, str]]:
    """The kind, the path and the name of each YAML file of content at or below these paths; all of it without any.

    A path outside the content of `root` is looked at by itself.
    """
    if layout_of(root) == "app":
        return
    content = find_files(root).files
    if not paths:
        yield from ((kind, path, _name(path)) for kind, path in content)
    for path in paths:
        selection = Selection([path])
        below = [(kind, each) for kind, each in content if each in selection]
        yield from ((kind, each, _name(each)) for kind, each in below or _outside(path))


def _outside(path: Path) -> list[tuple[Kind, Path]]:
    if path.is_dir():
        return find_loose_files(path).files
    kind = loose_kind(path)
    return [(kind, path)] if kind is not None else []


def _name(path: Path) -> str:
    """A path as the user would write it: below this folder, or as it was given."""
    real, here = real_path(path), Path.cwd()
    return (real.relative_to(here) if real.is_relative_to(here) else path).as_posix()
