"""A content repository on disk: where its detections, datasets and tests are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from harness.datasets import Dataset, find_dataset
from harness.detections import Content, load_content
from harness.detections.folders import find_root, real_path
from harness.errors import ConfigError

TESTS = Path("tests") / "detections"


class Project:
    """One content repository; what it holds is read when it is first asked for, and once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._datasets: dict[str, Dataset] = {}

    @property
    def tests_folder(self) -> Path:
        """Where the expectations are."""
        return self.root / TESTS

    @cached_property
    def content(self) -> Content:
        """Detections, macros, lookups, stories and deployments."""
        return load_content(self.root)

    def dataset(self, name: str) -> Dataset:
        """The dataset of this name.

        Raises: DatasetError where there is none, or it is broken.
        """
        if name not in self._datasets:
            self._datasets[name] = find_dataset(name, self.root)
        return self._datasets[name]

    def test_files(self) -> Iterator[Path]:
        """Every file of tests, in path order."""
        yield from sorted(path for path in self.tests_folder.rglob("*.yml") if is_test_file(path))

    def mirrored(self, path: Path) -> Path:
        """The detection file that a file of tests mirrors."""
        return self.root / "detections" / real_path(path).relative_to(real_path(self.tests_folder))

    def relative(self, path: Path) -> str:
        """A path as messages show it: below the root, with forward slashes."""
        try:
            return real_path(path).relative_to(real_path(self.root)).as_posix()
        except ValueError:
            return path.as_posix()


def is_test_file(path: Path) -> bool:
    """Whether a YAML file below `tests/detections` holds tests: it has `tests:` and is not itself a detection."""
    if path.suffix not in (".yml", ".yaml"):
        return False
    if not path.is_file():
        return True  # reading it reports why; a pipe would wait for its writer
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True  # reading it again reports why
    return not any(line.startswith("search:") for line in text.splitlines())


def find_project(start: Path) -> Project:
    """The repository that holds `start`: the nearest folder upwards that is laid out as content or as a Splunk app.

    Raises: ConfigError where there is none.
    """
    root = find_root(start)
    if root is not None:
        return Project(root)
    raise ConfigError(
        f"no folder named detections in {real_path(start)} or above it; run the command inside a content repository"
    )
