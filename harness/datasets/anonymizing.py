"""Pseudonyms for the values of dimensions: the same value has the same one everywhere, and no way leads back.

A pseudonym depends on the value and the salt only, not on the dimension.  So a workload is the same workload as source
and as destination of an edge, and as the host or the service of other metrics, in each file that is imported with the
salt.  An address stays an address (in 10.0.0.0/8 or fd00::/8), so that searches that compare or match addresses run.

Invariants
- Different values have different pseudonyms within one `Pseudonyms`.
- The salt stands in no file; who does not know it cannot try values out.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

KEPT = ("direction", "metric_type", "sourcetype")
"""Dimensions that say nothing of who the data is from; kept unless they are dropped."""
_DIGITS = 12
_ADDRESS = re.compile(r"[0-9a-fA-F.:]+")


class Pseudonyms:
    """Pseudonyms under one salt."""

    def __init__(self, salt: str) -> None:
        self._key = salt.encode()
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def __len__(self) -> int:
        return len(self._given)

    def of(self, value: str) -> str:
        """The pseudonym of a value."""
        found = self._given.get(value)
        if found is None:
            tries = (self._made(value, number) for number in range(1 << 24))
            found = self._given[value] = next(each for each in tries if each not in self._taken)
            self._taken.add(found)
        return found

    def _made(self, value: str, number: int) -> str:
        """The pseudonym that is tried at first, or after `number` that others have already."""
        text = f"{number}\0{value}" if number else value
        digest = hmac.new(self._key, text.encode(), hashlib.sha256).digest()
        address = _address(value)
        if isinstance(address, IPv4Address):
            return str(IPv4Address(b"\x0a" + digest[:3]))
        if isinstance(address, IPv6Address):
            return str(IPv6Address(b"\xfd" + digest[:15]))
        return f"anon-{digest.hex()[:_DIGITS]}"


def _address(value: str) -> IPv4Address | IPv6Address | None:
    if not _ADDRESS.fullmatch(value):
        return None
    try:
        return ip_address(value)
    except ValueError:
        return None


def anonymized(
    dimensions: Mapping[str, str], names: Pseudonyms, keep: Collection[str], drop: Collection[str]
) -> dict[str, str]:
    """Dimensions with pseudonyms for their values.

    Input: `keep` and `drop` are names or patterns with `*`, of dimensions that stay as they are and that are left out.
    """
    return {
        name: value if _matches(name, keep) else names.of(value)
        for name, value in dimensions.items()
        if not _matches(name, drop)
    }


def _matches(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
