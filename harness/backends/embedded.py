"""The embedded engine: searches run in this process, on stores filled from datasets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from harness.backends.contract import SearchData, SearchOutcome, SearchRequest, StageOutcome
from harness.backends.dispatch import dispatch_window
from harness.data import RenderedRow
from harness.datasets import metric_store
from harness.spl.session import Results, Stage, run_search
from harness.spl.settings import Settings
from harness.spl.sources import EventSource, MetricSource, NoEvents, NoMetrics, Sources
from harness.store import EventStore, MetricStore


class EmbeddedBackend:
    """Runs searches in this process; needs no Splunk."""

    name = "embedded"

    def run(self, request: SearchRequest) -> SearchOutcome:
        """See `Backend.run`."""
        settings = Settings.of(request.settings)
        results = run_search(
            request.pipeline or request.spl,
            sources=Sources(
                metrics=metric_source(request.data),
                events=event_source(request.data),
                lookups=request.lookups,
            ),
            time_range=dispatch_window(request.earliest, request.latest, request.now, settings),
            now=request.now,
            settings=settings,
            macros=request.macros,
        )
        return outcome_of(results)


def metric_source(data: SearchData) -> MetricSource:
    """The data points of a request; a single dataset is shared between searches, because none of them changes it."""
    if not data.datasets and not data.metrics:
        return NoMetrics()
    if len(data.datasets) == 1 and not data.metrics:
        return metric_store(data.datasets[0])
    store = MetricStore()
    for dataset in data.datasets:
        for file in dataset.metric_files:
            store.load(file.path, dataset.index)
    return store.add_points(data.metrics)


def event_source(data: SearchData) -> EventSource:
    """The events of a request."""
    if not data.events:
        return NoEvents()
    return EventStore().add_events(data.events)


def outcome_of(results: Results) -> SearchOutcome:
    """Results of the engine as every backend gives them."""
    return SearchOutcome(
        rows=results.rows,
        fields=results.fields,
        sid=results.sid,
        source=results.source,
        messages=tuple(results.messages),
        stages=tuple(_stage_outcome(stage) for stage in results.stages),
    )


def _stage_outcome(stage: Stage) -> StageOutcome:
    return StageOutcome(stage.text, stage.count, stage.seconds, partial(_rows_of, stage), _renames_of(stage))


def _rows_of(stage: Stage) -> Sequence[RenderedRow]:
    return stage.table.rows()


def _renames_of(stage: Stage) -> Mapping[str, str]:
    """`{old: new}` where the command of a stage only gives fields other names."""
    pairs = getattr(stage.command, "renamings", ())
    return {pair.old.name: pair.new.name for pair in pairs if not pair.old.has_wildcard}
