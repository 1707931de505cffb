"""Diagnostics about a dataset, each at the place in its manifest that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.yaml_text import load_yaml
from harness.errors import DatasetError

if TYPE_CHECKING:
    from pathlib import Path

    from harness.datasets.manifest import DataFile, Dataset


def at_file(file: DataFile, code: str, message: str, label: str, help_text: str) -> Diagnostic:
    """A diagnostic at the place where the manifest names a file."""
    source, span = file.place
    return Diagnostic(code, message, source, span, label, help_text)


def at_key(dataset: Dataset, key: str, code: str, message: str, help_text: str) -> Diagnostic:
    """A diagnostic at the value that the manifest gives a key."""
    span = load_yaml(dataset.manifest, DatasetError).nearest(key).span
    return Diagnostic(code, message, dataset.manifest, span, help=help_text)


def unreadable(dataset: Dataset, file: DataFile, message: str, label: str) -> Diagnostic:
    """The diagnostic of a data file that is not there or cannot be opened."""
    return at_file(file, "DS008", message, label, "check the path" if dataset.scenario is None else regenerate(dataset))


def regenerate(dataset: Dataset) -> str:
    """The way out of data that is missing or old."""
    return f"run: harness dataset generate {dataset.folder.as_posix()}"


def no_dataset(path: Path, code: str, message: str, help_text: str) -> DatasetError:
    """The error for a dataset that is not there."""
    source = SourceText(path.as_posix(), "")
    return DatasetError(diagnostics=[Diagnostic(code, message, source, Span(0, 0), help=help_text)])
