"""`shape`: describes the shape of a numeric field."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class ShapeCommand(UnreadCommand):
    """Describes the shape of a numeric field."""

    keyword = "shape"
    type = CommandType.DATASET_PROCESSING
    syntax = "shape <arguments>"
    documentation = internal("Describes the shape of a numeric field; internal.")
    refusal = "it is internal to Splunk, which does not document what it does"
