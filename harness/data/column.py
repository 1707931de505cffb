"""A column: the values of one field, and the kind of storage they happen to have.

A field of a Splunk result is null, a text, or a multivalue of texts; numbers exist while an expression computes
them and are text as soon as somebody looks.  Holding numbers as numbers is what makes the engine fast, so a column
has a kind:

    NULL     every value is null
    TEXT     texts                     pl.String
    NUMBER   numbers                   pl.Float64 or pl.Int64
    BOOL     truth values              pl.Boolean (inside expressions only)
    MULTI    multivalues               pl.List(pl.String)

Invariants
- A kind is an optimisation and never a meaning: a NUMBER column and the TEXT column of its rendered numbers behave
  alike in every command and function.
- A MULTI value has at least one member; a multivalue without members is null.  A member is never null.
- A multivalue of one member behaves like its only member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TypeAlias

import polars as pl

from harness.data.choosing import Chosen, Deferred, Dictionary, Later, encoded

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = Scalar | list[str] | None
"""One value as Python sees it: null, a scalar, or the members of a multivalue."""


class Kind(Enum):
    """The storage of a column."""

    NULL = "null"
    TEXT = "text"
    NUMBER = "number"
    BOOL = "bool"
    MULTI = "multi"


_NUMBERS: tuple[type[pl.DataType], ...] = (pl.Int64, pl.Float64)
_TEXT_LIST = pl.List(pl.String)
_NO_TEXTS = pl.Series([], dtype=pl.String)
_KINDS: dict[type[pl.DataType], Kind] = {
    pl.String: Kind.TEXT,
    pl.Int64: Kind.NUMBER,
    pl.Float64: Kind.NUMBER,
    pl.Boolean: Kind.BOOL,
    pl.Null: Kind.NULL,
}


def kind_of(dtype: pl.DataType) -> Kind:
    """The kind that a Polars type stores."""
    found = _KINDS.get(type(dtype))
    if found is not None:
        return found
    if dtype.is_numeric():
        return Kind.NUMBER
    return Kind.MULTI if dtype.is_nested() else Kind.TEXT


def _stored(series: pl.Series) -> pl.Series:
    """The series in the type that its kind is stored in: other widths and encodings come from files.

    Lists are kept in one piece, because Polars' `list.eval` panics over some that are not.
    """
    dtype = series.dtype
    if type(dtype) in _KINDS:
        return series
    if dtype == _TEXT_LIST:
        return series if series.n_chunks() == 1 else series.rechunk()
    if dtype.is_integer() and dtype != pl.UInt64:
        return series.cast(pl.Int64)
    if dtype.is_numeric():
        return series.cast(pl.Float64)
    return series.cast(_TEXT_LIST if dtype.is_nested() else pl.String)


class Column:
    """An immutable column of values; see the module's text for kinds and invariants.

    A column that holds one value in every row keeps it once (`unit`) and spreads it only when somebody asks for
    `series`; literals of expressions are such columns.  A column of chosen rows gathers its values only then, and one
    with a `dictionary` keeps for each value the place of its text (`codes`).
    """

    __slots__ = ("_codes", "_deferred", "_height", "_numbers", "_series", "dictionary", "kind", "unit")

    unit: pl.Series | None
    """For a constant column a series of length 1 with its value, else None."""
    dictionary: Dictionary | None
    """For a column of texts that is kept as codes their dictionary, else None."""

    def __init__(self, series: pl.Series) -> None:
        self._series: pl.Series | None = _stored(series)
        self.kind = kind_of(self._series.dtype)
        self.unit = None
        self.dictionary = None
        self._deferred: Deferred | None = None
        self._codes: Deferred | None = None
        self._height = series.len()
        self._numbers: Column | None = None

    def __len__(self) -> int:
        return self._height

    def held_bytes(self) -> int:
        """How much memory the values take that have been made, in bytes."""
        made = self.unit if self._series is None else self._series
        return 0 if made is None else int(made.estimated_size())

    def __repr__(self) -> str:
        return f"Column({self.kind.value}, {self.series.to_list()!r})"

    @classmethod
    def of(cls, values: Iterable[Value]) -> Column:
        """A column of these values; mixed scalars become text as Splunk prints them, any list makes it MULTI."""
        from harness.data.building import build_series

        return cls(build_series(values))

    @classmethod
    def constant(cls, value: Value, height: int) -> Column:
        """A column that holds `value` in each of `height` rows."""
        from harness.data.building import build_series

        return cls.spread(build_series([value]), height)

    @classmethod
    def spread(cls, unit: pl.Series, height: int) -> Column:
        """A column that holds the only value of `unit` in each of `height` rows; without rows there may be no value."""
        column = cls(unit)
        if unit.is_empty():
            return column
        column.unit = column._series
        column._height = height
        column._series = None
        return column

    @classmethod
    def encoded(cls, texts: pl.Series) -> Column:
        """A TEXT column that keeps a code for each value: for many values of which few are different."""
        codes, dictionary = encoded(texts)
        return cls._of_codes(Deferred(codes), dictionary)

    @classmethod
    def later(cls, kind: Kind, height: int, make: Callable[[], pl.Series]) -> Column:
        """A column whose series, of this kind and height, is made when somebody asks for it."""
        return cls._of_deferred(Deferred(Later(lambda: _stored(make()), height)), kind)

    @classmethod
    def _of_codes(cls, codes: Deferred, dictionary: Dictionary) -> Column:
        column = cls(_NO_TEXTS)
        column._series = None
        column._codes = codes
        column.dictionary = dictionary
        column._height = codes.height
        return column

    @classmethod
    def _of_deferred(cls, deferred: Deferred, kind: Kind) -> Column:
        column = cls(_NO_TEXTS)
        column._series = None
        column.kind = kind
        column._deferred = deferred
        column._height = deferred.height
        return column

    @classmethod
    def nulls(cls, height: int) -> Column:
        """A column of `height` nulls."""
        return cls.spread(pl.Series([None], dtype=pl.Null), height)

    @property
    def series(self) -> pl.Series:
        """The values as a Polars series of the column's height."""
        if self._series is None:
            self._series = self._made()
        return self._series

    def _made(self) -> pl.Series:
        if self.unit is not None:
            return self.unit.new_from_index(0, self._height) if self._height else self.unit.clear()
        if self._deferred is not None:
            return self._deferred.series()
        assert self.dictionary is not None
        return self.dictionary.decoded(self.codes)

    def made(self) -> Column:
        """This column with its codes, or its values, gathered now: what it was chosen from is then let go."""
        _ = self.series if self._codes is None else self._codes.series()
        return self

    @property
    def codes(self) -> pl.Series:
        """For a column with a dictionary the places of its texts; null for null."""
        assert self._codes is not None, "only a column with a dictionary has codes"
        return self._codes.series()

    @property
    def operand(self) -> pl.Series:
        """The values for a Polars operation that broadcasts: of length 1 for a constant column."""
        return self.series if self.unit is None or self._height == 0 else self.unit

    @property
    def numeric_view(self) -> Column | None:
        """The column of the numbers in this one, if `harness.data.numbers` has computed it before."""
        return self._numbers

    def remember_numbers(self, column: Column) -> None:
        """Keeps the numeric view for the next operation that needs it."""
        self._numbers = column

    def values(self) -> list[Value]:
        """The values as Python objects: None, str, int, float, bool or a list of str."""
        return self.series.to_list()

    def is_null(self) -> Column:
        """BOOL: true where the value is null."""
        return self._presence(present=False)

    def is_not_null(self) -> Column:
        """BOOL: true where the value is not null."""
        return self._presence(present=True)

    def _presence(self, *, present: bool) -> Column:
        seen = self._seen
        nulls = seen.null_count()
        if nulls == 0 or nulls == len(seen):
            return Column.spread(pl.Series([present is (nulls == 0)]), self._height)
        return Column(seen.is_not_null() if present else seen.is_null())

    @property
    def _seen(self) -> pl.Series:
        """A series that is null where the value is null, at the least cost."""
        return self.operand if self._codes is None else self.codes

    @property
    def has_nulls(self) -> bool:
        """Whether any value is null."""
        return self._seen.null_count() > 0

    def lifted(self, change: Callable[[pl.Series], pl.Series]) -> Column:
        """The column of `change(values)`, for a change that works on each value by itself."""
        if self.unit is not None:
            return Column.spread(change(self.unit), self._height)
        if self.dictionary is not None and self.dictionary.texts.len() < self._height:
            return Column(self.dictionary.looked_up(self.codes, change))
        return Column(change(self.series))

    @property
    def _is_made(self) -> bool:
        """Whether the values are there and need not be gathered or looked up first."""
        return self._series is not None

    def choose(self, rows: Chosen) -> Column:
        """The values of chosen rows, gathered when somebody asks for them."""
        if self._codes is not None and self.dictionary is not None:
            return Column._of_codes(self._codes.choose(rows), self.dictionary)
        if self._deferred is None:
            if self.unit is not None and rows.is_total:
                return Column.spread(self.unit, rows.height)
            self._deferred = Deferred(self.series)
        return Column._of_deferred(self._deferred.choose(rows), self.kind)

    def take(self, rows: Sequence[int] | pl.Series) -> Column:
        """The values at these row numbers, in this order; null for a null row number."""
        if self.unit is not None and not (isinstance(rows, pl.Series) and rows.null_count()):
            return Column.spread(self.unit, len(rows))
        index = rows if isinstance(rows, pl.Series) else pl.Series(rows, dtype=pl.UInt32)
        return Column(self.series[index]) if self._is_made else self.choose(Chosen(numbers=index))

    def keep(self, mask: pl.Series) -> Column:
        """The values where a Boolean series of the column's height is true."""
        if self.unit is not None:
            return Column.spread(self.unit, int(mask.sum()))
        return Column(self.series.filter(mask)) if self._is_made else self.choose(Chosen(mask=mask))

    def slice(self, offset: int, length: int | None = None) -> Column:
        """`length` values from row `offset` on (0-based), or all from there."""
        rest = max(0, self._height - offset)
        kept = rest if length is None else min(length, rest)
        if self.unit is not None:
            return Column.spread(self.unit, kept)
        if self._codes is not None and self.dictionary is not None:
            return Column._of_codes(self._codes.slice(offset, kept), self.dictionary)
        if self._deferred is not None:
            return Column._of_deferred(self._deferred.slice(offset, kept), self.kind)
        return Column(self.series.slice(offset, kept))
