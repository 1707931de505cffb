"""Randomness without state: a number for each (seed, series, time), the same on every platform and Python.

A value is not drawn from a stream, it is the hash of where it stands.  So points can be computed in any order and
any number at a time, adding an edge changes no value of another, and nothing depends on the version of a random
number library.  The hash is splitmix64's finaliser over 64-bit integers.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
FIRST = 0xBF58476D1CE4E5B9
SECOND = 0x94D049BB133111EB


def mix(number: int) -> int:
    """The splitmix64 hash of a 64-bit integer."""
    z = (number + GOLDEN) & MASK
    z = ((z ^ (z >> 30)) * FIRST) & MASK
    z = ((z ^ (z >> 27)) * SECOND) & MASK
    return z ^ (z >> 31)


def key_of(seed: int, *parts: str) -> int:
    """A 64-bit key for a seed and a list of texts."""
    text = "\0".join(parts).encode()
    return mix((seed & MASK) ^ int.from_bytes(hashlib.sha256(text).digest()[:8], "big"))


def pick(key: int, counter: int, size: int) -> int:
    """The `counter`-th choice of `key` among `size` things."""
    return mix(key ^ mix(counter)) % size


def fractions(keys: NDArray[np.uint64], counters: NDArray[np.int64]) -> NDArray[np.float64]:
    """A number in [0, 1) for each pair of a key and a counter.

    Cost: about ten passes over the arrays.
    """
    return fractions_of(keys, mixed(counters))


def mixed(counters: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The part of `fractions` that depends on the counters only, for whoever needs it with several keys."""
    import numpy as np

    z = counters.astype(np.uint64)
    z += np.uint64(GOLDEN)
    _finish(z)
    return z


def fractions_of(keys: NDArray[np.uint64], counters: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The same as `fractions`, of mixed counters."""
    import numpy as np

    z = _hashes(keys, counters)
    z >>= np.uint64(11)
    unit: NDArray[np.float64] = z.astype(np.float64)
    unit *= 2.0**-53
    return unit


def triangles_of(keys: NDArray[np.uint64], counters: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The sum of two numbers in [0, 1), which one hash is enough for, for each pair of a key and a mixed counter."""
    import numpy as np

    z = _hashes(keys, counters)
    z = (z >> np.uint64(32)) + (z & np.uint64(0xFFFFFFFF))
    total: NDArray[np.float64] = z.astype(np.float64)
    total *= 2.0**-32
    return total


def _hashes(keys: NDArray[np.uint64], counters: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    z = counters ^ keys
    z += np.uint64(GOLDEN)
    _finish(z)
    return z


def _finish(z: NDArray[np.uint64]) -> None:
    import numpy as np

    z ^= z >> np.uint64(30)
    z *= np.uint64(FIRST)
    z ^= z >> np.uint64(27)
    z *= np.uint64(SECOND)
    z ^= z >> np.uint64(31)
