"""Content as code: the detections of a folder, what they mean, and everything that is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.detections.content import Content, ParsedSearch
    from harness.detections.fieldflow import possible_fields
    from harness.detections.loader import load_content, load_detection
    from harness.detections.model import Baseline, Deployment, Detection, Lookup, Macro, Risk, RiskObject, Story
    from harness.detections.risk import RiskOutcome, risk_events, risk_outcome
    from harness.detections.schedule import Dispatch, dispatch, dispatch_window
    from harness.detections.schema.export import schema_with_enums, write_schemas
    from harness.detections.validation import validate

__all__ = [
    "Baseline",
    "Content",
    "Deployment",
    "Detection",
    "Dispatch",
    "Lookup",
    "Macro",
    "ParsedSearch",
    "Risk",
    "RiskObject",
    "RiskOutcome",
    "Story",
    "dispatch",
    "dispatch_window",
    "load_content",
    "load_detection",
    "possible_fields",
    "risk_events",
    "risk_outcome",
    "schema_with_enums",
    "validate",
    "write_schemas",
]

_HOMES = {
    "harness.detections.content": (
        "Content",
        "ParsedSearch",
    ),
    "harness.detections.fieldflow": ("possible_fields",),
    "harness.detections.loader": (
        "load_content",
        "load_detection",
    ),
    "harness.detections.model": (
        "Baseline",
        "Deployment",
        "Detection",
        "Lookup",
        "Macro",
        "Risk",
        "RiskObject",
        "Story",
    ),
    "harness.detections.risk": (
        "RiskOutcome",
        "risk_events",
        "risk_outcome",
    ),
    "harness.detections.schedule": (
        "Dispatch",
        "dispatch",
        "dispatch_window",
    ),
    "harness.detections.schema.export": (
        "schema_with_enums",
        "write_schemas",
    ),
    "harness.detections.validation": ("validate",),
}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: finding everything in the cache needs none of them."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)
