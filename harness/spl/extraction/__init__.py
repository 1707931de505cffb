"""Fields that events get at search time: extractions, aliases, calculations, lookups, event types and tags."""

from harness.spl.extraction.events import events_with_fields, is_settled

__all__ = ["events_with_fields", "is_settled"]
