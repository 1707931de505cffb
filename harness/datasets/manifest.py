"""What a dataset says of itself: `dataset.yml` in the field's form, and `harness.yml` with what the harness adds.

`dataset.yml` is the manifest that Splunk's attack_data repository defines, key for key: its schema forbids any other
key, at the top and in the items of `datasets`, so that its validation and replay tools read our datasets unchanged.
What it cannot say stands beside it in `harness.yml`, which those tools pass over because it has no `datasets`: the
index, the anchor (the `now` that the data was made for), the scenario, and for each file its kind, the checksum of its
content and the number of points.  A manifest without `harness.yml` is a dataset of events, as attack_data has them.

Differs: the field's replay tool sends a file as it is to HEC's raw endpoint, where gzip and metrics do not arrive as
metrics; it reads these manifests, but to replay metrics use `harness dataset replay`.
Source: splunk/attack_data, bin/dataset_schema.json and bin/replay.py.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from harness.datasets.reading import Reader, ShapeCodes, did_you_mean, read_techniques, shown
from harness.datasets.scenario_times import read_instant
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.diagnostics.yaml_text import YamlNode, load_yaml, read_yaml_file
from harness.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST_NAME = "dataset.yml"
EXTRAS_NAME = "harness.yml"
CODES = ShapeCodes(unknown="DS002", missing="DS003", wrong="DS004")
REQUIRED = ("author", "id", "date", "description", "environment", "datasets")
KEYS = (*REQUIRED, "directory", "mitre_technique")
FILE_KEYS = ("name", "path", "source", "sourcetype")
EXTRA_KEYS = ("index", "anchor", "scenario", "scenario_sha256", "truth", "files")
EXTRA_FILE_KEYS = ("kind", "sha256", "points")
KINDS = ("metrics", "events")
MOST_POINTS = 10**12
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a dataset; `sha256` is of its unpacked content.  `place` is where the manifest names it."""

    name: str
    path: Path
    source: str
    sourcetype: str
    kind: str
    sha256: str | None
    points: int | None
    place: tuple[SourceText, Span]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset as its manifest describes it; its files may be missing or wrong (see `validate_dataset`).

    `anchor` is the `now`, in epoch seconds, that the data was made for; None where the manifest names none.
    """

    name: str
    folder: Path
    manifest: SourceText
    id: str
    author: str
    date: str
    description: str
    environment: str
    mitre_technique: tuple[str, ...]
    files: tuple[DataFile, ...]
    index: str | None = None
    anchor: float | None = None
    scenario: Path | None = None
    scenario_sha256: str | None = None
    truth: Path | None = None

    @property
    def metric_files(self) -> tuple[DataFile, ...]:
        """The files that hold metric data points."""
        return tuple(file for file in self.files if file.kind == "metrics")

    @property
    def event_files(self) -> tuple[DataFile, ...]:
        """The files that hold events."""
        return tuple(file for file in self.files if file.kind == "events")


@dataclass(frozen=True, slots=True)
class Extras:
    """What `harness.yml` says."""

    index: str | None = None
    anchor_ms: int | None = None
    scenario: str | None = None
    scenario_sha256: str | None = None
    truth: str | None = None
    files: Mapping[str, tuple[str, str | None, int | None]] | None = None


def load_dataset(path: str | Path) -> Dataset:
    """The dataset of a folder or of a manifest file.

    Raises: DatasetError with a diagnostic for every mistake of the manifest.
    """
    file = manifest_file(Path(path))
    source = read_yaml_file(file, DatasetError)
    reader = Reader(source, CODES)
    root = load_yaml(source, DatasetError)
    extras, extra_problems = load_extras(file.parent / EXTRAS_NAME)
    dataset = _read_manifest(reader, root, file, extras)
    problems = [*reader.problems, *extra_problems]
    if problems or dataset is None:
        raise DatasetError(diagnostics=problems)
    return dataset


def manifest_file(path: Path) -> Path:
    """The manifest that a path means: itself, or the one in the folder.

    Raises: DatasetError where there is none, with the way to one.
    """
    if not path.is_dir():
        if path.is_file():
            return path
        raise no_dataset(path, "DS001", f"there is no dataset {path}", "write the path of a dataset's folder")
    if (path / MANIFEST_NAME).is_file():
        return path / MANIFEST_NAME
    manifests = sorted(file for file in path.glob("*.yml") if file.name not in (EXTRAS_NAME, "scenario.yml"))
    if len(manifests) == 1:
        return manifests[0]
    if (path / "scenario.yml").is_file():
        help_text = f"run: harness dataset generate {path.as_posix()}"
        raise no_dataset(path, "DS012", f"the dataset {path.name} has a scenario and no data yet", help_text)
    raise no_dataset(
        path, "DS001", f"the folder {path} has no {MANIFEST_NAME}", "a dataset is a folder with a manifest"
    )


def no_dataset(path: Path, code: str, message: str, help_text: str) -> DatasetError:
    """The error for a dataset that is not there."""
    source = SourceText(path.as_posix(), "")
    return DatasetError(diagnostics=[Diagnostic(code, message, source, Span(0, 0), help=help_text)])


def load_extras(path: Path) -> tuple[Extras, list[Diagnostic]]:
    """What `harness.yml` adds to a manifest, and what is wrong with it; nothing where there is no such file."""
    if not path.is_file():
        return Extras(), []
    source = read_yaml_file(path, DatasetError)
    reader = Reader(source, CODES)
    parts = reader.fields(load_yaml(source, DatasetError), EXTRAS_NAME, EXTRA_KEYS)
    files = {
        name: _read_extra_file(reader, child, name)
        for name, (_, child) in (reader.entries(parts["files"], "files").items() if "files" in parts else ())
    }
    extras = Extras(
        index=reader.text(parts.get("index"), "the index"),
        anchor_ms=read_instant(reader, parts.get("anchor"), "the anchor"),
        scenario=_inside(reader, parts.get("scenario"), "the scenario"),
        scenario_sha256=_sha256(reader, parts.get("scenario_sha256")),
        truth=_inside(reader, parts.get("truth"), "the truth"),
        files=files,
    )
    return extras, reader.problems


def _read_extra_file(reader: Reader, node: YamlNode, name: str) -> tuple[str, str | None, int | None]:
    parts = reader.fields(node, name, EXTRA_FILE_KEYS, ("kind",))
    kind = reader.choice(parts.get("kind"), "the kind", KINDS) or "events"
    return kind, _sha256(reader, parts.get("sha256")), reader.whole(parts.get("points"), "points", 0, MOST_POINTS)


def _read_manifest(reader: Reader, root: YamlNode, file: Path, extras: Extras) -> Dataset | None:
    parts = reader.fields(root, "the manifest", KEYS, REQUIRED)
    texts = {name: reader.text(parts.get(name), f"the {name}") or "" for name in REQUIRED if name != "datasets"}
    _check_id(reader, parts.get("id"), texts["id"])
    _check_date(reader, parts.get("date"), texts["date"])
    reader.text(parts.get("directory"), "the directory")
    return Dataset(
        name=file.parent.name,
        folder=file.parent,
        manifest=reader.source,
        id=texts["id"],
        author=texts["author"],
        date=texts["date"],
        description=texts["description"].strip(),
        environment=texts["environment"],
        mitre_technique=read_techniques(reader, parts.get("mitre_technique")),
        files=_read_files(reader, parts.get("datasets"), file.parent, extras),
        index=extras.index,
        anchor=None if extras.anchor_ms is None else extras.anchor_ms / 1000,
        scenario=None if extras.scenario is None else file.parent / extras.scenario,
        scenario_sha256=extras.scenario_sha256,
        truth=None if extras.truth is None else file.parent / extras.truth,
    )


def _read_files(reader: Reader, node: YamlNode | None, folder: Path, extras: Extras) -> tuple[DataFile, ...]:
    if node is None:
        return ()
    items = reader.items(node)
    if not items:
        reader.wrong(node, "datasets", "a list of at least one file")
    found = [_read_file(reader, item, folder, extras) for item in items]
    return tuple(file for file in found if file is not None)


def _read_file(reader: Reader, node: YamlNode, folder: Path, extras: Extras) -> DataFile | None:
    parts = reader.fields(node, "an item of datasets", FILE_KEYS, FILE_KEYS)
    texts = {key: reader.text(parts.get(key), f"the {key}") for key in FILE_KEYS}
    path = _file_path(reader, parts["path"], texts["path"], folder) if texts["path"] else None
    if path is None:
        return None
    kind, sha256, points = (extras.files or {}).get(texts["path"] or "", ("events", None, None))
    name, source, sourcetype = (texts[key] or "" for key in ("name", "source", "sourcetype"))
    return DataFile(name, path, source, sourcetype, kind, sha256, points, (reader.source, parts["path"].span))


def _file_path(reader: Reader, node: YamlNode, written: str, folder: Path) -> Path | None:
    """The file that a path names: beside the manifest, or from the root of the repository, as attack_data writes it."""
    if "://" in written:
        help_text = "fetch the file and write its path"
        reader.problem("DS015", f'"{written}" is not a file here', node.span, label="a URL", help=help_text)
        return None
    if written.startswith("/datasets/"):
        above = [parent for parent in folder.absolute().parents if parent.name == "datasets"]
        return (above[-1].parent if above else folder) / written.lstrip("/")
    return folder / written if _is_inside(reader, node, written) else None


def _inside(reader: Reader, node: YamlNode | None, what: str) -> str | None:
    written = reader.text(node, what)
    return written if node is not None and written and _is_inside(reader, node, written) else None


def _is_inside(reader: Reader, node: YamlNode, written: str) -> bool:
    path = PurePosixPath(written)
    if not path.is_absolute() and ".." not in path.parts and "\\" not in written and ":" not in written:
        return True
    help_text = "write a path below the dataset's folder, with /"
    reader.problem("DS015", f'"{written}" leaves the folder', node.span, label="not below here", help=help_text)
    return False


def _check_id(reader: Reader, node: YamlNode | None, text: str) -> None:
    try:
        uuid.UUID(text)
    except ValueError:
        if node is not None and text:
            help_text = "write a UUID; generated datasets derive theirs from the name of the folder"
            reader.problem("DS005", f"the id is {shown(node)}", node.span, label="not a UUID", help=help_text)


def _check_date(reader: Reader, node: YamlNode | None, text: str) -> None:
    if node is not None and text and not is_date(text):
        help_text = "write year-month-day, such as 2024-10-17"
        reader.problem("DS006", f"the date is {shown(node)}", node.span, label="not a date", help=help_text)


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, year first."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _sha256(reader: Reader, node: YamlNode | None) -> str | None:
    text = reader.text(node, "the sha256")
    if node is not None and text is not None and not _SHA256.fullmatch(text):
        reader.wrong(node, "the sha256", "64 digits of hexadecimal")
        return None
    return text


def dataset_names(root: str | Path) -> list[str]:
    """The names of the datasets below a content root: the paths of their folders below `datasets/`."""
    base = datasets_folder(Path(root))
    folders = {file.parent for name in (MANIFEST_NAME, "scenario.yml") for file in base.rglob(name)}
    return sorted(folder.relative_to(base).as_posix() for folder in folders)


def datasets_folder(root: Path) -> Path:
    """The folder `datasets` of a content root; the root itself where it has none."""
    return root / "datasets" if (root / "datasets").is_dir() else root


def find_dataset(name: str, root: str | Path) -> Dataset:
    """The dataset of this name below a content root.

    Raises: DatasetError, with the nearest name where there is none.
    """
    folder = datasets_folder(Path(root)) / name
    if not name.strip() or ".." in PurePosixPath(name).parts or not folder.is_dir():
        help_text = did_you_mean(name, dataset_names(root))
        raise no_dataset(datasets_folder(Path(root)), "DS001", f'unknown dataset "{name}"', help_text)
    return load_dataset(folder)
