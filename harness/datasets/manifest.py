"""What a dataset says of itself: `dataset.yml`, the field's manifest with a few keys of ours.

The keys of the field are those of Splunk's attack_data (author, id, date, description, environment, directory,
mitre_technique; for each file name, path, source and sourcetype) and mean what they mean there, so that its replay
code reads our datasets unchanged: it asks for the keys that it knows.  Ours are the index, the anchor (the `now` that
the data was made for), the scenario and its checksum, the ground truth, and for each file its kind, the checksum of
its content, the number of points or events, and the index and host of its events.  All of ours may be absent: a
manifest of attack_data is a dataset as it is, and the kind of a file follows from its content (see `kinds.py`).

Older manifests of the field list their files as URLs under `dataset`, and `sourcetypes` beside them (see
`older_files.py`).  Nothing is fetched: the file that a URL names is looked for beside the manifest.

Manifests of the field have carried other keys over the years (references, sourcetypes, technique).  A key that nobody
here knows is therefore passed over, unless it must be a mistake: it is written much like a key that is not there, or
it is one of ours in the wrong place.

Differs: the schema that attack_data applies to files of its own repository allows none of our keys; leave them out
there.  Its replay tool looks for manifests called data.yml, and sends data files as they are to HEC's raw endpoint,
where gzip and metrics do not arrive as metrics.
Source: splunk/attack_data, bin/dataset_schema.json and bin/replay.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from harness.datasets.instants import read_instant
from harness.datasets.kinds import EVENTS, KINDS, METRICS, format_names, infer_kind
from harness.datasets.problems import no_dataset
from harness.datasets.reading import Reader, ShapeCodes, did_you_mean, read_techniques, shown
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, load_yaml, read_yaml_file
from harness.errors import DatasetError
from harness.frozen import frozen

MANIFEST_NAME = "dataset.yml"
SCENARIO_NAME = "scenario.yml"
TRUTH_NAME = "truth.yml"
CODES = ShapeCodes(unknown="DS002", missing="DS003", wrong="DS004")
REQUIRED = ("author", "id", "date", "description", "environment", "datasets")
OUR_KEYS = ("index", "anchor", "scenario", "scenario_sha256", "truth")
KEYS = (*REQUIRED, "directory", "mitre_technique", *OUR_KEYS)
OLDER_KEYS = ("dataset", "sourcetypes")
REQUIRED_OF_FILE = ("name", "path", "source", "sourcetype")
OUR_FILE_KEYS = ("kind", "format", "sha256", "points", "index", "host")
FILE_KEYS = (*REQUIRED_OF_FILE, *OUR_FILE_KEYS)
NOT_AT_THE_TOP = {key: "the items of datasets" for key in OUR_FILE_KEYS if key not in OUR_KEYS}
NOT_IN_AN_ITEM = {key: "the top of the manifest" for key in OUR_KEYS if key not in OUR_FILE_KEYS}
MOST_POINTS = 10**12
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEX = frozenset("0123456789abcdef")
_FILES_KEY = re.compile(r"^datasets?\s*:", re.MULTILINE)


@frozen
class DataFile:
    """One file of a dataset; `sha256` is of its unpacked content.  `place` is where the manifest names it.

    `kind` is "metrics" or "events": what the manifest says, or what the file's content shows.  `points` counts data
    points or events.  `index` and `host` are those of its events, where they do not name their own; `format` is
    that of its metrics (see `harness.store.formats`), None where name and content say it.
    """

    name: str
    path: Path
    source: str
    sourcetype: str
    kind: str
    sha256: str | None
    points: int | None
    place: tuple[SourceText, Span]
    index: str | None = None
    host: str | None = None
    format: str | None = None


@frozen
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
        return tuple(file for file in self.files if file.kind == METRICS)

    @property
    def event_files(self) -> tuple[DataFile, ...]:
        """The files that hold events."""
        return tuple(file for file in self.files if file.kind == EVENTS)


def load_dataset(path: str | Path) -> Dataset:
    """The dataset of a folder or of a manifest file.

    Cost: a millisecond; a file whose kind the manifest does not say is opened and its beginning is read.
    Raises: DatasetError with a diagnostic for every mistake of the manifest.
    """
    file = manifest_file(Path(path))
    source = read_yaml_file(file, DatasetError)
    reader = Reader(source, CODES)
    dataset = _read_manifest(reader, load_yaml(source, DatasetError), file)
    if reader.problems:
        raise DatasetError(diagnostics=reader.problems)
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
    manifests = sorted(file for file in path.glob("*.yml") if file.name not in (SCENARIO_NAME, TRUTH_NAME))
    if len(manifests) == 1:
        return manifests[0]
    if (path / SCENARIO_NAME).is_file():
        help_text = f"run: harness dataset generate {path.as_posix()}"
        raise no_dataset(path, "DS012", f"the dataset {path.name} has a scenario and no data yet", help_text)
    raise no_dataset(
        path, "DS001", f"the folder {path} has no {MANIFEST_NAME}", "a dataset is a folder with a manifest"
    )


def _read_manifest(reader: Reader, root: YamlNode, file: Path) -> Dataset:
    is_older = isinstance(root, YamlMapping) and "dataset" in root.items and "datasets" not in root.items
    keys, required = (KEYS, REQUIRED) if not is_older else ((*KEYS, *OLDER_KEYS), (*REQUIRED[:-1], *OLDER_KEYS))
    parts = reader.open_fields(root, "the manifest", keys, required, NOT_AT_THE_TOP)
    texts = {name: reader.text(parts.get(name), f"the {name}") or "" for name in REQUIRED if name != "datasets"}
    _check_id(reader, parts.get("id"), texts["id"])
    _check_date(reader, parts.get("date"), texts["date"])
    reader.text(parts.get("directory"), "the directory")
    anchor_ms = read_instant(reader, parts.get("anchor"), "the anchor")
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
        files=_read_older(reader, parts, file) if is_older else _read_files(reader, parts.get("datasets"), file.parent),
        index=reader.text(parts.get("index"), "the index"),
        anchor=None if anchor_ms is None else anchor_ms / 1000,
        scenario=_inside(reader, parts.get("scenario"), "the scenario", file.parent),
        scenario_sha256=_sha256(reader, parts.get("scenario_sha256")),
        truth=_inside(reader, parts.get("truth"), "the truth", file.parent),
    )


def _read_older(reader: Reader, parts: Mapping[str, YamlNode], file: Path) -> tuple[DataFile, ...]:
    from harness.datasets.older_files import read_older_files

    return read_older_files(reader, parts, file.parent)


def _read_files(reader: Reader, node: YamlNode | None, folder: Path) -> tuple[DataFile, ...]:
    if node is None:
        return ()
    items = reader.items(node)
    if not items:
        reader.wrong(node, "datasets", "a list of at least one file")
    found = [_read_file(reader, item, folder) for item in items]
    return tuple(file for file in found if file is not None)


def _read_file(reader: Reader, node: YamlNode, folder: Path) -> DataFile | None:
    parts = reader.open_fields(node, "an item of datasets", FILE_KEYS, REQUIRED_OF_FILE, NOT_IN_AN_ITEM)
    texts = {key: reader.text(parts.get(key), f"the {key}") or "" for key in REQUIRED_OF_FILE}
    kind = reader.choice(parts.get("kind"), "the kind", KINDS)
    sha256 = _sha256(reader, parts.get("sha256"))
    points = reader.whole(parts.get("points"), "points", 0, MOST_POINTS)
    path = file_path(reader, parts["path"], texts["path"], folder) if texts["path"] else None
    form = _format(reader, parts.get("format"), kind)
    if path is None:
        return None
    return DataFile(
        name=texts["name"],
        path=path,
        source=texts["source"],
        sourcetype=texts["sourcetype"],
        kind=kind or infer_kind(path),
        sha256=sha256,
        points=points,
        place=(reader.source, parts["path"].span),
        index=reader.text(parts.get("index"), "the index"),
        host=reader.text(parts.get("host"), "the host"),
        format=form,
    )


def _format(reader: Reader, node: YamlNode | None, kind: str | None) -> str | None:
    if node is not None and kind == EVENTS:
        reader.wrong(node, "the format of events", "a key of metric files only")
        return None
    return None if node is None else reader.choice(node, "the format", format_names())


def file_path(reader: Reader, node: YamlNode, written: str, folder: Path) -> Path | None:
    """The file that a path names: beside the manifest, or from the root of the repository, as attack_data writes it.

    A URL means the file of its name beside the manifest, packed or not; where there is none, that is a problem.
    """
    if "://" in written:
        name = PurePosixPath(written.partition("?")[0]).name
        for path in (folder / name, folder / f"{name}.gz"):
            if name and path.is_file():
                return path
        help_text = f"nothing is fetched: put the file {name} into {folder.as_posix()}"
        reader.problem("DS015", f'"{written}" is not a file here', node.span, label="a URL", help=help_text)
        return None
    if written.startswith("/datasets/"):
        above = [parent for parent in folder.absolute().parents if parent.name == "datasets"]
        return (above[-1].parent if above else folder) / written.lstrip("/")
    return folder / written if _is_inside(reader, node, written) else None


def _inside(reader: Reader, node: YamlNode | None, what: str, folder: Path) -> Path | None:
    written = reader.text(node, what)
    return folder / written if node is not None and written and _is_inside(reader, node, written) else None


def _is_inside(reader: Reader, node: YamlNode, written: str) -> bool:
    path = PurePosixPath(written)
    if not path.is_absolute() and ".." not in path.parts and "\\" not in written and ":" not in written:
        return True
    help_text = "write a path below the dataset's folder, with /"
    reader.problem("DS015", f'"{written}" leaves the folder', node.span, label="not below here", help=help_text)
    return False


def _check_id(reader: Reader, node: YamlNode | None, text: str) -> None:
    if node is not None and text and not _UUID.fullmatch(text):
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
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _sha256(reader: Reader, node: YamlNode | None) -> str | None:
    text = reader.text(node, "the sha256")
    if node is not None and text is not None and not (len(text) == 64 and _HEX.issuperset(text)):
        reader.wrong(node, "the sha256", "64 digits of hexadecimal")
        return None
    return text


def has_manifest(folder: Path) -> bool:
    """Whether a folder says what data it holds: by a dataset.yml, or by the one manifest of attack_data in it."""
    if (folder / MANIFEST_NAME).is_file():
        return True
    files = [file for file in folder.glob("*.yml") if file.name not in (SCENARIO_NAME, TRUTH_NAME)]
    return len(files) == 1 and _lists_files(files[0])


def _lists_files(file: Path) -> bool:
    """Whether a YAML file has the key of a manifest's files; any other YAML file may stand below `datasets/` too."""
    if not file.is_file():
        return False  # opening a pipe would wait for its writer
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return _FILES_KEY.search(stream.read(1 << 16)) is not None
    except OSError:
        return False


def dataset_names(root: str | Path) -> list[str]:
    """The names of the datasets below a content root: the paths of their folders below `datasets/`."""
    base = datasets_folder(Path(root))
    found = {file.parent for file in base.rglob("*.yml")}
    folders = {folder for folder in found if (folder / SCENARIO_NAME).is_file() or has_manifest(folder)}
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
