"""Metric and event indexes in memory, and the decoding of what fills them."""

from harness.store.events import EventStore, load_events
from harness.store.metrics import MetricStore, index_of_path, load_metrics

__all__ = ["EventStore", "MetricStore", "index_of_path", "load_events", "load_metrics"]
