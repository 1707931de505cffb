"""The sequence of search-time operations over events for which the same rules hold.

In this order: inline extractions, transforms, automatic fields, aliases, calculations, lookups.  Each step sees the
fields of the steps before it.

Rules
- Q1  A field that an event has, given or extracted before, keeps its value; MV_ADD puts new values behind it.
- Q2  An alias takes the place of a field of its name, and removes it where the aliased field has no value; with ASNEW
  a field that is there stays.  Undecided: an alias of an alias (aliases are done one after the other here).
- Q3  Calculations see the fields as they were before the first of them, and replace fields.
- Q4  An inline extraction of an empty text gives no field.  Undecided (transforms have KEEP_EMPTY_VALS for it).
- Q5  A lookup sees what those before it, in ASCII order of their classes, have found.

Source: Knowledge Manager Manual, "The sequence of search-time operations"; Splunk, props.conf.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from harness.data import Column, Kind, choose, coalesce, compare, extract_groups, map_records, map_scalars, texts
from harness.diagnostics import Diagnostic, Span
from harness.errors import SearchRuntimeError
from harness.spl.evaluation import evaluate
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.extraction.automatic import automatic_fields
from harness.spl.extraction.transforms import pairs_of
from harness.spl.native_patterns import native_pattern
from harness.spl.patterns import PatternTimeout, search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from harness.data import Record, Table, Value
    from harness.diagnostics import SourceText
    from harness.spl.contract import Context
    from harness.spl.extraction.rules import Alias, Calculation, EventRules, FieldTransform, Inline


def with_extracted_fields(rows: Table, rules: EventRules) -> Table:
    """The events with the fields that are extracted from their texts.

    Raises: SearchRuntimeError for a regular expression that takes too long.
    """
    for inline in rules.inlines:
        rows = _laid_under(rows, _inline_columns(inline, texts(rows.column(inline.source_field))))
    for transform in rules.transforms:
        rows = extracted(rows, transform)
    return _laid_under(rows, _automatic_columns(rows.column("_raw"), rules))


def with_derived_fields(rows: Table, rules: EventRules, context: Context) -> Table:
    """The events with aliases, calculated fields and what automatic lookups find.

    Raises: SplError for what evaluation or a lookup refuses, with the place of the rule.
    """
    for alias in rules.aliases:
        rows = _aliased(rows, alias)
    rows = _calculated(rows, rules.calculations, context)
    for lookup in rules.lookups:
        rows = lookup.command.execute(rows, replace(context, source=lookup.source))
    return rows


def _laid_under(rows: Table, columns: Mapping[str, Column], *, adds_values: bool = False) -> Table:
    """The rows with these fields where they lack them (Q1)."""
    found: dict[str, Column] = {}
    for name, column in columns.items():
        if is_empty(column):
            continue
        if name not in rows:
            found[name] = column
        elif adds_values:
            found[name] = map_scalars(_joined, texts(rows.column(name)), texts(column), nulls=True)
        elif rows.column(name).has_nulls:
            found[name] = coalesce([rows.column(name), column])
    return rows.with_columns(found) if found else rows


def _joined(old: Value, new: Value) -> Value:
    members = [*_listed(old), *_listed(new)]
    return members[0] if len(members) == 1 else members or None


def _listed(value: Value) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [str(value)]


# --- inline extractions and transforms ------------------------------------------------------------------------------


def _inline_columns(inline: Inline, values: Column) -> Mapping[str, Column]:
    if values.kind is Kind.NULL:
        return {}
    native = _native(inline.written)
    found = None if native is None else extract_groups(values, native, list(inline.pattern.groupindex))
    if found is not None:
        return {name: _without_empty(column) for name, column in found.items()}
    return _timed(lambda: map_records(partial(_groups, inline), values).columns(), inline.source)


def _without_empty(column: Column) -> Column:
    empty = compare(column, "=", Column.constant("", len(column)))
    return choose([empty], [Column.nulls(len(column))], column)


def _native(written: str) -> str | None:
    """The pattern for whole columns; an anchor means something else where it stands for every line."""
    if "^" in written.replace("[^", "") or "$" in written:
        return None
    native = native_pattern(written)
    return None if native is None else f"(?s){native}"


def _groups(inline: Inline, value: str | list[str]) -> Record:
    for text in [value] if isinstance(value, str) else value:
        match = search(inline.pattern, text)
        if match is not None:
            return {name: match.group(name) or None for name in inline.pattern.groupindex}
    return {}


def extracted(rows: Table, transform: FieldTransform) -> Table:
    """The rows with the fields that a transform finds.

    Raises: SearchRuntimeError for a regular expression that takes too long.
    """
    columns = [texts(rows.column(name)) for name in transform.fields]
    if all(column.kind is Kind.NULL for column in columns):
        return rows
    records = _timed(lambda: map_records(partial(_pairs, transform), *columns).columns(), transform.source)
    return _laid_under(rows, records, adds_values=transform.adds_values)


def _pairs(transform: FieldTransform, *values: str | list[str]) -> Record:
    found: dict[str, list[str]] = {}
    for name, value in pairs_of(transform, " ".join(v if isinstance(v, str) else "\n".join(v) for v in values)):
        if transform.adds_values or name not in found:
            found.setdefault(name, []).append(value)
    return {name: members[0] if len(members) == 1 else members for name, members in found.items()}


def _timed(compute: Callable[[], Mapping[str, Column]], source: SourceText) -> Mapping[str, Column]:
    try:
        return compute()
    except PatternTimeout as error:
        message = f'the regular expression "{error}" takes too long on a value'
        way_out = "anchor it, or make its repetitions possessive"
        found = Diagnostic("SPL520", message, source, Span(0, len(source.text)), help=way_out)
        raise SearchRuntimeError(diagnostics=[found]) from None


# --- automatic fields, aliases, calculations ------------------------------------------------------------------------


def _automatic_columns(raw: Column, rules: EventRules) -> Mapping[str, Column]:
    if rules.kv_mode == "none" or raw.kind is Kind.NULL:
        return {}

    def fields(value: str | list[str]) -> Record:
        text = value if isinstance(value, str) else "\n".join(value)
        return automatic_fields(text, rules.kv_mode, reads_json=rules.reads_json, trims=rules.trims_spaces)

    return map_records(fields, texts(raw)).columns()


def _aliased(rows: Table, alias: Alias) -> Table:
    old = rows.column(alias.old)
    if alias.keeps_existing:
        return _laid_under(rows, {alias.new: old})
    if is_empty(old):
        return rows.without([alias.new]) if alias.new in rows else rows
    return rows.with_column(alias.new, old)


def _calculated(rows: Table, calculations: tuple[Calculation, ...], context: Context) -> Table:
    computed = {
        each.target: evaluate(each.expression, rows, replace(context, source=each.source)) for each in calculations
    }
    gone = [name for name, column in computed.items() if is_empty(column)]
    kept = {name: column for name, column in computed.items() if not is_empty(column)}
    return rows.without(gone).with_columns(kept) if computed else rows
