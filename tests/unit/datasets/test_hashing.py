"""The hash is splitmix64, and its array form is its integer form."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harness.datasets.hashing import fractions, key_of, mix, pick


def test_mix_gives_the_published_values_of_splitmix64() -> None:
    assert mix(0) == 0xE220A8397B1DCDAF
    assert mix(0x9E3779B97F4A7C15) == 0x6E789E6AA1B965F4


@given(st.integers(0, 2**64 - 1), st.integers(-(2**62), 2**62))
def test_fractions_are_the_hash_of_key_and_counter(key: int, counter: int) -> None:
    found = fractions(np.array([key], dtype=np.uint64), np.array([counter], dtype=np.int64))
    assert found.tolist() == [(mix(key ^ mix(counter % 2**64)) >> 11) / 2**53]
    assert 0 <= found[0] < 1


def test_fractions_are_spread_evenly() -> None:
    keys = np.full(100_000, key_of(7, "spread"), dtype=np.uint64)
    found = fractions(keys, np.arange(100_000) * 10_000)
    shares = np.histogram(found, bins=10, range=(0, 1))[0] / 100_000
    assert shares.min() > 0.09
    assert shares.max() < 0.11


def test_keys_tell_seeds_and_parts_apart() -> None:
    keys = {key_of(0, "a", "b"), key_of(1, "a", "b"), key_of(0, "ab"), key_of(0, "b", "a")}
    assert len(keys) == 4


def test_pick_stays_below_its_size_and_reaches_all() -> None:
    assert {pick(3, counter, 5) for counter in range(200)} == {0, 1, 2, 3, 4}
