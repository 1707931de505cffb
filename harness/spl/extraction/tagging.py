"""Tags: the fields `tag` and `tag::field` of events whose fields have the values that tags.conf names.

Rules
- Z1  An event has the tags of each of its values; `tag::field` holds those of one field, `tag` all of them, each once,
  in alphabetical order, behind the ones that it was given.  Undecided: the order.
- Z2  A value is compared as a whole, with its letter case; each member of a multivalue counts.  Undecided: the case.
- Z3  Event types have tags like any other value, and may name them in eventtypes.conf.

Source: Knowledge Manager Manual, "About tags and aliases"; Splunk, tags.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import Kind, map_scalars, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.data import Column, Table, Value
    from harness.spl.objects import Knowledge

FIELD = "tag"
PREFIX = "tag::"


def tags_of(knowledge: Knowledge) -> dict[str, Mapping[str, Sequence[str]]]:
    """The tags by field and value, those of event types included (Z3)."""
    found: dict[str, Mapping[str, Sequence[str]]] = dict(knowledge.tags)
    own = {each.name: each.tags for each in knowledge.event_types.values() if each.tags}
    if own:
        listed = found.get("eventtype", {})
        found["eventtype"] = {**listed, **{name: [*listed.get(name, ()), *tags] for name, tags in own.items()}}
    return found


def with_tags(rows: Table, knowledge: Knowledge) -> Table:
    """The events with `tag`, and `tag::field` for each field that has tags (Z1)."""
    found: dict[str, Column] = {}
    for name, by_value in tags_of(knowledge).items():
        if name in rows:
            column = tag_column(rows.column(name), by_value)
            if column.kind is not Kind.NULL:
                found[f"{PREFIX}{name}"] = column
    if not found:
        return rows
    columns = {name: merged([rows.column(name), column]) for name, column in found.items()}
    return rows.with_columns({**columns, FIELD: merged([rows.column(FIELD), *found.values()])})


def tag_column(column: Column, by_value: Mapping[str, Sequence[str]]) -> Column:
    """The tags of the values of one field (Z2)."""

    def tags(value: Value) -> Value:
        members = value if isinstance(value, list) else [str(value)]
        return sorted({tag for member in members for tag in by_value.get(member, ())}) or None

    return map_scalars(tags, texts(column))


def merged(columns: Sequence[Column]) -> Column:
    """The members of several columns, each once; the first column's in front, the others' in alphabetical order."""

    def joined(first: Value, *others: Value) -> Value:
        before = list(dict.fromkeys(_listed(first)))
        behind = sorted({member for value in others for member in _listed(value)} - set(before))
        return [*before, *behind] or None

    return map_scalars(joined, *map(texts, columns), nulls=True)


def _listed(value: Value) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [str(value)]
