"""Events of an index as a search sees them: with the fields of search time.

The idea: what an event gets depends on the event alone, so nothing is done before a command asks for a field that the
event does not have yet; rows that were filtered out by then cost nothing.  Extraction is a matter of the raw texts and
the rules only, so its outcome is kept with the source of the events for the next search that reads the same.

Invariant: fields that an event was given are indexed fields, and extraction never replaces them.

Source: Knowledge Manager Manual, "The sequence of search-time operations".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from re import compile as plain
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from harness.data import DeferredTable, joined_rows, partitions, reassembled, same_values
from harness.errors import SplArgumentError
from harness.spl.extraction.default_fields import NAMES as DEFAULT_NAMES
from harness.spl.extraction.default_fields import with_default_fields
from harness.spl.extraction.reading import read_rules
from harness.spl.extraction.sequence import with_derived_fields, with_extracted_fields
from harness.spl.extraction.stanzas import kind_and_name, settings_for
from harness.spl.extraction.windows_events import WINDOWS_RULES, WINDOWS_TRANSFORMS

if TYPE_CHECKING:
    from harness.data import Rows, Table
    from harness.diagnostics import SourceText
    from harness.spl.contract import Context
    from harness.spl.extraction.rules import EventRules
    from harness.spl.objects import Knowledge
    from harness.spl.sources import EventSource

_KEPT = 4
_MOST_KEPT_ROWS = 250_000
_DEFAULT_FIELDS = plain(rf"\b(?:{'|'.join(DEFAULT_NAMES)})\b")
_SEARCHED_KINDS = ("sourcetype", "source", "host")


def events_with_fields(rows: Table, context: Context) -> Table:
    """The scanned events with their search-time fields, which are computed when a command asks for one.

    Cost: one pass over the distinct raw texts that are left by then.
    Raises: SplError, later, for rules that cannot be read or are not done here, if they speak of one of the events.
    """
    if not rows.height:
        return rows
    return DeferredTable(rows, _Completion(context, context.source.text), _changing(context.sources.knowledge))


@dataclass(frozen=True, slots=True)
class _Completion:
    """Adds everything to events of one search."""

    context: Context
    text: str

    def __call__(self, rows: Table) -> Table:
        if not rows.height:
            return rows
        knowledge = self.context.sources.knowledge
        named = set(_DEFAULT_FIELDS.findall(self.text)) | _named_by_rules(knowledge)
        done = []
        for numbers, part, rules in _extracted(rows, self.context):
            whole = with_default_fields(part, named, self.context) if named else part
            done.append((numbers, with_derived_fields(whole, rules, self.context)))
        found = reassembled(done)
        return with_knowledge(found, self.context) if knowledge.event_types or knowledge.tags else found


def _named_by_rules(knowledge: Knowledge) -> set[str]:
    """The default fields that rules or event types name."""
    if "named" not in knowledge.remembered:
        texts = [value.text for each in knowledge.source_rules for value in each.settings.values()]
        texts += [each.search.text for each in knowledge.event_types.values()]
        knowledge.remembered["named"] = set(_DEFAULT_FIELDS.findall("\n".join(texts)))
    named: set[str] = knowledge.remembered["named"]
    return named


def with_knowledge(rows: Table, context: Context) -> Table:
    """The events with their event types and tags."""
    from harness.spl.extraction.event_types import with_event_types
    from harness.spl.extraction.tagging import with_tags

    if context.sources.knowledge.event_types:
        rows = with_event_types(rows, context)
    return with_tags(rows, context.sources.knowledge)


# --- extraction, kept for the next search ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Kept:
    """The outcome of one extraction: the rules and rows that went in, and the groups of rows that came out."""

    knowledge: Knowledge
    rows: Table
    parts: list[tuple[Rows, Table, EventRules]]


_EXTRACTED: WeakKeyDictionary[EventSource, list[_Kept]] = WeakKeyDictionary()
"""What was extracted from the events of a source, the latest first; it is a pure function of what went in."""


def _extracted(rows: Table, context: Context) -> list[tuple[Rows, Table, EventRules]]:
    knowledge = context.sources.knowledge
    # Without a text there is little to extract, and much of anything is better not kept.
    is_worth_keeping = "_raw" in rows and rows.height <= _MOST_KEPT_ROWS
    kept = _kept_for(context.sources.events) if is_worth_keeping else []
    for each in kept:
        if _same_rules(each.knowledge, knowledge) and same_values(each.rows, rows):
            return each.parts
    parts: list[tuple[Rows, Table, EventRules]] = []
    for numbers, rules in _grouped(rows, knowledge):
        part = rows.take(numbers) if len(numbers) < rows.height else rows
        parts.append((numbers, with_extracted_fields(part, rules), rules))
    kept[:] = [_Kept(knowledge, rows, parts), *kept[: _KEPT - 1]]
    return parts


def _kept_for(source: EventSource) -> list[_Kept]:
    """What is kept with a source; nothing is where it cannot be told apart or cannot be watched."""
    try:
        return _EXTRACTED.setdefault(source, [])
    except TypeError:
        return []


def _same_rules(one: Knowledge, other: Knowledge) -> bool:
    return one is other or (one.source_rules == other.source_rules and one.transforms == other.transforms)


def _grouped(rows: Table, knowledge: Knowledge) -> list[tuple[Rows, EventRules]]:
    """The rows for which the same rules hold, and the rules.

    Raises: SplArgumentError for rules that cannot be read.
    """
    kinds = {kind_and_name(each.stanza)[0] for each in (*WINDOWS_RULES, *knowledge.source_rules)}
    names = [name for name in _SEARCHED_KINDS if name in kinds]
    groups: dict[int, tuple[EventRules, list[Rows]]] = {}
    for values, numbers in partitions(rows, names):
        rules = rules_for(knowledge, **dict(zip(names, values, strict=True)))
        groups.setdefault(id(rules), (rules, []))[1].append(numbers)
    return [(joined_rows(numbers), rules) for rules, numbers in groups.values()]


def rules_for(knowledge: Knowledge, *, sourcetype: str = "", source: str = "", host: str = "") -> EventRules:
    """The rules for the events of a sourcetype, source and host; the same object for the same settings.

    Raises: SplArgumentError for rules that cannot be read or that are not done here.
    """
    of = {"sourcetype": sourcetype, "source": source, "host": host}
    settings = {**settings_for(WINDOWS_RULES, **of), **settings_for(knowledge.source_rules, **of)}
    rules = _read(knowledge, settings)
    if rules.problems:
        raise SplArgumentError(diagnostics=rules.problems)
    return rules


def _read(knowledge: Knowledge, settings: dict[str, SourceText]) -> EventRules:
    key = ("rules", *sorted((key, id(value)) for key, value in settings.items()))
    if key not in knowledge.remembered:
        transforms = {**WINDOWS_TRANSFORMS, **knowledge.transforms}
        knowledge.remembered[key] = read_rules(settings, transforms)
    found: EventRules = knowledge.remembered[key]
    return found


def _changing(knowledge: Knowledge) -> frozenset[str] | None:
    """The fields that rules may replace where an event has them; None where nobody knows."""
    if "changing" not in knowledge.remembered:
        transforms = {**WINDOWS_TRANSFORMS, **knowledge.transforms}
        found = [_windows_changing()]
        found += [read_rules(each.settings, transforms).replaced_fields for each in knowledge.source_rules]
        known = [names for names in found if names is not None]
        knowledge.remembered["changing"] = frozenset().union(*known) if len(known) == len(found) else None
    changing: frozenset[str] | None = knowledge.remembered["changing"]
    return changing


def is_settled(field: str, knowledge: Knowledge) -> bool:
    """Whether the values of a field of an index are those that a search sees: no rule replaces them."""
    changing = _changing(knowledge)
    return changing is not None and field not in changing


@cache
def _windows_changing() -> frozenset[str] | None:
    fields = [read_rules(each.settings, WINDOWS_TRANSFORMS).replaced_fields or frozenset() for each in WINDOWS_RULES]
    return frozenset({"eventtype", "tag"}).union(*fields)
