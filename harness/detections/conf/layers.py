"""A conf file of an app as Splunk sees it: what `local` says over what `default` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.text import ConfReader, Stanza
from harness.detections.folders import CONF_FOLDERS
from harness.diagnostics import Diagnostic, Origin, SourceText, Span
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SIZE_LIMIT_BYTES = 100_000_000


@frozen
class ConfFile:
    """The stanzas of a conf file, merged; `paths` are the files behind it, by the names that diagnostics give them."""

    source: SourceText
    stanzas: dict[str, Stanza]
    paths: dict[str, Path]
    diagnostics: tuple[Diagnostic, ...] = ()

    def path_of(self, span: Span) -> Path | None:
        """The file in which a span of the source stands."""
        name = Diagnostic("", "", self.source, span).location.source.name
        return self.paths.get(name)


def read_conf(app: Path, name: str, folders: Sequence[str] = CONF_FOLDERS, *, spreads_default: bool = True) -> ConfFile:
    """The conf file of this name of an app, from these of its folders; without stanzas where the app has none.

    A setting of `[default]` holds for every stanza that does not say otherwise; the nearest word counts: the stanza
    in `local`, the stanza in `default`, then `[default]` in the two.  Unless it is spread so, `[default]` is a stanza
    like the others.
    """
    diagnostics: list[Diagnostic] = []
    paths: dict[str, Path] = {}
    texts: list[SourceText] = []
    for layer in folders:
        path = app / layer / name
        if path.is_file():
            shown = path.relative_to(app).as_posix()
            paths[shown] = path
            texts += _text(path, shown, diagnostics)
    source, spans = _laid_together(texts, next(iter(paths), name))
    reader = ConfReader(source)
    stanzas = _merged([reader.read(span) for span in spans], spreads_default)
    return ConfFile(source, stanzas, paths, (*diagnostics, *reader.diagnostics))


def _text(path: Path, name: str, diagnostics: list[Diagnostic]) -> list[SourceText]:
    nothing = SourceText(name, "")
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            message = f"the file is larger than {SIZE_LIMIT_BYTES:,} bytes"
            diagnostics.append(Diagnostic("DET205", message, nothing, Span(0, 0), help="split the app"))
            return []
        return [SourceText(name, path.read_bytes().decode("utf-8-sig"))]
    except UnicodeDecodeError as error:
        message, way_out = f"the file is not UTF-8: a wrong byte at offset {error.start:,}", "save the file as UTF-8"
    except OSError as error:
        message, way_out = f"the file cannot be read: {error.strerror}", "check its permissions"
    diagnostics.append(Diagnostic("DET205", message, nothing, Span(0, 0), help=way_out))
    return []


def _laid_together(texts: Sequence[SourceText], name: str) -> tuple[SourceText, list[Span]]:
    """One text that holds all of them, and where each of them stands in it."""
    if len(texts) == 1:
        return texts[0], [Span(0, len(texts[0].text))]
    joined = "\n".join(each.text for each in texts)
    spans: list[Span] = []
    start = 0
    for each in texts:
        spans.append(Span(start, start + len(each.text)))
        start += len(each.text) + 1
    origins = (
        Origin(span.start, span.end + 1, each, range(len(each.text) + 2))
        for each, span in zip(texts, spans, strict=True)
    )
    return SourceText(name, joined, tuple(origins)), spans


def _merged(layers: Sequence[dict[str, Stanza]], spreads_default: bool) -> dict[str, Stanza]:
    merged: dict[str, Stanza] = {}
    for layer in layers:
        for name, stanza in layer.items():
            _lay_over(merged.setdefault(name, Stanza(name, stanza.span)), stanza)
    common = merged.pop("default", None) if spreads_default else None
    if common is not None:
        for name, stanza in merged.items():
            whole = Stanza(name, stanza.span)
            _lay_over(whole, common)
            _lay_over(whole, stanza)
            merged[name] = whole
    return merged


def _lay_over(below: Stanza, above: Stanza) -> None:
    below.settings.update(above.settings)
    below.key_spans.update(above.key_spans)
