"""The files of a manifest in the older form of the field: `dataset`, a list of URLs, and `sourcetypes` beside it.

A file has the only sourcetype, or the one at its place in a list of equal length.  Where the sourcetype is written as
`XmlWinEventLog:<channel>`, as Splunk's add-on for Windows had it before version 5, the file has the names of today,
which published searches use: the sourcetype XmlWinEventLog, and the whole as source.

Source: splunk/attack_data, manifests before 2025; Splunk Add-on for Microsoft Windows, "Upgrade".
Undecided: that lists of equal length belong together place by place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.kinds import infer_kind
from harness.datasets.manifest import DataFile, file_path
from harness.diagnostics.yaml_text import YamlScalar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from harness.datasets.reading import Reader
    from harness.diagnostics.yaml_text import YamlNode

_WINDOWS = "XmlWinEventLog"


def read_older_files(reader: Reader, parts: Mapping[str, YamlNode], folder: Path) -> tuple[DataFile, ...]:
    """The files that the manifest names; whatever is wrong is told to the reader."""
    if not {"dataset", "sourcetypes"} <= parts.keys():
        return ()
    nodes, kinds = _listed(reader, parts["dataset"]), _texts(reader, parts["sourcetypes"], "a sourcetype")
    if nodes and kinds and len(kinds) not in (1, len(nodes)):
        message = f"{len(nodes)} files have {len(kinds)} sourcetypes"
        way_out = "write datasets: with name, path, sourcetype and source of each file"
        reader.problem("DS004", message, parts["sourcetypes"].span, label="which is whose?", help=way_out)
        return ()
    if not nodes or not kinds:
        return ()
    sourcetypes = kinds * len(nodes) if len(kinds) == 1 else kinds
    found = (_file(reader, node, kind, folder) for node, kind in zip(nodes, sourcetypes, strict=True))
    return tuple(file for file in found if file is not None)


def _listed(reader: Reader, node: YamlNode) -> list[YamlNode]:
    return [node] if isinstance(node, YamlScalar) else list(reader.items(node))


def _texts(reader: Reader, node: YamlNode, what: str) -> list[str]:
    return [text for text in (reader.text(item, what) for item in _listed(reader, node)) if text]


def _file(reader: Reader, node: YamlNode, sourcetype: str, folder: Path) -> DataFile | None:
    written = reader.text(node, "a file")
    path = file_path(reader, node, written, folder) if written else None
    if path is None:
        return None
    is_windows = sourcetype.startswith(f"{_WINDOWS}:")
    return DataFile(
        name=path.name,
        path=path,
        source=sourcetype if is_windows else path.name,
        sourcetype=_WINDOWS if is_windows else sourcetype,
        kind=infer_kind(path),
        sha256=None,
        points=None,
        place=(reader.source, node.span),
    )
