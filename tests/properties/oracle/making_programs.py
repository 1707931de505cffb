"""Random programs of one to six commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.properties.oracle.checking import Case
from tests.properties.oracle.combining import Append, AppendPipe, Join, Lookup
from tests.properties.oracle.grouping import EventStats, Frequent, Stats, StreamStats
from tests.properties.oracle.making_data import DIMENSIONS, FIELDS, world
from tests.properties.oracle.making_expressions import Expressions
from tests.properties.oracle.metrics import MetricStats
from tests.properties.oracle.pivoting import Chart, Series, TimeChart, Transpose, Untable, XySeries
from tests.properties.oracle.reshaping import (
    Accum,
    AddTotals,
    AppendCols,
    Delta,
    MvCombine,
    NoMv,
    Replace,
    StrCat,
    Uniq,
)
from tests.properties.oracle.statistics import Aggregation
from tests.properties.oracle.streaming import (
    Bin,
    Dedup,
    Eval,
    Events,
    Fields,
    FillDown,
    FillNull,
    Head,
    MakeMv,
    MvExpand,
    Rename,
    Reverse,
    Search,
    Sort,
    TableOf,
    Tail,
    Where,
)
from tests.properties.oracle.tables import Command, Pair, Program

FUNCTIONS = (
    *("count", "sum", "avg", "min", "max", "dc", "values", "list", "first", "last", "range", "median", "mode"),
    *("earliest", "latest", "stdev", "var", "stdevp", "varp", "sumsq", "perc50", "perc90", "p25", "c", "mean"),
)
FEW_FIELDS = ("a", "b", "n", "m", "d", "x", "y", "_time", "k.x")


@dataclass(frozen=True, slots=True)
class Programs:
    """Makes programs; the fields of events are known, those that commands made are guessed."""

    rng: Random

    @property
    def expressions(self) -> Expressions:
        """Expressions over the fields that programs use."""
        return Expressions(self.rng, (*FIELDS, "x", "y"))

    def field(self, *more: str) -> str:
        """A field that is probably there."""
        return self.rng.choice((*FEW_FIELDS[:5], *FEW_FIELDS, *more))

    def few(self, most: int = 2) -> tuple[str, ...]:
        """One or more different fields."""
        return tuple(dict.fromkeys(self.field() for _ in range(self.rng.randint(1, most))))

    def program(self, most: int = 5) -> Program:
        """Events or data points, and some commands over them."""
        if self.rng.random() < 0.08:
            return Program((self._metrics(), *(self.command() for _ in range(self.rng.randint(0, most - 1)))))
        test = self.expressions.test() if self.rng.random() < 0.3 else None
        first = Events(self.rng.choice(("main", "main", "main", "other", "*")), test)
        timed = [self._in_time()] if self.rng.random() < 0.05 else []
        return Program((first, *timed, *(self.command() for _ in range(self.rng.randint(1, most)))))

    def _in_time(self) -> Command:
        """A window of time, which asks for rows in the order of time: events come like that, either way round."""
        by, rng = self._by(0.5), self.rng
        stats = StreamStats(
            self._aggregations(by), by, time_window=rng.choice((1, 5, 60, 3600)), current=rng.random() < 0.7
        )
        return stats if rng.random() < 0.5 else Pair(Reverse(), stats)

    def _metrics(self) -> Command:
        rng = self.rng
        names = ("count", "avg", "sum", "min", "max", "range", "stdev", "latest", "earliest", "latest_time", "perc50")
        terms = [
            Aggregation(rng.choice(names), rng.choice(("cpu", "mem.free")), rng.choice(("", "n", "x")))
            for _ in range(rng.randint(1, 3))
        ]
        filters = [
            (
                rng.choice(tuple(DIMENSIONS)),
                rng.choice(("=", "=", "!=", "<", ">=")),
                rng.choice(("a", "A*", "1", "10", "*", "b")),
            )
            for _ in range(rng.randint(0, 2))
        ]
        tests = tuple(each for each in filters if each[1] in ("=", "!=") or "*" not in each[2])
        by = rng.sample(tuple(DIMENSIONS), rng.randint(0, 2))
        return MetricStats(tuple({t.column: t for t in terms}.values()), tests, tuple(by), rng.choice((0, 0, 60, 3600)))

    def command(self, nested: bool = True) -> Command:
        """Any command."""
        makers = (*self._streaming(), *self._grouping(), *(self._combining() if nested else ()))
        return self.rng.choice(makers)()

    def _streaming(self) -> tuple[Callable[[], Command], ...]:
        rng, made = self.rng, self.expressions
        return (
            lambda: Search(made.test()),
            lambda: Search(made.test()),
            lambda: Where(made.condition()),
            lambda: Where(made.condition()),
            self._eval,
            self._eval,
            self._eval,
            lambda: Fields((*self.few(3), "_time"), rng.random() < 0.4),
            lambda: TableOf(self.few(4)),
            self._rename,
            lambda: FillNull(rng.choice((None, "", "z", "5")), self.few(2)),
            lambda: FillDown(self.few(2)),
            lambda: MvExpand(self.field("m", "m", "m"), rng.choice((0, 0, 1, 2))),
            lambda: MakeMv(rng.choice("abnm"), rng.choice((" ", ".", "a", "0")), rng.random() < 0.4),
            self._head,
            lambda: Tail(rng.randint(1, 4)),
            Reverse,
            self._sort,
            self._sort,
            self._dedup,
            lambda: Bin(rng.choice(("_time", "d", "b")), rng.choice((10, 60, 2)), rng.choice(("", "bin"))),
            lambda: Accum(rng.choice("nd"), rng.choice("xy")),
            lambda: StrCat((rng.choice("abnm"), '"-"', rng.choice("abdm")), rng.choice("xa"), rng.random() < 0.4),
            lambda: NoMv(rng.choice("abb")),
            lambda: Replace(
                *rng.choice((("a", "z"), ("a*", "<*>"), ("*b", ""), ("*1*", "one"), ("x", "y y"))), rng.choice("abmn")
            ),
            lambda: Delta(rng.choice("nd"), rng.choice("xy"), rng.choice((1, 1, 2))),
            lambda: AddTotals(("n", "d", *self.few(2)), rng.choice(("x", "Total"))),
            lambda: Pair(TableOf((*self.few(1), "m")), MvCombine("m")),
            lambda: Pair(TableOf(self.few(2)), Uniq()),
        )

    def _eval(self) -> Command:
        return Eval(
            tuple(
                (self.rng.choice(("x", "y", "a", "n", "m")), self.expressions.any_value(3))
                for _ in range(self.rng.choice((1, 1, 2)))
            )
        )

    def _rename(self) -> Command:
        old, new = self.rng.choice(
            (("a", "x"), ("b", "y y"), ("n", "z"), ("k.*", "*"), ("m", "a"), ("x", "a"), ("*", "p_*"))
        )
        return Rename(old, new)

    def _head(self) -> Command:
        rng = self.rng
        if rng.random() < 0.6:
            return Head(rng.randint(0, 4))
        return Head(10, self.expressions.condition(1), rng.random() < 0.5, rng.random() < 0.5)

    def _sort(self) -> Command:
        rng = self.rng
        keys = ((field, rng.choice(("auto", "auto", "str", "num", "ip")), rng.random() < 0.4) for field in self.few(3))
        return Sort(tuple(keys), rng.choice((None, None, 0, 3)))

    def _dedup(self) -> Command:
        flags = [self.rng.random() < 0.25 for _ in range(3)]
        return Dedup(self.few(), self.rng.choice((1, 1, 2)), *flags)

    def _grouping(self) -> tuple[Callable[[], Command], ...]:
        rng = self.rng
        return (
            self._stats,
            self._stats,
            lambda: self._stats(EventStats),
            lambda: self._stats(EventStats),
            self._stream_stats,
            self._stream_stats,
            self._chart,
            lambda: TimeChart(self._series("", "b", "a", "m"), 3600),
            lambda: XySeries("_time", rng.choice("abm"), rng.choice("abmn")),
            lambda: Pair(TableOf(("b", *self.few(3))), Untable("b", "x", "y")),
            lambda: Pair(TableOf(self.few(4)), Transpose(rng.choice((0, 2, 5)))),
            lambda: Frequent(rng.choice(("top", "rare")), self.few(), self._by(0.7), rng.choice((0, 1, 2, 10))),
        )

    def _by(self, none: float = 0.3) -> tuple[str, ...]:
        return () if self.rng.random() < none else tuple(name for name in self.few() if name != "_time") or ("a",)

    def _stats(self, command: type[Stats] | type[EventStats] = Stats) -> Command:
        by = self._by()
        return command(self._aggregations(by), by)

    def _aggregations(self, by: tuple[str, ...]) -> tuple[Aggregation, ...]:
        found = [self._aggregation() for _ in range(self.rng.randint(1, 3))]
        return tuple({each.column: each for each in found if each.column not in by}.values()) or (Aggregation("count"),)

    def _aggregation(self) -> Aggregation:
        rng = self.rng
        if rng.random() < 0.2:
            return Aggregation("count")
        name = rng.choice(("", "", "x", "y", "n", "m"))
        if rng.random() < 0.1:
            return Aggregation("count", name=rng.choice("xy"), expression=self.expressions.condition(1))
        if rng.random() < 0.1:
            return Aggregation(
                rng.choice(FUNCTIONS[1:9]), name=rng.choice("xy"), expression=self.expressions.arithmetic(1)
            )
        return Aggregation(rng.choice(FUNCTIONS), rng.choice(("n", "n", "d", "a", "m", "b", "x")), name)

    def _series(self, row: str, *columns: str) -> Series:
        rng = self.rng
        column = rng.choice(("", "", *columns))
        found = [Aggregation("count"), *self._aggregations(())]
        usable = [
            each for each in found if each.function not in ("first", "last") and each.field not in (row, column, "")
        ]
        kept = tuple({each.column: each for each in (found[0], *usable)}.values())[rng.randint(0, 1) :][
            : rng.randint(1, 2)
        ]
        limit, use_other, use_null = rng.choice((10, 10, 1, 2, 0)), rng.random() < 0.8, rng.random() < 0.8
        return Series(kept or (found[0],), column, limit, use_other, use_null)

    def _chart(self) -> Command:
        row = self.rng.choice("nd")
        return Chart(self._series(row, "a", "b", "m"), row)

    def _stream_stats(self) -> Command:
        rng = self.rng
        by = self._by(0.5)
        return StreamStats(
            self._aggregations(by),
            by,
            current=rng.random() < 0.7,
            window=rng.choice((0, 0, 1, 2, 3)),
            global_=rng.random() < 0.6,
            reset_before=self.expressions.condition(1) if rng.random() < 0.15 else None,
            reset_after=self.expressions.condition(1) if rng.random() < 0.15 else None,
            reset_on_change=bool(by) and rng.random() < 0.15,
        )

    def _combining(self) -> tuple[Callable[[], Command], ...]:
        rng = self.rng
        return (
            lambda: Append(self.program(2)),
            lambda: Pair(
                self._stats(), AppendCols(Program((*self.program(1).commands, self._stats())), rng.random() < 0.4)
            ),
            lambda: AppendPipe(Program(tuple(self.command(nested=False) for _ in range(rng.randint(1, 2))))),
            lambda: Join(self.few(), self.program(2), rng.random() < 0.5, rng.choice((0, 1, 2)), rng.random() < 0.6),
            lambda: Lookup(
                "table",
                "key",
                rng.choice(("a", "b", "m")),
                rng.choice(((("out", "x"),), (("out", "out"), ("b", "y")), (("b", "b"),))),
                rng.random() < 0.4,
            ),
        )


def case(rng: Random) -> Case:
    """A program and the world that it reads."""
    return Case(Programs(rng).program(), world(rng))
