"""Expected rows against actual rows: which are missing, which are too many, which differ in a few cells.

The idea: rows that agree are paired off first, through a hash of their cells; what is left is paired by the cells
that do agree (or by the key that the test names), so that a reader sees "this cell differs" instead of "one row is
missing and another one is too many".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from harness.assertions.expected import Absent, Actual, ExpectedValue, Members, Number, Text, as_number, canonical
from harness.data import RenderedRow
from harness.diagnostics import SourceText, Span
from harness.frozen import frozen

PAIRED_AT_MOST = 200
"""Left-over rows that are compared with each other; more would cost minutes and help nobody."""


@frozen
class ExpectedRow:
    """The rules for the cells of one row and the place where they are written."""

    cells: Mapping[str, ExpectedValue]
    source: SourceText
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict)
    """Where each field is named."""

    def accepts(self, row: RenderedRow) -> bool:
        """Whether every rule is satisfied; fields without a rule are free."""
        return all(value.accepts(row.get(name)) for name, value in self.cells.items())

    def render(self) -> str:
        """`field=value` pairs."""
        return "  ".join(f"{name}={value.render()}" for name, value in self.cells.items())


@frozen
class RowDifference:
    """Two rows that belong together, and the cells in which they differ."""

    expected: ExpectedRow
    actual: RenderedRow
    fields: tuple[str, ...]


@frozen
class RowMatch:
    """What is left after all rows that agree are paired off."""

    missing: tuple[ExpectedRow, ...] = ()
    unexpected: tuple[RenderedRow, ...] = ()
    differing: tuple[RowDifference, ...] = ()

    @property
    def is_perfect(self) -> bool:
        """Whether nothing is left."""
        return not (self.missing or self.unexpected or self.differing)


def match_rows(
    expected: Sequence[ExpectedRow],
    actual: Sequence[RenderedRow],
    *,
    closed: bool,
    ordered: bool = False,
    key: Sequence[str] = (),
) -> RowMatch:
    """Pairs rows off and says what is left.

    `closed`: a row may hold no field but those that its expected row names.  `ordered`: the n-th row belongs to the
    n-th expected row.  `key`: the fields by which left-over rows are paired.
    """
    if ordered:
        return _match_in_order(expected, actual, closed=closed)
    missing, left = _pair_off(expected, actual, closed=closed)
    return _pair_the_rest(missing, left, closed=closed, key=key)


def differing_fields(expected: ExpectedRow, row: RenderedRow, *, closed: bool) -> tuple[str, ...]:
    """The fields in which a row does not satisfy an expected row."""
    wrong = [name for name, value in expected.cells.items() if not value.accepts(row.get(name))]
    if closed:
        wrong += [name for name in row if name not in expected.cells]
    return tuple(wrong)


def _match_in_order(expected: Sequence[ExpectedRow], actual: Sequence[RenderedRow], *, closed: bool) -> RowMatch:
    differing = []
    for wanted, row in zip(expected, actual, strict=False):
        fields = differing_fields(wanted, row, closed=closed)
        if fields:
            differing.append(RowDifference(wanted, row, fields))
    return RowMatch(tuple(expected[len(actual) :]), tuple(actual[len(expected) :]), tuple(differing))


def _pair_off(
    expected: Sequence[ExpectedRow], actual: Sequence[RenderedRow], *, closed: bool
) -> tuple[list[ExpectedRow], list[RenderedRow]]:
    """Pairs rows that agree: plain rows by hash, those with tolerances or patterns by trying."""
    used: set[int] = set()
    missing: list[ExpectedRow] = []
    indexes: dict[tuple[str, ...], dict[object, list[int]]] = {}
    for wanted in sorted(expected, key=_is_loose):
        if _is_loose(wanted):
            candidates: Iterable[int] = range(len(actual))
        else:
            names = tuple(sorted(wanted.cells))
            index = indexes.setdefault(names, _index(actual, names) if names not in indexes else {})
            candidates = index.get(tuple(_key_of_rule(wanted.cells[name]) for name in names), ())
        found = next(
            (i for i in candidates if i not in used and not differing_fields(wanted, actual[i], closed=closed)), None
        )
        if found is None:
            missing.append(wanted)
        else:
            used.add(found)
    missing.sort(key=lambda row: row.span)
    return missing, [row for i, row in enumerate(actual) if i not in used]


def _is_loose(row: ExpectedRow) -> bool:
    return any(
        not isinstance(value, Text | Number | Members | Absent) or (isinstance(value, Number) and value.within > 0)
        for value in row.cells.values()
    )


def _index(actual: Sequence[RenderedRow], names: Sequence[str]) -> dict[object, list[int]]:
    index: dict[object, list[int]] = defaultdict(list)
    for i, row in enumerate(actual):
        index[tuple(_key_of_cell(row.get(name)) for name in names)].append(i)
    return index


def _key_of_cell(actual: Actual) -> object:
    plain = canonical(actual)
    number = as_number(plain) if isinstance(plain, str) else None
    return plain if number is None else number


def _key_of_rule(value: ExpectedValue) -> object:
    match value:
        case Text():
            return _key_of_cell(value.text)
        case Number():
            return _key_of_cell(str(value.number))
        case Members():
            return _key_of_cell(list(value.members))
        case _:
            return None


def _pair_the_rest(
    missing: list[ExpectedRow], left: list[RenderedRow], *, closed: bool, key: Sequence[str]
) -> RowMatch:
    scores = sorted(
        (
            (-score, e, a)
            for e, wanted in enumerate(missing[:PAIRED_AT_MOST])
            for a, row in enumerate(left[:PAIRED_AT_MOST])
            if (score := _kinship(wanted, row, key)) > 0
        ),
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, e, a in scores:
        if e not in paired and a not in taken:
            paired[e] = a
            taken.add(a)
    differing = tuple(
        RowDifference(missing[e], left[a], differing_fields(missing[e], left[a], closed=closed))
        for e, a in sorted(paired.items())
    )
    return RowMatch(
        tuple(row for e, row in enumerate(missing) if e not in paired),
        tuple(row for a, row in enumerate(left) if a not in taken),
        differing,
    )


def _kinship(wanted: ExpectedRow, row: RenderedRow, key: Sequence[str]) -> float:
    """How much two rows belong together: all of the key, or more than half of the cells that are there."""
    names = list(key) or list(wanted.cells)
    rules = [(name, wanted.cells[name]) for name in names if name in wanted.cells]
    agreed = sum(not isinstance(rule, Absent) and rule.accepts(row.get(name)) for name, rule in rules)
    needed = len(rules) if key else len(rules) / 2 + 0.25
    return agreed if rules and agreed >= needed else 0
