"""Metric and event indexes in memory, and the decoding of what fills them.

The names are looked up when somebody asks for one: who searches metrics does not load what reads events.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.store.archive import MetricArchive, is_archive
    from harness.store.event_records import NOWHERE, EventOrigin
    from harness.store.events import EventFile, EventStore, load_events
    from harness.store.ingestion import Ingestion
    from harness.store.metrics import MetricStore, index_of_path, load_metrics, open_metrics

_HOMES = {
    "NOWHERE": "event_records",
    "EventFile": "events",
    "EventOrigin": "event_records",
    "EventStore": "events",
    "Ingestion": "ingestion",
    "MetricArchive": "archive",
    "MetricStore": "metrics",
    "index_of_path": "metrics",
    "is_archive": "archive",
    "load_events": "events",
    "load_metrics": "metrics",
    "open_metrics": "metrics",
}

__all__ = [
    "NOWHERE",
    "EventFile",
    "EventOrigin",
    "EventStore",
    "Ingestion",
    "MetricArchive",
    "MetricStore",
    "index_of_path",
    "is_archive",
    "load_events",
    "load_metrics",
    "open_metrics",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
