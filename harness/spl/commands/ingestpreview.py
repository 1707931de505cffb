"""`ingestpreview`: shows what an ingest-time rule would do."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._unread import UnreadCommand, internal
from harness.spl.contract import CommandType


@dataclass(frozen=True, slots=True)
class IngestpreviewCommand(UnreadCommand):
    """Shows what an ingest-time rule would do."""

    keyword = "ingestpreview"
    type = CommandType.GENERATING
    syntax = "ingestpreview <arguments>"
    documentation = internal("Shows what an ingest-time rule would do; internal.")
    refusal = "there is no ingestion pipeline here"
