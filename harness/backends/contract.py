"""What the runner asks of a place where searches run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from harness.data import RenderedRow, Table
from harness.datasets import Dataset
from harness.diagnostics import SourceText
from harness.frozen import frozen
from harness.spl.contract import Message
from harness.spl.objects import Knowledge
from harness.spl.sources import MacroDefinition, PlaceSource
from harness.spl.syntax.ast import Pipeline


@frozen
class SearchData:
    """What a search reads: datasets, and data points and events that a test holds itself."""

    datasets: Sequence[Dataset] = ()
    metrics: Sequence[Mapping[str, Any]] = ()
    events: Sequence[Mapping[str, Any]] = ()


@frozen
class SearchRequest:
    """One dispatch: the search, its window, its `now` and its data.

    `earliest` and `latest` are time modifiers or epoch seconds, None for no bound; `now` is epoch seconds.
    `pipeline` is the search parsed with its macros, from a caller who has it; a backend may run it instead of the text.
    """

    spl: SourceText
    now: float
    data: SearchData
    earliest: str | float | None = None
    latest: str | float | None = None
    macros: Mapping[str, MacroDefinition] = field(default_factory=dict)
    lookups: Mapping[str, Table] = field(default_factory=dict)
    places: PlaceSource | None = None
    knowledge: Knowledge = field(default_factory=Knowledge)
    settings: Mapping[str, Any] = field(default_factory=dict)
    pipeline: Pipeline | None = None


@frozen
class StageOutcome:
    """One command of the search: how many results it gave on, and the results themselves where they are known."""

    text: str
    count: int
    seconds: float
    rows: Callable[[], Sequence[RenderedRow]]
    renames: Mapping[str, str] = field(default_factory=dict)


@frozen
class SearchOutcome:
    """What a dispatch gave back; spans of messages point into `source`."""

    rows: Sequence[RenderedRow]
    fields: Sequence[str]
    sid: str
    source: SourceText
    messages: Sequence[Message] = ()
    stages: Sequence[StageOutcome] = ()


class Backend(Protocol):
    """A place where searches run."""

    name: str

    def run(self, request: SearchRequest) -> SearchOutcome:
        """Runs one search to its end.

        Raises: SplError where the search is wrong, BackendError where the place failed, DatasetError where the data is
        broken.
        """
        ...
