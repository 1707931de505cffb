"""Time bounds and indexes in a search expression: what part of the world it can match.

A search over indexes reads only the window and the indexes that its expression allows.  Bounds that stand side by
side form one window, and windows may be joined by OR; bounds written in the search replace the dispatch window as a
whole, so that `earliest` alone runs until now.  `daysago=2` and its kin count back from now; `timeformat` says how the
dates beside it are written.  Undecided: what `searchtimespandays` and its kin count from; they are refused.

Source: Search Reference, "Time modifiers".
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.errors import SearchRuntimeError, SplUnsupportedError
from harness.spl.syntax.ast import (
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    TimeBound,
)
from harness.timerange import ABSOLUTE_FORMAT, ALL_TIME, TimeRange, resolve_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.spl.contract import Context

_UNITS = {"days": "d", "hours": "h", "minutes": "m", "months": "mon"}
_STARTS = {f"{edge}{word}ago": unit for word, unit in _UNITS.items() for edge in ("", "start")}
_ENDS = {f"end{word}ago": unit for word, unit in _UNITS.items()}
"""The older bounds that count back from now, and the unit that each counts."""
_EARLIEST = ("earliest", "starttime", "starttimeu", *_STARTS)
_LATEST = ("latest", "endtime", "endtimeu", *_ENDS)
_FORMAT = "timeformat"
_INDEX_EARLIEST, _INDEX_LATEST = ("_index_earliest",), ("_index_latest",)


def has_bounds(expression: SearchExpression | None) -> bool:
    """Whether a time bound stands anywhere in the expression."""
    return expression is not None and first_bound(expression) is not None


def first_bound(expression: SearchExpression) -> TimeBound | None:
    """The first time bound that stands anywhere in the expression."""
    return next(_bounds(expression), None)


def _bounds(node: SearchExpression) -> Iterator[TimeBound]:
    if isinstance(node, TimeBound):
        yield node
    elif isinstance(node, SearchNot):
        yield from _bounds(node.operand)
    elif isinstance(node, SearchLogical):
        for operand in node.operands:
            yield from _bounds(operand)


def window_of(bounds: Sequence[TimeBound], context: Context) -> TimeRange:
    """The window of bounds that stand side by side.

    Raises: SplUnsupportedError for a bound that is not executed here; SearchRuntimeError for a time that cannot be
    read, for two bounds of one side and for a window that ends before it starts.
    """
    for bound in bounds:
        if bound.name not in (*_EARLIEST, *_LATEST, _FORMAT):
            raise _refusal(bound, context)
    return _window(bounds, _EARLIEST, _LATEST, context)


def index_window(expression: SearchExpression | None, context: Context) -> TimeRange:
    """The window of the time of indexing that `_index_earliest` and `_index_latest` set.

    Raises: SplUnsupportedError where one of them stands under OR or NOT.
    """
    if expression is None:
        return ALL_TIME
    bounds = list(_index_bounds(expression))
    for bound in _bounds(expression):
        if is_index_bound(bound) and not any(bound is known for known in bounds):
            raise _misplaced(bound, context)
    if not bounds:
        return ALL_TIME
    window = _window(bounds, _INDEX_EARLIEST, _INDEX_LATEST, context)
    # What is indexed while the search starts counts: `now` is no implied end here.
    has_end = any(bound.name in _INDEX_LATEST for bound in bounds)
    return window if has_end else TimeRange(window.earliest, None)


def is_index_bound(bound: TimeBound) -> bool:
    """Whether a bound is one of the time of indexing, and not of the time of the event."""
    return bound.name in (*_INDEX_EARLIEST, *_INDEX_LATEST)


def _index_bounds(node: SearchExpression) -> Iterator[TimeBound]:
    """The bounds of the time of indexing that hold for every event that matches."""
    if isinstance(node, TimeBound) and is_index_bound(node):
        yield node
    elif isinstance(node, SearchLogical) and node.operator == "AND":
        for operand in node.operands:
            yield from _index_bounds(operand)


def _window(bounds: Sequence[TimeBound], starts: Sequence[str], ends: Sequence[str], context: Context) -> TimeRange:
    written = next((bound.value.text for bound in bounds if bound.name == _FORMAT), ABSOLUTE_FORMAT)
    earliest, latest = _only(bounds, starts, written, context), _only(bounds, ends, written, context)
    window = resolve_range(earliest, latest, context.now, ZoneInfo(context.settings.timezone), written)
    if window.earliest is not None and window.latest is not None and window.earliest > window.latest:
        raise context.error(
            SearchRuntimeError,
            "SPL501",
            f"the search ends before it starts: {window.earliest:.0f} > {window.latest:.0f}",
            bounds[0].span.to(bounds[-1].span),
            label="earliest is after latest",
            help="exchange the two bounds",
        )
    return window


def _only(bounds: Sequence[TimeBound], names: Sequence[str], written: str, context: Context) -> str | None:
    """The time that a side of the window is bound to, as a modifier or in the format that dates are written in."""
    found = [bound for bound in bounds if bound.name in names]
    if len(found) > 1:
        raise context.error(
            SearchRuntimeError,
            "SPL502",
            f'"{found[1].name}" is given twice',
            found[1].span,
            label="a second bound of the same side",
            help="keep one of them; windows are joined with OR and parentheses",
        )
    if not found:
        return None
    bound = found[0]
    unit = _STARTS.get(bound.name) or _ENDS.get(bound.name)
    if unit is not None:
        return f"-{bound.value.text}{unit}"
    _check(bound, written, context)
    return bound.value.text


def _check(bound: TimeBound, written: str, context: Context) -> None:
    try:
        resolve_range(bound.value.text, None, context.now, ZoneInfo(context.settings.timezone), written)
    except ValueError as problem:
        raise context.error(
            SearchRuntimeError,
            "SPL503",
            f'"{bound.value.text}" is not a time: {problem}',
            bound.value.span,
            label="not a time",
            help="write epoch seconds, now, or an offset such as -24h@h",
        ) from problem


def _refusal(bound: TimeBound, context: Context) -> SplUnsupportedError:
    error = context.error(
        SplUnsupportedError,
        "SPL900",
        f'the embedded engine does not execute the time bound "{bound.name}"',
        bound.span,
        label="not executed here",
        help="use earliest and latest",
    )
    assert isinstance(error, SplUnsupportedError)
    return error


def scan_window(expression: SearchExpression | None, context: Context) -> TimeRange:
    """The part of time that a search over indexes reads: its own windows, or else the dispatch window."""
    if expression is None:
        return context.time_range
    windows = _windows(expression, context)
    if windows is None:
        return context.time_range
    earliest = [w.earliest for w in windows]
    latest = [w.latest for w in windows]
    return TimeRange(
        None if None in earliest else min(e for e in earliest if e is not None),
        None if None in latest else max(e for e in latest if e is not None),
    )


def _windows(node: SearchExpression, context: Context) -> list[TimeRange] | None:
    """The windows that a row must lie in one of; None where the expression sets none."""
    if isinstance(node, TimeBound):
        return None if is_index_bound(node) or node.name == _FORMAT else [window_of([node], context)]
    if isinstance(node, SearchNot):
        bound = next(_bounds(node), None)
        if bound is not None:
            raise _misplaced(bound, context)
        return None
    if not isinstance(node, SearchLogical):
        return None
    return _all_of(node, context) if node.operator == "AND" else _one_of(node, context)


def _all_of(node: SearchLogical, context: Context) -> list[TimeRange] | None:
    bounds = [node for node in node.operands if isinstance(node, TimeBound) and not is_index_bound(node)]
    groups = [_windows(operand, context) for operand in node.operands if not isinstance(operand, TimeBound)]
    found = [group for group in groups if group is not None]
    if any(bound.name != _FORMAT for bound in bounds):
        found.append([window_of(bounds, context)])
    if len(found) > 1:
        raise _misplaced(next(_bounds(node)), context)
    return found[0] if found else None


def _one_of(node: SearchLogical, context: Context) -> list[TimeRange] | None:
    groups = [_windows(operand, context) for operand in node.operands]
    if all(group is None for group in groups):
        return None
    if any(group is None for group in groups):
        raise _misplaced(next(_bounds(node)), context)
    return [window for group in groups if group is not None for window in group]


def _misplaced(bound: TimeBound, context: Context) -> Exception:
    return context.error(
        SplUnsupportedError,
        "SPL900",
        "the embedded engine does not execute a time bound in this place",
        bound.span,
        label="under NOT, beside another window, or missing from one side of OR",
        help="write the bounds at the top level, or one pair in each branch of an OR",
    )


def possible_indexes(expression: SearchExpression | None, names: Sequence[str], context: Context) -> list[str]:
    """The indexes that an expression can find rows in.

    An expression that names no index reads the default indexes; internal ones (`_audit`) must be named with their
    underscore, `*` alone does not reach them.

    Undecided: what `index!=a` alone reads; here it counts as naming indexes.
    """
    if expression is None or not names_index(expression):
        return [name for name in names if name in context.settings.default_indexes]
    return [name for name in names if _possible(expression, name) is not False]


def names_index(node: SearchExpression) -> bool:
    """Whether an expression tests the index."""
    match node:
        case SearchComparison(field=field) | SearchIn(field=field):
            return field.name == "index"
        case SearchNot(operand=operand):
            return names_index(operand)
        case SearchLogical(operands=operands):
            return any(names_index(operand) for operand in operands)
        case _:
            return False


def _possible(node: SearchExpression, index: str) -> bool | None:
    """Whether the expression holds for events of an index, as far as the index alone tells; None: it does not."""
    match node:
        case SearchComparison(field=field, operator="=" | "!=" as operator, value=value) if field.name == "index":
            return _matches(index, value.text) is (operator == "=")
        case SearchIn(field=field, values=values) if field.name == "index":
            return any(_matches(index, value.text) for value in values)
        case SearchNot(operand=operand):
            inner = _possible(operand, index)
            return None if inner is None else not inner
        case SearchLogical(operator=operator, operands=operands):
            return _combined(operator, [_possible(operand, index) for operand in operands])
        case _:
            return None


def _combined(operator: str, parts: Sequence[bool | None]) -> bool | None:
    deciding = operator == "OR"
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


def _matches(index: str, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    if index.startswith("_") and not pattern.startswith("_"):
        return False
    literal = pattern.lower().replace("[", "[[]").replace("?", "[?]")
    return fnmatchcase(index.lower(), literal)
