"""Metric and event indexes in memory, and the decoding of what fills them."""

from harness.store.event_records import NOWHERE, EventOrigin
from harness.store.events import EventFile, EventStore, load_events
from harness.store.ingestion import Ingestion
from harness.store.metrics import MetricStore, index_of_path, load_metrics

__all__ = [
    "NOWHERE",
    "EventFile",
    "EventOrigin",
    "EventStore",
    "Ingestion",
    "MetricStore",
    "index_of_path",
    "load_events",
    "load_metrics",
]
