"""The embedded engine: searches run in this process, on stores filled from datasets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from harness.backends.contract import SearchData, SearchOutcome, SearchRequest, StageOutcome
from harness.backends.dispatch import dispatch_window
from harness.data import RenderedRow
from harness.datasets import add_events, event_store, metric_store
from harness.spl.objects import SourceRules
from harness.spl.session import Results, Stage, run_search
from harness.spl.settings import Settings
from harness.spl.sources import EventSource, MetricSource, NoEvents, NoMetrics, Sources
from harness.store.metrics import MetricStore


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
                events=event_source(request.data, request.now, request.knowledge.source_rules),
                lookups=request.lookups,
                places=request.places,
                knowledge=request.knowledge,
            ),
            time_range=dispatch_window(request.earliest, request.latest, request.now, settings),
            now=request.now,
            settings=settings,
            macros=request.macros,
        )
        return outcome_of(results)


def metric_source(data: SearchData) -> MetricSource:
    """The data points of a request; a single dataset is shared between searches, because none of them changes it."""
    datasets = [dataset for dataset in data.datasets if dataset.metric_files]
    if not datasets and not data.metrics:
        return NoMetrics()
    if len(datasets) == 1 and not data.metrics:
        return metric_store(datasets[0])
    store = MetricStore()
    for dataset in datasets:
        for file in dataset.metric_files:
            store.load(file.path, file.index or dataset.index, file.format)
    return store.add_points(data.metrics)


def event_source(data: SearchData, now: float | None = None, rules: Sequence[SourceRules] = ()) -> EventSource:
    """The events of a request, indexed at `now` by the rules of props.conf; searches share a single dataset."""
    datasets = [dataset for dataset in data.datasets if dataset.event_files]
    if not datasets and not data.events:
        return NoEvents()
    from harness.store import EventStore, Ingestion  # most searches of metrics have no events

    ingestion = Ingestion(rules)
    if len(datasets) == 1 and not data.events:
        return event_store(datasets[0], now, ingestion)
    store = EventStore(index_time=now, ingestion=ingestion)
    for dataset in datasets:
        for file in dataset.event_files:
            add_events(store, dataset, file)
    return store.add_events(data.events)


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
