"""Series that are made when somebody looks: rows chosen from a base, and texts kept as numbers of a dictionary.

A search over events with many fields reads few of them.  So choosing rows of a table notes which rows, once for all of
its columns, and a column gathers its values only when they are asked for.

Invariants
- A deferred series is never changed; what it gives is the same however often and whenever it is asked.
- Choosing twice is one choice of the base: nothing between is ever made.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


class Chosen:
    """Some rows of a base: those where a mask is true, or those of these numbers in their order."""

    __slots__ = ("_mask", "_next", "_numbers", "height")

    def __init__(self, *, mask: pl.Series | None = None, numbers: pl.Series | None = None) -> None:
        assert (mask is None) is not (numbers is None), "rows are chosen by a mask or by numbers"
        self._mask = mask
        self._numbers = numbers
        self._next: tuple[Chosen, Chosen] | None = None
        self.height: int = numbers.len() if numbers is not None else int(mask.sum()) if mask is not None else 0

    @property
    def is_total(self) -> bool:
        """Whether every row that is chosen is one of the base, and none is a row of nulls."""
        return self._numbers is None or self._numbers.null_count() == 0

    def numbers(self) -> pl.Series:
        """The numbers of the rows; a null number stands for a row of nulls."""
        if self._numbers is None:
            assert self._mask is not None
            # A fifth of the cost of `arg_true`, which goes bit by bit.
            self._numbers = pl.int_range(self._mask.len(), dtype=pl.UInt32, eager=True).filter(self._mask)
        return self._numbers

    def of(self, base: pl.Series) -> pl.Series:
        """These rows of a base."""
        return base.filter(self._mask) if self._mask is not None else base[self.numbers()]

    def then(self, following: Chosen) -> Chosen:
        """The choice `following` among these rows, as a choice of the base.

        Cost: the last answer is kept, since all columns of a table ask the same.
        """
        if self._next is None or self._next[0] is not following:
            self._next = (following, Chosen(numbers=following.of(self.numbers())))
        return self._next[1]

    def slice(self, offset: int, length: int) -> Chosen:
        """Some of these rows that stand side by side."""
        return Chosen(numbers=self.numbers().slice(offset, length))


class Later:
    """A series that is made once, when it is first asked for."""

    __slots__ = ("_make", "height")

    def __init__(self, make: Callable[[], pl.Series], height: int) -> None:
        self._make = make
        self.height = height

    def series(self) -> pl.Series:
        """The values."""
        made = self._make()
        self._make = lambda: made
        return made


class Deferred:
    """A series: a base, and perhaps the rows of it that are chosen."""

    __slots__ = ("_base", "_chosen", "height")

    def __init__(self, base: pl.Series | Later, chosen: Chosen | None = None) -> None:
        self._base = base
        self._chosen = chosen
        if chosen is not None:
            self.height: int = chosen.height
        else:
            self.height = base.height if isinstance(base, Later) else base.len()

    def series(self) -> pl.Series:
        """The values."""
        base = self._base.series() if isinstance(self._base, Later) else self._base
        if self._chosen is not None or base is not self._base:
            self._base = base if self._chosen is None else self._chosen.of(base)
            self._chosen = None
            return self._base
        return base

    def choose(self, rows: Chosen) -> Deferred:
        """Some of its rows."""
        return Deferred(self._base, rows if self._chosen is None else self._chosen.then(rows))

    def slice(self, offset: int, length: int) -> Deferred:
        """Rows that stand side by side; those of a series that is there are shared with it."""
        if self._chosen is not None:
            return Deferred(self._base, self._chosen.slice(offset, length))
        return Deferred(self.series().slice(offset, length))


class Dictionary:
    """The different texts of a column; a value is the place of its text."""

    __slots__ = ("texts",)

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts

    def decoded(self, codes: pl.Series) -> pl.Series:
        """The texts at these places; null for null."""
        if not self.texts.len():
            return pl.Series([None], dtype=pl.String).new_from_index(0, codes.len())
        return self.texts[codes]

    def looked_up(self, codes: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
        """`change(texts at these places)`, computed once for each text, and once for null where there is one."""
        if codes.null_count():
            answers = change(self.texts.clone().append(pl.Series([None], dtype=pl.String)))
            return answers[codes.fill_null(self.texts.len())]
        return change(self.texts)[codes]


def encoded(values: pl.Series) -> tuple[pl.Series, Dictionary]:
    """Texts as places in a dictionary of their own."""
    found = values.cast(pl.Categorical(pl.Categories.random()))
    distinct = found.unique().drop_nulls()
    places = distinct.to_physical().cast(pl.UInt32)
    texts = distinct.cast(pl.String)[places.arg_sort()]
    assert (places < places.len()).all(), "a dictionary of its own counts from zero"
    return found.to_physical().cast(pl.UInt32), Dictionary(texts)
