"""The schemas for editors: as written, with the names of a content as choices."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from harness.detections.schema import FILES, schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from harness.detections.content import Content


def schema_with_enums(content: Content) -> dict[str, dict[str, Any]]:
    """Every schema file by its name, with the names that this content has as choices for the editor.

    Output: file name (`detection.schema.json`) to schema.  Story names become the choices of `analytic_story`,
    detection names those of a baseline's `detections`; the names of deployments and the calls of macros stand under
    `$defs` of `common.schema.json`, and the calls are the examples of every `search`.
    """
    written: dict[str, dict[str, Any]] = {f"{name}.schema.json": copy.deepcopy(dict(schema(name))) for name in FILES}
    shared = written["common.schema.json"]["$defs"]
    shared["macro_call"] = {"type": "string", "description": "A call of a macro of this content."}
    shared["deployment_name"] = {"type": "string", "description": "The name of a deployment of this content."}
    baseline = written["baseline.schema.json"]["properties"]
    calls = _choices(shared["macro_call"], (f"`{call}`" for call in content.macro_definitions))
    _choices(shared["deployment_name"], (deployment.name for deployment in content.deployments))
    _choices(shared["story_names"]["items"], (story.name for story in content.stories))
    _choices(baseline["tags"]["properties"]["detections"]["items"], (found.name for found in content.detections))
    for kind in ("detection", "baseline"):
        written[f"{kind}.schema.json"]["properties"]["search"]["examples"] = calls
    return written


def write_schemas(content: Content, folder: Path) -> list[Path]:
    """Writes every schema, with the content's names, into a folder; gives the files' paths.

    A file is written beside its place and then moved, so that an editor never reads half of one.

    Raises: OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / name, json.dumps(part, indent=2) + "\n") for name, part in schema_with_enums(content).items()
    ]


def _write(path: Path, text: str) -> Path:
    beside = path.with_suffix(".writing")
    beside.write_text(text, encoding="utf-8")
    return beside.replace(path)


def _choices(node: dict[str, Any], values: Iterable[str]) -> list[str]:
    """Limits a node of the schema to these values; a content without any leaves it free."""
    names = sorted(set(values))
    if names:
        node["enum"] = names
    return names
