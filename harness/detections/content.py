"""All of a content folder at once: its objects, how they are found, and its searches parsed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.detections.lookup_rows import LookupRows
from harness.detections.platform import PLATFORM_MACROS
from harness.diagnostics import Diagnostic, SourceText
from harness.errors import SplError
from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.data import Table
    from harness.detections.model import Baseline, ContentObject, Deployment, Detection, Lookup, Macro, Story
    from harness.spl.syntax.ast import Pipeline


@dataclass(frozen=True, slots=True)
class ParsedSearch:
    """A search's syntax tree, or why it has none."""

    pipeline: Pipeline | None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a folder.

    `diagnostics` are what loading found wrong with its `files`; `validate` adds what the content means.  `files` are by
    the names that diagnostics give them.  `now` is the time against which dates are judged, in epoch seconds; without
    it no date lies in the future.
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
        filters = (MacroDefinition(detection.filter_macro, "search *") for detection in self.detections)
        written = (
            MacroDefinition(macro.key, macro.definition, macro.arguments, path=str(macro.path)) for macro in self.macros
        )
        return {macro.name: macro for macro in (*PLATFORM_MACROS, *filters, *written)}

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
        wanted = path.resolve()
        for found in self.detections:
            if found.path.resolve() == wanted:
                return found
        return self._detection_elsewhere(wanted) if wanted.is_file() else None

    def _detection_elsewhere(self, path: Path) -> Detection:
        from harness.detections.loader import deployed, load_detection

        if path not in self._memo:
            root = self.root.resolve()
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
            self._memo[path] = deployed(load_detection(path, name=name), self.deployments)
        found: Detection = self._memo[path]
        return found

    def checked_files(self, paths: Sequence[Path] = ()) -> tuple[Path, ...]:
        """The files of this content that are, or are below, one of these paths; all of them without paths."""
        return tuple(path for path in self.files.values() if is_below(path, paths))

    @property
    def lookup_rows(self) -> Mapping[str, Table]:
        """The rows of every lookup by its name and by the name of its file, read on first use."""
        if "lookup_rows" not in self._memo:
            self._memo["lookup_rows"] = LookupRows(self.lookups)
        rows: Mapping[str, Table] = self._memo["lookup_rows"]
        return rows

    def deployment(self, content_type: str) -> Deployment | None:
        """The deployment of content of this type (`Anomaly`, `TTP`, `Baseline`, ..), or None."""
        return next((found for found in self.deployments if found.type == content_type), None)

    def parsed(self, source: SourceText) -> ParsedSearch:
        """A search of this content, parsed with its macros; parsed once however often it is asked for."""
        key = (source.name, source.text, source.origins[0].offsets[0] if source.origins else 0)
        if key not in self._memo:
            self._memo[key] = self._parse(source)
        found: ParsedSearch = self._memo[key]
        return found

    def _parse(self, source: SourceText) -> ParsedSearch:
        # The language is a large room; loading content without looking into its searches does not need it.
        from harness.spl.parsing import parse

        try:
            return ParsedSearch(parse(source, macros=self.macro_definitions))
        except SplError as error:
            return ParsedSearch(None, tuple(d for d in error.diagnostics if isinstance(d, Diagnostic)))

    def replacing(self, detection: Detection) -> Content:
        """This content with one detection in the place of the one that has its id, or added."""
        others = tuple(found for found in self.detections if found.id != detection.id)
        return replace(self, detections=(*others, detection), _memo={})


def is_below(path: Path, paths: Sequence[Path]) -> bool:
    """Whether a file is, or is below, one of these paths; always without paths."""
    resolved = path.resolve()
    return not paths or any(resolved == each or each in resolved.parents for each in map(Path.resolve, paths))
