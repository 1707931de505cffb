"""Which tests of a project to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from harness.assertions.verdict import TestIdentity
from harness.detections.folders import real_path
from harness.errors import ConfigError
from harness.frozen import frozen
from harness.runner.project import Project, is_test_file

_TOKEN = re.compile(r"\s*(\(|\)|\bnot\b|\band\b|\bor\b|[^\s()]+)")


@frozen
class Selection:
    """Targets (paths or parts of names), a keyword expression, a test type, and whether one failure is enough."""

    targets: Sequence[str] = ()
    keyword: str | None = None
    test_type: str | None = None
    exit_first: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.targets and self.keyword is None and self.test_type is None

    def chooses(self, identity: TestIdentity) -> bool:
        """Whether a test of this identity runs."""
        if self.test_type is not None and identity.type != self.test_type:
            return False
        text = f"{identity.name} {identity.detection} {identity.detection_path} {identity.dataset}".lower()
        return self.keyword is None or keyword_matcher(self.keyword)(text)


def select_files(project: Project, targets: Sequence[str]) -> list[Path]:
    """The files of tests that the targets name, in path order, none twice.

    Raises: ConfigError for a target that names nothing.
    """
    if not targets:
        return list(project.test_files())
    found: dict[Path, None] = {}
    for target in targets:
        files = list(_files_of(target, project))
        if not files:
            raise ConfigError(_nothing_named(target, project))
        found.update(dict.fromkeys(files))
    return sorted(found)


def _nothing_named(target: str, project: Project) -> str:
    detection = project.content.detection(target) or project.content.detection(Path(target).name)
    if detection is None:
        return f'"{target}" is no detection, no file of tests and no part of a detection\'s name'
    way_out = f"write some below {project.relative(project.tests_folder)}, in a file called {detection.path.name}"
    return f'the detection "{detection.name}" has no tests; {way_out}'


def _files_of(target: str, project: Project) -> Iterator[Path]:
    path = Path(target)
    if path.is_dir():
        inside = real_path(path)
        yield from (file for file in project.test_files() if _belongs(file, inside, project))
    elif path.is_file():
        yield from _files_of_file(real_path(path), project)
    else:
        wanted = target.lower().replace(" ", "_").replace("-", "_")
        yield from (file for file in project.test_files() if wanted in file.as_posix().lower())


def _files_of_file(path: Path, project: Project) -> Iterator[Path]:
    tests = real_path(project.tests_folder)
    if path.is_relative_to(tests) and is_test_file(path):
        yield path
        return
    for file in project.test_files():
        if real_path(project.mirrored(file)) == path or _names_detection(file, path):
            yield file


def _belongs(file: Path, folder: Path, project: Project) -> bool:
    mirrored = real_path(project.mirrored(file))
    return real_path(file).is_relative_to(folder) or (mirrored.is_file() and mirrored.is_relative_to(folder))


def _names_detection(file: Path, detection: Path) -> bool:
    """Whether a file of tests names this detection with `detection:`."""
    if not file.is_file():
        return False
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    match = re.search(r"^detection:\s*['\"]?([^'\"#\s]+)", text, re.MULTILINE)
    return match is not None and real_path(file.parent / match[1]) == detection


def keyword_matcher(expression: str) -> Callable[[str], bool]:
    """A `-k` expression as a predicate over lower-case text: substrings with `and`, `or`, `not` and parentheses.

    Words that stand side by side must occur side by side, as in pytest's quoted form.
    Raises: ConfigError where the expression is malformed.
    """
    tokens = [match[1].lower() for match in _TOKEN.finditer(expression)]
    reader = _KeywordReader(tokens, expression)
    predicate = reader.read_or()
    reader.expect_end()
    return predicate


class _KeywordReader:
    def __init__(self, tokens: list[str], expression: str) -> None:
        self._tokens = tokens
        self._expression = expression
        self._at = 0

    def _take(self, *wanted: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return True
        return False

    def read_or(self) -> Callable[[str], bool]:
        parts = [self._read_and()]
        while self._take("or"):
            parts.append(self._read_and())
        return lambda text: any(part(text) for part in parts)

    def _read_and(self) -> Callable[[str], bool]:
        parts = [self._read_not()]
        while self._take("and"):
            parts.append(self._read_not())
        return lambda text: all(part(text) for part in parts)

    def _read_not(self) -> Callable[[str], bool]:
        if self._take("not"):
            inner = self._read_not()
            return lambda text: not inner(text)
        if self._take("("):
            inner = self.read_or()
            if not self._take(")"):
                raise self._error()
            return inner
        words = []
        while self._at < len(self._tokens) and self._tokens[self._at] not in ("and", "or", "not", "(", ")"):
            words.append(self._tokens[self._at])
            self._at += 1
        if not words:
            raise self._error()
        phrase = " ".join(words)
        return lambda text: phrase in text

    def expect_end(self) -> None:
        if self._at != len(self._tokens):
            raise self._error()

    def _error(self) -> ConfigError:
        return ConfigError(f'-k: cannot read "{self._expression}"; write words with and, or, not and parentheses')
