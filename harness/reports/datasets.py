"""Datasets as a person reads them in a terminal."""

from __future__ import annotations

from datetime import UTC, datetime

from harness.datasets import DatasetSummary


def render_dataset_line(summary: DatasetSummary, name: str = "") -> str:
    """One line: the name by which tests call it, points and edges, or events."""
    shown = name or summary.dataset.name
    if summary.events:
        return f"{shown:<40} {summary.events:>9,} events"
    return f"{shown:<40} {summary.points:>9,} points {summary.edges:>6,} edges"


def render_dataset(summary: DatasetSummary) -> str:
    """Everything there is to say about a dataset, one fact a line."""
    dataset = summary.dataset
    facts = {
        "id": dataset.id,
        "description": " ".join(dataset.description.split()),
        "environment": dataset.environment,
        "techniques": ", ".join(dataset.mitre_technique),
        "anchor": _time(dataset.anchor),
        "indexes": ", ".join(summary.indexes),
        "points": f"{summary.points:,}" if summary.points or not summary.events else "",
        "series": f"{summary.series:,}" if summary.points or not summary.events else "",
        "edges": f"{summary.edges:,}" if summary.points or not summary.events else "",
        "events": f"{summary.events:,}" if summary.events else "",
        "earliest": _time(summary.earliest),
        "latest": _time(summary.latest),
        "files": ", ".join(f"{file.name} ({file.kind})" for file in dataset.files),
    }
    lines = [dataset.name, *(f"  {name:<12} {text}" for name, text in facts.items() if text)]
    lines += [f"  {metric:<28} {points:>9,} points" for metric, points in summary.metrics.items()]
    lines += [f"  {sourcetype:<28} {events:>9,} events" for sourcetype, events in summary.sourcetypes.items()]
    return "\n".join(lines) + "\n"


def _time(epoch_s: float | None) -> str:
    if epoch_s is None:
        return ""
    return datetime.fromtimestamp(epoch_s, UTC).isoformat().replace("+00:00", "Z")
