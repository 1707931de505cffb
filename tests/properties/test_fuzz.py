"""A short run of the fuzzer of the language; `make fuzz` makes long ones."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.fuzz_language import broken_promise, damaged, real_searches

SEARCHES = real_searches()


def test_there_are_real_searches() -> None:
    assert len(SEARCHES) > 100


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(SEARCHES), st.sampled_from(SEARCHES), st.integers(0, 2**32))
def test_a_damaged_search_is_refused_or_reads_back(search: str, other: str, seed: int) -> None:
    text = damaged(search, other, random.Random(seed))
    assert broken_promise(text) is None, text
