"""What `tstats` reads: events of indexes with the fields they were given, or the events of a dataset.

Rules
- A1  Over indexes, a field is one that events were given when they came (`_time`, `host`, fields of HEC, of a JSON
  line); what search time would extract is not in the index.  A field that no event has is null.
- A2  Over a data model, WHERE tests fields of the model, the fields of every event, and `nodename`; a bare word finds
  nothing in a summary and is refused.
- A3  `_time` without span falls into bins as wide as those of timechart.  Undecided: the width.

Source: Search Reference, "tstats".
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.data import Column, coalesce
from harness.data.binning import time_bins
from harness.spl.commands._bins import BinOptions, stretch_of, time_binning
from harness.spl.commands._datasets import DatasetRequest, read_dataset
from harness.spl.commands._event_scans import events_in
from harness.spl.commands._refusals import unsupported
from harness.spl.evaluation import search_mask
from harness.spl.evaluation.bounds import possible_indexes, scan_window
from harness.spl.knowledge.datamodels import data_model, dataset_of
from harness.spl.syntax.ast import FieldName, SearchComparison, SearchIn, SearchLogical, SearchNot, SearchTerm
from harness.timerange import parse_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.data import Table
    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.syntax.ast import SearchExpression


def index_events(where: SearchExpression | None, context: Context) -> Table:
    """The events of indexes that match, with the fields they were given (A1)."""
    indexes = possible_indexes(where, context.sources.events.event_indexes(), context)
    window = context.searched = scan_window(where, context)
    events = events_in(indexes, window, context)
    return events.filter(search_mask(where, events, context)) if where else events


def dataset_events(
    path: str, names: Sequence[str], where: SearchExpression | None, span: Span, context: Context
) -> Table:
    """The events of `model` or `model.dataset` that match, with the named fields (A2)."""
    name, _, dataset = path.partition(".")
    model = data_model(name, span, context)
    target = dataset_of(model, dataset, span, context) if dataset else None
    word = next(_words(where), None)
    if word is not None:
        raise unsupported(context, word.span, "a word without a field in tstats over a data model")
    named = list(dict.fromkeys([*names, *(field.name for field in tested_fields(where)), "index"]))
    events = read_dataset(DatasetRequest(model, target, named, span, where), context)
    return events.filter(search_mask(where, events, context)) if where else events


def tested_fields(node: SearchExpression | None) -> Iterator[FieldName]:
    """The fields that an expression tests."""
    match node:
        case SearchComparison(field=field) | SearchIn(field=field):
            yield field
        case SearchNot(operand=operand):
            yield from tested_fields(operand)
        case SearchLogical(operands=operands):
            for operand in operands:
                yield from tested_fields(operand)


def _words(node: SearchExpression | None) -> Iterator[SearchTerm]:
    match node:
        case SearchTerm():
            yield node
        case SearchNot(operand=operand):
            yield from _words(operand)
        case SearchLogical(operands=operands):
            for operand in operands:
                yield from _words(operand)


def binned_time(column: Column, width: str | None, at: Span, context: Context) -> Column:
    """The bins of time that events fall into; without a width as wide as those of timechart (A3)."""
    if width is not None and width != "auto":
        return time_bins(column, parse_span(width), ZoneInfo(context.settings.timezone))
    window, found = context.searched_range, stretch_of(column)
    if found is None:
        return column
    first = window.earliest if window.earliest else found[0]
    last = found[1] if window.latest is None else window.latest
    binning = time_binning((first, last), BinOptions(at), context)
    return column if binning is None else binning.values(binning.places(column))


def keyed(name: str, column: Column, fill: str | None) -> Column:
    """A BY field, with what stands in for null."""
    if fill is None or name == "_time":
        return column
    return coalesce([column, Column.constant(fill, len(column))])
