"""All of a content folder at once: its objects, how they are found, and its searches parsed."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from harness.detections.folders import Selection, real_path
from harness.detections.lookup_rows import LookupRows
from harness.diagnostics import Diagnostic, SourceText
from harness.diagnostics.yaml_offsets import ScalarOffsets
from harness.errors import SplError
from harness.frozen import frozen
from harness.spl.knowledge.platform import INFORMATION_MODEL_MACROS
from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from harness.data import Table
    from harness.detections.model import Baseline, ContentObject, Deployment, Detection, Lookup, Macro, Story
    from harness.spl.objects import Knowledge
    from harness.spl.syntax.ast import Pipeline


MadeT = TypeVar("MadeT")


@frozen
class ParsedSearch:
    """A search's syntax tree, or why it has none."""

    pipeline: Pipeline | None
    diagnostics: tuple[Diagnostic, ...] = ()


_FIELDS = {
    "detection": "detections",
    "macro": "macros",
    "story": "stories",
    "deployment": "deployments",
    "baseline": "baselines",
    "lookup": "lookups",
}


@frozen
class Content:
    """The content of a folder.

    `diagnostics` are what loading found wrong with its `files`; `validate` adds what the content means.  `files` are by
    the names that diagnostics give them.  `now` is the time against which dates are judged, in epoch seconds; without
    it no date lies in the future.  `rules` are what the conf files of the content say about the fields of events.
    """

    root: Path
    detections: tuple[Detection, ...] = ()
    macros: tuple[Macro, ...] = ()
    stories: tuple[Story, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    now: float | None = None
    external_commands: frozenset[str] = frozenset()
    rules: Knowledge | None = None
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def objects(self) -> tuple[ContentObject, ...]:
        """Every object of every kind."""
        return (*self.detections, *self.macros, *self.stories, *self.deployments, *self.baselines, *self.lookups)

    @property
    def macro_definitions(self) -> Mapping[str, MacroDefinition]:
        """Every macro that a search of this content may call, by `name` or `name(number of arguments)`.

        A detection whose filter macro has no file gets one that lets every result pass, as it does when Splunk's
        tool builds the app.
        """
        if "macros" not in self._memo:
            self._memo["macros"] = self._define_macros()
        defined: Mapping[str, MacroDefinition] = self._memo["macros"]
        return defined

    def _define_macros(self) -> dict[str, MacroDefinition]:
        filters = (
            MacroDefinition(detection.filter_macro, "search *")
            for detection in self.detections
            if not detection.is_saved_search
        )
        written = (
            MacroDefinition(
                macro.key,
                macro.definition,
                macro.arguments,
                macro.is_eval,
                str(macro.path),
                macro.definition_source,
                macro.validation,
                macro.errormsg,
            )
            for macro in self.macros
        )
        return {macro.name: macro for macro in (*INFORMATION_MODEL_MACROS, *filters, *written)}

    def with_objects(self, objects: Sequence[ContentObject]) -> Content:
        """This content and further objects, whose macros and lookups win over those of the same name."""
        more: dict[str, Any] = {
            field: (*getattr(self, field), *(found for found in objects if found.kind == kind))
            for kind, field in _FIELDS.items()
        }
        return replace(self, **more, _memo={})

    def detection(self, name: str) -> Detection | None:
        """The detection of this name, id or file name (with or without its ending), or None."""
        stem = name.removesuffix(".yml")
        for found in self.detections:
            if name in (found.name, found.id) or stem == found.stem:
                return found
        return None

    def detection_at(self, path: Path) -> Detection | None:
        """The detection of a file, of this content or elsewhere; None where there is no such file.

        A file elsewhere is deployed as this content deploys its type.

        Raises: DetectionError with every problem of a file elsewhere.
        """
        wanted = real_path(path)
        for found in self.detections:
            if real_path(found.path) == wanted:
                return found
        return self._detection_elsewhere(wanted) if wanted.is_file() else None

    def _detection_elsewhere(self, path: Path) -> Detection:
        from harness.detections.loader import deployed, load_detection

        if path not in self._memo:
            root = real_path(self.root)
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
            self._memo[path] = deployed(load_detection(path, name=name), self.deployments)
        found: Detection = self._memo[path]
        return found

    def checked_files(self, paths: Sequence[Path] = ()) -> tuple[Path, ...]:
        """The files of this content that are, or are below, one of these paths; all of them without paths."""
        selection = Selection(paths)
        return tuple(path for path in self.files.values() if path in selection)

    @property
    def lookup_rows(self) -> Mapping[str, Table]:
        """The rows of every lookup by its name and by the name of its file, read on first use."""
        if "lookup_rows" not in self._memo:
            self._memo["lookup_rows"] = LookupRows(self.lookups)
        rows: Mapping[str, Table] = self._memo["lookup_rows"]
        return rows

    @property
    def knowledge(self) -> Knowledge:
        """What a search of this content may name beside macros and lookups."""
        if "knowledge" not in self._memo:
            from harness.detections.saved_searches import ContentSearches
            from harness.spl.objects import Knowledge

            searches = ContentSearches(self.detections, self.baselines)
            self._memo["knowledge"] = replace(self.rules or Knowledge(), saved_searches=searches)
        made: Knowledge = self._memo["knowledge"]
        return made

    def deployment(self, content_type: str) -> Deployment | None:
        """The deployment of content of this type (`Anomaly`, `TTP`, `Baseline`, ..), or None."""
        return next((found for found in self.deployments if found.type == content_type), None)

    def parsed(self, source: SourceText) -> ParsedSearch:
        """A search of this content, parsed with its macros; parsed once however often it is asked for."""
        key = (source.name, source.text, _start(source))
        if key not in self._memo:
            self._memo[key] = self._parse(source)
        found: ParsedSearch = self._memo[key]
        return found

    def remembered(self, key: tuple[str, ...], make: Callable[[], MadeT]) -> MadeT:
        """What `make` gave for this key the first time that it was asked for."""
        if key not in self._memo:
            self._memo[key] = make()
        made: MadeT = self._memo[key]
        return made

    def _parse(self, source: SourceText) -> ParsedSearch:
        # The language is a large room; loading content without looking into its searches does not need it.
        from harness.spl.parsing import parse

        try:
            found = parse(source, macros=self.macro_definitions, externals=self.external_commands)
        except SplError as error:
            return ParsedSearch(None, tuple(d for d in error.diagnostics if isinstance(d, Diagnostic)))
        return ParsedSearch(found, found.warnings)

    def replacing(self, detection: Detection) -> Content:
        """This content with one detection in the place of the one that has its id, or added."""
        others = tuple(found for found in self.detections if found.id != detection.id)
        return replace(self, detections=(*others, detection), _memo={})


def _start(source: SourceText) -> object:
    """What tells apart two searches of one file that read the same; the offsets themselves are costly to ask for."""
    offsets = source.origins[0].offsets if source.origins else ()
    return offsets.start if isinstance(offsets, range | ScalarOffsets) else tuple(offsets[:1])
