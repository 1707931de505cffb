"""The risk score is impact × confidence / 100, where the file states all three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection


class RiskScoreCheck(Check):
    """Compares the stated score with the product; the newer generation states only scores.

    A product with a fraction may be stated exactly or rounded, as the field's tool rounds it.
    """

    codes = ("DET132",)

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:  # noqa: ARG002
        """A score that is not the product."""
        risk, node = detection.risk, detection.find("tags", "risk_score")
        if risk is None or risk.impact is None or risk.confidence is None or node is None:
            return
        stated, product = node.to_python(), risk.impact * risk.confidence / 100
        if stated in (product, round(product)) or not isinstance(stated, int | float):
            return
        message = (
            f"risk_score is {stated}, but impact {risk.impact} × confidence {risk.confidence} / 100 is {product:g}"
        )
        way_out = f"write risk_score: {round(product)}, or change impact or confidence"
        yield Diagnostic("DET132", message, detection.source, node.span, "not the product", way_out)
