"""The front door of the engine: SPL, a time range and sources in, results with stages and messages out.

A search is parsed (macros expanded, subsearches and all), and its commands are executed one after the other; the
table between two commands is kept as a stage, so that a reader can see where rows came and went.  A command that
stands first generates its rows, an implied `search` included; a subsearch is a pipeline of its own that runs from no
rows, in the *dispatch* time range: time bounds written in the outer search do not reach it.

Invariants
- `now` is handed in and constant for the whole search.
- Only an `SplError` leaves `run_search` on purpose; a search over sources without data gives no rows.

Source: Search Manual, "About subsearches"; Search Reference, "Time modifiers".
Differs: an error inside a subsearch fails the whole search, where Splunk is said to go on with a warning; a verdict
about a detection must not rest on half of its search.
"""

from __future__ import annotations

from dataclasses import field
from functools import partial
from time import perf_counter  # measures how long a stage took; no result depends on it
from typing import TYPE_CHECKING, Any, cast

from harness.data import RenderedRow, Table
from harness.errors import SearchRuntimeError
from harness.frozen import frozen
from harness.spl.contract import Command, CommandType, Context, Message, Recorded
from harness.spl.parsing import parse
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources
from harness.spl.syntax.ast import Pipeline
from harness.timerange import ALL_TIME, TimeRange

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from harness.diagnostics import SourceText, Span

MAX_SUBSEARCH_DEPTH = 8
"""How deep subsearches may stand in each other."""


@frozen
class Stage:
    """One command of a search that has run.

    `text` is the command as the search has it after macro expansion, `span` its place there; `count` the number of
    results that came out of it, `seconds` the time it took, `inner` the stages of the subsearches that it ran.
    """

    text: str
    span: Span
    count: int
    seconds: float
    table: Table = field(repr=False)
    command: Command = field(repr=False)
    inner: tuple[tuple[Stage, ...], ...] = ()

    def rows(self, limit: int | None = None) -> list[RenderedRow]:
        """The first `limit` results that came out of the command, or all of them."""
        return (self.table if limit is None else self.table.slice(0, limit)).rows()


@frozen
class Results:
    """What a search gives.

    `fields` are the names of the result's columns, internal ones (`_time`, `_raw`, `_span`) included, as a search job
    reports them over REST: by name, or in the order of the command that built the rows (`table`, `fields`, `stats`).
    """

    fields: list[str]
    table: Table = field(repr=False)
    messages: list[Message]
    stages: list[Stage]
    now: float
    time_range: TimeRange
    sid: str
    source: SourceText = field(repr=False)
    lookups: Mapping[str, Table | None] = field(default_factory=dict, repr=False)
    """The lookups that the search wrote, by name without `.csv`; None for one that it deleted."""
    recorded: Sequence[Recorded] = field(default=(), repr=False)
    """What the search would have done outside of itself, in order."""
    _rendered: list[list[RenderedRow]] = field(default_factory=list, repr=False, compare=False)

    @property
    def rows(self) -> list[RenderedRow]:
        """The results as Splunk prints them: texts, lists of texts for multivalues, nothing for null."""
        if not self._rendered:
            self._rendered.append(self.table.rows())
        return self._rendered[0]

    def __len__(self) -> int:
        return self.table.height


