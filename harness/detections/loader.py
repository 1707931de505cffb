"""From a folder of content to `Content`, with every problem of every file in one run.

A file goes through: text, YAML tree, schema, model.  What stops it at one step is reported and the next file follows;
a file that offends against the schema still becomes an object where it can, so that its search is looked at too.
Nothing here raises for what stands in a file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from harness.detections.content import Content
from harness.detections.folders import COMMANDS_FILE, COMMANDS_FOLDERS, RULE_FILES, find_files, layout_of
from harness.detections.identity import duplicates
from harness.detections.memory import paused_collection
from harness.detections.model import Baseline, ContentObject, Deployment, Detection, Lookup, Macro, Story
from harness.detections.reading import read_object
from harness.detections.schema.conformance import conformance
from harness.diagnostics import Diagnostic
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, load_yaml_file
from harness.errors import DetectionError
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from harness.detections.folders import FolderReading
    from harness.detections.schema import Kind

ObjectT = TypeVar("ObjectT", bound=ContentObject)


@frozen
class LoadedFile:
    """What one file gave: its object, if it could be read at all, and what is wrong with it."""

    object: ContentObject | None
    diagnostics: tuple[Diagnostic, ...] = ()


def load_content(root: Path, *, now: float | None = None) -> Content:
    """All content below `root`: in any of the layouts that `folders` tells of, Splunk apps among them.

    Input: `root` is the folder of the detections or the one around it; `now`, in epoch seconds, is what dates are
    judged against.
    Output: the content; its `diagnostics` are everything that is wrong with its files as such, and name files
    relative to `root` where that is the folder around the detections.
    Raises: nothing for what stands in files or is wrong with folders.
    """
    with paused_collection():
        is_app = layout_of(root) == "app"
        loaded = _load_app(root) if is_app else load_files(find_files(root), lambda path: _name(path, root))
        content = _with_commands(_content(root, loaded, now))
        return _with_rules(content if is_app else _with_lookups(content))


@frozen
class LoadedFiles:
    """What some files gave; `files` are by the names that diagnostics give them."""

    objects: tuple[ContentObject, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, Path]


def load_files(reading: FolderReading, name_of: Callable[[Path], str]) -> LoadedFiles:
    """The objects of files that were found, and everything that is wrong with each and between them."""
    loaded = [load_file(kind, path, name=name_of(path)) for kind, path in reading.files]
    objects = tuple(file.object for file in loaded if file.object is not None)
    found = (*reading.diagnostics, *(finding for file in loaded for finding in file.diagnostics), *duplicates(objects))
    return LoadedFiles(objects, found, {name_of(path): path for _, path in reading.files})


def _content(root: Path, loaded: LoadedFiles, now: float | None) -> Content:
    objects = loaded.objects
    deployments = _of(Deployment, objects)
    return Content(
        root,
        tuple(deployed(detection, deployments) for detection in _of(Detection, objects)),
        _of(Macro, objects),
        _of(Story, objects),
        deployments,
        tuple(deployed(baseline, deployments) for baseline in _of(Baseline, objects)),
        _of(Lookup, objects),
        loaded.diagnostics,
        loaded.files,
        now,
    )


def _with_commands(content: Content) -> Content:
    """The content with the commands that it declares."""
    if not any((content.root / folder / COMMANDS_FILE).is_file() for folder in COMMANDS_FOLDERS):
        return content
    from harness.detections.conf.commands import declared_commands

    declared = declared_commands(content.root)
    return replace(
        content,
        external_commands=declared.names,
        diagnostics=(*content.diagnostics, *declared.diagnostics),
        files={**content.files, **declared.files},
    )


def _with_lookups(content: Content) -> Content:
    """The content with the lookups that its transforms.conf declares."""
    if not any((content.root / folder / "transforms.conf").is_file() for folder in COMMANDS_FOLDERS):
        return content
    from harness.detections.conf.app import declared_lookups

    reading = declared_lookups(content.root, {lookup.name for lookup in content.lookups})
    return replace(
        content,
        lookups=(*content.lookups, *reading.lookups),
        diagnostics=(*content.diagnostics, *reading.diagnostics),
        files={**content.files, **reading.files},
        _memo={},
    )


def _with_rules(content: Content) -> Content:
    """The content with what its conf files say about the fields of events."""
    if not any((content.root / folder / name).is_file() for folder in COMMANDS_FOLDERS for name in RULE_FILES):
        return content
    from harness.detections.conf.rules import declared_rules
    from harness.detections.platform import PLATFORM_LOOKUPS

    lookups = {name for lookup in content.lookups for name in (lookup.name, lookup.filename) if name}
    declared = declared_rules(content.root, lookups | PLATFORM_LOOKUPS, content.macro_definitions)
    return replace(
        content,
        rules=declared.knowledge,
        diagnostics=(*content.diagnostics, *declared.diagnostics),
        files={**content.files, **declared.files},
        _memo={},
    )


def _load_app(root: Path) -> LoadedFiles:
    from harness.detections.conf.app import read_app

    app = read_app(root)
    return LoadedFiles((*app.detections, *app.macros, *app.lookups), tuple(app.diagnostics), app.files)


def load_detection(path: Path, *, name: str | None = None) -> Detection:
    """The detection of one file, wherever the file is; diagnostics call the file `name`.

    Raises: DetectionError with every problem of the file, if it has an error.
    """
    loaded = load_file("detection", path, name=name)
    has_errors = any(found.severity == "error" for found in loaded.diagnostics)
    if has_errors or not isinstance(loaded.object, Detection):
        raise DetectionError(diagnostics=loaded.diagnostics)
    return loaded.object


def load_file(kind: Kind, path: Path, *, name: str | None = None) -> LoadedFile:
    """One content file of a known kind."""
    file = load_yaml_file(path, name=name)
    if file.root is None or file.errors:
        return LoadedFile(None, file.diagnostics)
    if not isinstance(file.root, YamlMapping):
        return LoadedFile(None, (*file.diagnostics, _not_a_mapping(kind, file.root)))
    data: dict[str, Any] = file.root.to_python()
    read = read_object(kind, file.root, data, path)
    return LoadedFile(read, (*file.diagnostics, *_schema_findings(kind, file.root, data)))


DeployedT = TypeVar("DeployedT", bound=ContentObject)


def deployed(found: DeployedT, deployments: Sequence[Deployment]) -> DeployedT:
    """The object with the deployment of its type, unless it is not scheduled at all or has one of its own."""
    if not isinstance(found, Detection | Baseline) or found.deployment is not None:
        return found
    return replace(found, deployment=next((each for each in deployments if each.type == found.type), None))


def _name(path: Path, root: Path) -> str:
    return (path.relative_to(root) if layout_of(root) != "loose" else path).as_posix()


def _not_a_mapping(kind: Kind, node: YamlNode) -> Diagnostic:
    way_out = f"write keys and values (name: .. on the first line), as in every {kind} file"
    return Diagnostic("DET103", f"a {kind} file is a mapping of keys to values", node.source, node.span, help=way_out)


def _schema_findings(kind: Kind, node: YamlMapping, data: dict[str, Any]) -> tuple[Diagnostic, ...]:
    if conformance(kind)(data):
        return ()
    from harness.detections.schema.explanation import explain

    return tuple(explain(kind, node, data))


def _of(cls: type[ObjectT], objects: Sequence[ContentObject]) -> tuple[ObjectT, ...]:
    return tuple(found for found in objects if isinstance(found, cls))
