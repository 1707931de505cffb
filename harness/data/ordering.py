"""Order of rows.

Rules (Search Reference, sort; Spl 6.5)
- O1  `auto` decides for each pair of values: two numbers by number, two IP addresses as such, all else by code points.
  That alone is no order (2 < 10 < 1a < 2), so numbers, addresses and other texts are each put in order and
  then merged by text (of equal ones the least), which agrees with every pair wherever the pairs agree with one another.
  Undecided: what Splunk makes of such a circle; probe 35.
- O2  `num` orders by number and puts what is no number last; `ip` by address and puts what is none behind, by text;
  `str` by code points.  Undecided: the values that are no number or address; probe 35.
- O3  Null comes last in both directions.
- O4  Rows with equal keys keep their order, in both directions.
- O5  A multivalue sorts as its members joined by newlines.  Undecided: probe 35.
- O6  Groups go by the code points of their keys; where all keys of a column are numbers, by number.
  Undecided: probe 11.
"""

from __future__ import annotations

import heapq
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import polars as pl

from harness.data.column import Column, Kind
from harness.data.numbers import numbers, texts

if TYPE_CHECKING:
    from harness.data.table import Table

SortMode: TypeAlias = Literal["auto", "num", "str", "ip"]


@dataclass(frozen=True, slots=True)
class SortKey:
    """One field to sort by."""

    name: str
    descending: bool = False
    mode: SortMode = "auto"


def sort_rows(table: Table, keys: Sequence[SortKey], limit: int | None = None) -> Table:
    """The rows in the order of these keys, at most `limit` of them (None or 0: all) (O1 to O5)."""
    columns = [(sort_values(table.column(key.name), key.mode), key.descending) for key in keys]
    varying = [(values, down) for values, down in columns if values is not None]
    if varying:
        table = table.take(_order(varying))
    return table.slice(0, limit) if limit else table


def _order(keys: Sequence[tuple[pl.Series, bool]]) -> pl.Series:
    frame = pl.DataFrame({str(i): values for i, (values, _) in enumerate(keys)})
    downs = [down for _, down in keys]
    order = pl.arg_sort_by(frame.columns, descending=downs, nulls_last=True, maintain_order=True)
    return frame.select(order.alias("row"))["row"]


def sort_values(column: Column, mode: SortMode) -> pl.Series | None:
    """A series whose plain order is the column's order in this mode; None where every row is equal."""
    if column.unit is not None:
        return None
    if mode == "num":
        return numbers(column).series
    text = joined_texts(column)
    if mode == "str":
        return text.series
    return _automatic(column, text) if mode == "auto" else _ranked(text.series, with_numbers=False)


def joined_texts(column: Column) -> Column:
    """TEXT: the values as texts, the members of a multivalue joined by newlines (O5)."""
    if column.kind is Kind.MULTI:
        return column.lifted(lambda s: s.list.join("\n"))
    return texts(column)


def _automatic(column: Column, text: Column) -> pl.Series:
    found = numbers(column).series
    if found.null_count() == column.series.null_count():
        return found
    return _ranked(text.series, with_numbers=True)


def _ranked(text: pl.Series, *, with_numbers: bool) -> pl.Series:
    """The rank of each text in the order of O1, or of O2 for addresses; texts that are equal there share one."""
    distinct = text.drop_nulls().unique().to_list()
    groups = _merged(distinct) if with_numbers else _addresses_first(distinct)
    ranks = {each: rank for rank, group in enumerate(groups) for each in group}
    schema = {"text": pl.String, "rank": pl.UInt32}
    rank = pl.DataFrame({"text": list(ranks), "rank": list(ranks.values())}, schema=schema)
    return text.replace_strict(rank["text"], rank["rank"], default=None, return_dtype=pl.UInt32)


def _merged(distinct: list[str]) -> list[list[str]]:
    """Numbers, addresses and words, merged by the least text of those that are equal."""
    figures = numbers(Column(pl.Series(distinct, dtype=pl.String))).series.to_list()
    rest = [t for f, t in zip(figures, distinct, strict=True) if f is None]
    found = [(f, t) for f, t in zip(figures, distinct, strict=True) if f is not None]
    return list(heapq.merge(_alike(found), _alike(_addressed(rest)), _words(rest)))


def _addresses_first(distinct: list[str]) -> list[list[str]]:
    return [*_alike(_addressed(distinct)), *_words(distinct)]


def _addressed(distinct: list[str]) -> list[tuple[tuple[int, int], str]]:
    return [(found, each) for each in distinct if (found := _address(each)) is not None]


def _words(distinct: list[str]) -> list[list[str]]:
    return [[each] for each in sorted(distinct) if _address(each) is None]


def _alike(keyed: list[tuple[Any, str]]) -> list[list[str]]:
    """The texts in the order of their keys, those with the same key together and in their own order."""
    return [[each for _, each in group] for _, group in groupby(sorted(keyed), key=itemgetter(0))]


def _address(text: str) -> tuple[int, int] | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return address.version, int(address)


def group_order(keys: Sequence[Column]) -> pl.Series:
    """The row numbers of groups in the order of their keys (O6)."""
    series: list[tuple[pl.Series, bool]] = []
    for key in keys:
        found = numbers(key).series
        if found.null_count() == 0:
            series.append((found, False))
        if found is not key.series:  # else the numbers are the keys, and decide alone
            series.append((texts(key).series, False))
    return _order(series)
