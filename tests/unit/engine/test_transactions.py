"""Which events are one transaction: what holds for any events and any limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.spl.commands._transactions import Assembly, Key, Transaction, TransactionRules

EVENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=40)


def _assembled(
    events: list[tuple[int, int]], rules: TransactionRules
) -> tuple[list[tuple[int, int]], list[Transaction]]:
    newest_first = sorted(events, key=lambda event: -event[1])
    assembly = Assembly(rules, None, None, is_keyed=True)
    for row, (user, time) in enumerate(newest_first):
        keys: list[Key] = [(0, str(user))]
        assembly.add(row, float(time), keys)
    return newest_first, assembly.finish()


def _rules(maxspan: float | None = None, maxevents: int = 1000, maxopentxn: int = 5000) -> TransactionRules:
    return TransactionRules(maxspan, None, maxevents, maxopentxn, 100_000)


@given(EVENTS, st.integers(0, 10), st.integers(1, 5), st.integers(1, 5))
def test_each_event_is_in_exactly_one_transaction(
    events: list[tuple[int, int]], span: int, most: int, open_ones: int
) -> None:
    """Whatever is limited or evicted on the way."""
    _, found = _assembled(events, _rules(float(span), most, open_ones))
    assert sorted(row for transaction in found for row in transaction.rows) == list(range(len(events)))


@given(EVENTS, st.integers(0, 10), st.integers(1, 5))
def test_limits_hold(events: list[tuple[int, int]], span: int, most: int) -> None:
    """No transaction is longer than maxspan, larger than maxevents, or of two values."""
    ordered, found = _assembled(events, _rules(float(span), most))
    for transaction in found:
        members = [ordered[row] for row in transaction.rows]
        assert len(members) <= most
        assert len({user for user, _ in members}) == 1
        assert max(time for _, time in members) - min(time for _, time in members) <= span


@given(EVENTS)
def test_without_limits_there_is_one_transaction_for_each_value(events: list[tuple[int, int]]) -> None:
    _, found = _assembled(events, _rules())
    assert len(found) == len({user for user, _ in events})
    assert not any(transaction.is_evicted for transaction in found)


def test_what_has_not_grown_for_the_longest_time_is_evicted() -> None:
    """With room for two, the third one pushes the first one out."""
    _, found = _assembled([(1, 30), (2, 20), (3, 10)], _rules(maxopentxn=2))
    assert [transaction.is_evicted for transaction in found] == [True, False, False]
