"""Content as code: the detections of a folder, what they mean, and everything that is wrong with them."""

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