def run_search(
    spl: str | SourceText | Pipeline,
    *,
    now: float,
    sources: Sources | None = None,
    time_range: TimeRange = ALL_TIME,
    settings: Settings | Mapping[str, Any] | None = None,
    macros: Mapping[str, MacroDefinition] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """Runs a search.

    Input: a search as text, as a text with origins, or parsed; `now` in epoch seconds, the start of the search;
    `cancelled` is asked between commands, and within those that take long, whether the search shall stop.
    Units: times in epoch seconds.
    Raises: SplError and its subclasses, with the place in the search.
    """
    pipeline = spl if isinstance(spl, Pipeline) else parse(spl, macros=macros)
    job = _Job(now, time_range, Settings.of(settings), sources or Sources(), macros or {}, cancelled)
    table, stages = job.run(pipeline, None, depth=0)
    fields = _fields(table, pipeline)
    return Results(
        fields,
        table.select(fields),
        job.messages,
        list(stages),
        now,
        time_range,
        job.sid,
        pipeline.source,
        lookups=job.written,
        recorded=tuple(job.recorded),
    )


def _fields(table: Table, pipeline: Pipeline) -> list[str]:
    ordered = any(_builds_rows(cast("Command", command)) for command in pipeline.commands)
    return table.names if ordered else sorted(table.names)


_BUILDERS = frozenset({"fields", "mstats", "tstats", "xyseries", "untable", "transpose", "fieldsummary"})
"""Commands of other types that decide which fields there are, and in which order."""


def _builds_rows(command: Command) -> bool:
    return command.type is CommandType.TRANSFORMING or command.keyword in _BUILDERS


class _Job:
    """One running search: what its pipelines share."""

    __slots__ = (
        "cancelled",
        "macros",
        "messages",
        "now",
        "recorded",
        "settings",
        "sid",
        "sources",
        "started",
        "time_range",
        "written",
    )

    def __init__(
        self,
        now: float,
        time_range: TimeRange,
        settings: Settings,
        sources: Sources,
        macros: Mapping[str, MacroDefinition],
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.now = now
        self.started = perf_counter()
        self.cancelled = cancelled
        self.sid = f"{now:.0f}.1"
        self.time_range = time_range
        self.settings = settings
        self.sources = sources
        self.macros = macros
        self.messages: list[Message] = []
        self.written: dict[str, Table | None] = {}
        self.recorded: list[Recorded] = []

    def run(
        self,
        pipeline: Pipeline,
        rows: Table | None,
        depth: int,
        searched: TimeRange | None = None,
        dispatched: TimeRange | None = None,
    ) -> tuple[Table, tuple[Stage, ...]]:
        """Executes a pipeline on rows that were read in the window `searched`, or from nothing where `rows` is None.

        `dispatched` is the dispatch window where it is not that of the job.
        """
        inner: list[tuple[Stage, ...]] = []
        context = self._context(pipeline, inner, depth, dispatched or self.time_range)
        context.searched = searched
        stages: list[Stage] = []
        table = rows
        for node in pipeline.commands:
            command = cast("Command", node)
            context.check = partial(self._check, context, command)
            context.check()
            started = perf_counter()
            table = command.generate(context) if table is None else command.execute(table, context)
            elapsed = perf_counter() - started
            self._weigh(table, context, command)
            stages.append(_stage(command, pipeline.source, table, elapsed, inner))
            inner.clear()
        return Table({}) if table is None else table, tuple(stages)

    def _weigh(self, table: Table, context: Context, command: Command) -> None:
        """Raises where the results of a command are larger than they may be."""
        limit = self.settings.memory_mb
        if limit is not None and table.held_bytes() > limit * 2**20:
            raise context.error(
                SearchRuntimeError,
                "SPL572",
                f"the results of {command.keyword} take {table.held_bytes() / 2**20:.0f} MiB, more than {limit:g}",
                command.span,
                label="too large",
                help="narrow the search before this command, or raise the setting memory_mb",
            )

    def _check(self, context: Context, command: Command) -> None:
        """Raises where the search has run longer than it may, or shall stop."""
        if self.cancelled is not None and self.cancelled():
            raise context.error(
                SearchRuntimeError, "SPL571", "the search was cancelled", command.span, label="it had come to here"
            )
        limit = self.settings.timeout_s
        if limit is not None and perf_counter() - self.started > limit:
            raise context.error(
                SearchRuntimeError,
                "SPL570",
                f"the search ran longer than {limit:g} s",
                command.span,
                label="it had come to here",
                help="narrow its time range or its first command, or raise the setting timeout_s",
            )

    def _context(self, pipeline: Pipeline, inner: list[tuple[Stage, ...]], depth: int, window: TimeRange) -> Context:
        def nested(child: Pipeline, rows: Table | None, dispatched: TimeRange = window) -> Table:
            searched = None if rows is None else context.searched
            table, stages = self.run(child, rows, depth + 1, searched, dispatched)
            inner.append(stages)
            return table

        def run_within(child: Pipeline, dispatched: TimeRange) -> Table:
            if depth >= MAX_SUBSEARCH_DEPTH:
                raise _too_deep(context, child)
            return nested(child, None, dispatched)

        context = Context(
            now=self.now,
            time_range=window,
            settings=self.settings,
            sources=self.sources,
            source=pipeline.source,
            run=partial(run_within, dispatched=window),
            run_within=run_within,
            continue_=nested,
            messages=self.messages,
            sid=self.sid,
            macros=self.macros,
            written=self.written,
            recorded=self.recorded,
        )
        return context


def _stage(
    command: Command, source: SourceText, table: Table, seconds: float, inner: Sequence[tuple[Stage, ...]]
) -> Stage:
    start, end = command.span
    return Stage(source.text[start:end].strip(), command.span, table.height, seconds, table, command, tuple(inner))


def _too_deep(context: Context, child: Pipeline) -> Exception:
    return context.error(
        SearchRuntimeError,
        "SPL505",
        f"subsearches stand more than {MAX_SUBSEARCH_DEPTH} deep in each other",
        child.span,
        label="one too many",
        help="compute the inner result in the outer search, or keep it in a lookup",
    )


__all__ = ["Message", "Results", "Stage", "parse", "run_search"]
