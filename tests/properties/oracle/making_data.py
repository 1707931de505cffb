"""Random worlds: few rows, few fields, and values that are easily mistaken."""

from __future__ import annotations

from random import Random

from tests.properties.oracle.tables import World
from tests.properties.oracle.values import Row

TEXTS = (
    "a",
    "A",
    "b",
    "ab",
    "aB",
    "é",
    "É",
    "",
    " ",
    "a b",
    "a*",
    "x%y",
    "x_y",
    "10.1.2.3",
    "10.0.0.200",
    "9.9.9.9",
    "True",
)
NUMBERS = ("0", "1", "2", "3", "10", "9", "-1", "100", "7", "2", "1")
ODD_NUMBERS = (
    *(
        "1.5",
        "-2.5",
        "0.25",
        "1.0",
        "01",
        "-0",
        "1e3",
        "1E2",
        ".5",
        "5.",
        "+5",
        "0x1F",
        "1,000",
        " 1",
        "1_0",
        "nan",
        "inf",
    ),
    *("9007199254740993", "123456789012345678", "1e400", "-1e-5", "0.1", "1e15", "2.675", "1.005", "٣", "12e"),
)
WORDS = ("fail", "failure", "FAIL", "ok", "10.1.2.3", "a-b", "a_b", "é", "x1", "one,two", "(ok)")
FIELDS = ("a", "b", "n", "d", "m", "k.x")
DIMENSIONS = {"host": ("a", "A", "b"), "k.x": ("1", "10", "9", "1.0"), "b": ("a", "b", "A")}
NOW = 100_000


def text_value(rng: Random) -> str:
    """One value: a word, a number, or something that is nearly one."""
    pool = rng.choices((TEXTS, NUMBERS, ODD_NUMBERS), (5, 4, 2))[0]
    return rng.choice(pool)


def value_of(rng: Random, field: str) -> str | list[str] | None:
    """A value as a field usually has it, or nothing."""
    if rng.random() < 0.15:
        return None
    if field == "n":
        return rng.choice(NUMBERS if rng.random() < 0.8 else ODD_NUMBERS)
    if field == "d":
        return rng.choice(("0.5", "1.25", "2", "3.75", "-1.5", "1e2", "7"))
    if field == "m" or rng.random() < 0.04:
        found = [rng.choice(("x", "y", "X", "1", "2", "", text_value(rng))) for _ in range(rng.randint(1, 3))]
        return found if len(found) > 1 else found[0]
    if field == "b":
        return rng.choice(("a", "b", "A", "c", "1", "2"))
    return text_value(rng)


def events(rng: Random) -> list[Row]:
    """Events of two indexes, newest first, some at the same time."""
    rows: list[Row] = []
    for _ in range(rng.choice((0, 1, 2, 3, 4, 5, 6, 8, 12))):
        row: Row = {"_time": rng.choice(("1000", "1001", "1010.5", "1060", "4600", "90000", "1005"))}
        row["index"] = "main" if rng.random() < 0.8 else "other"
        row["_raw"] = " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))
        for field in FIELDS:
            value = value_of(rng, field)
            if value is not None:
                row[field] = value
        rows.append(row)
    return sorted(rows, key=lambda row: -float(str(row["_time"])))


def lookup(rng: Random) -> list[Row]:
    """A table with a key and two columns."""
    keys = [rng.choice(("a", "A", "b", "1", "2", "x", "y", "ab")) for _ in range(rng.randint(1, 5))]
    return [{"key": key, "out": rng.choice(("p", "q", "1", "r s")), "b": rng.choice("abc")} for key in keys]


def points(rng: Random) -> list[dict[str, object]]:
    """Data points of two metrics, some without a dimension."""
    found: list[dict[str, object]] = []
    for time in rng.sample(
        (1000, 1001, 1060, 1065, 4600, 4601, 5000, 90000, 90001, 95000), rng.choice((0, 1, 3, 6, 10))
    ):
        names = rng.choice((("cpu",), ("cpu",), ("mem.free",), ("cpu", "mem.free")))
        dims = {name: rng.choice(values) for name, values in DIMENSIONS.items() if rng.random() < 0.8}
        measured = {name: rng.choice((1, 2, 0.5, -3, 10, 2)) for name in names}
        found.append({"_time": time, "index": "m", "metrics": measured, "dims": dims})
    return found


def world(rng: Random) -> World:
    """Everything that a program may read."""
    return World(events(rng), {"table": lookup(rng)}, points(rng), NOW)
