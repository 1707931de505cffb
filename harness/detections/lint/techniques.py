"""ATT&CK techniques are known, and each is named once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.detections import attack
from harness.detections.lint import Check
from harness.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection
    from harness.diagnostics.yaml_text import YamlNode

_PATH = ("tags", "mitre_attack_id")
_FORM = re.compile(r"T\d{4}(\.\d{3})?")


class TechniqueCheck(Check):
    """What the form of an id, which the schema decides, does not tell."""

    codes = ("DET121", "DET122", "DET123")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:  # noqa: ARG002
        """Techniques named twice, named beside their own sub-technique (newer generation), or unknown."""
        listed = detection.find(*_PATH)
        names = listed.to_python() if listed is not None else []
        for index, name in enumerate(names if isinstance(names, list) else []):
            node = detection.find(*_PATH, index)
            if node is None or not isinstance(name, str):
                continue
            yield from self._check_one(detection, node, name, names[:index], names)

    def _check_one(
        self, detection: Detection, node: YamlNode, name: str, before: list[str], names: list[str]
    ) -> Iterator[Diagnostic]:
        if name in before:
            yield Diagnostic(
                "DET123", f"technique {name} is listed twice", node.source, node.span, "again", "remove it"
            )
            return
        below = [other for other in names if isinstance(other, str) and other.startswith(f"{name}.")]
        if below and detection.generation == "newer":
            message = f"technique {name} is listed beside its sub-technique {below[0]}"
            way_out = f"remove {name}: {below[0]} says it more precisely"
            yield Diagnostic("DET121", message, node.source, node.span, "implied", way_out)
        if _FORM.fullmatch(name) and not attack.is_known(name):
            message = f"technique {name} is not in the table of ATT&CK techniques"
            way_out = "check the number; without the technique's tactics its kill chain phases stay unknown"
            yield Diagnostic("DET122", message, node.source, node.span, "unknown", way_out, severity="warning")
