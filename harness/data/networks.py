"""Networks as regular expressions of their addresses.

The idea: an IPv4 network fixes some of the four numbers of an address, leaves one of them a range, and the rest free;
over texts that is a small regular expression, which Polars runs over a whole column.

Invariant: the expression matches exactly the texts that Python's `ipaddress` reads as an address of the network, so no
leading zeros and no blanks.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, ip_network

from harness.data.column import Column, Kind

_FREE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"


@lru_cache(maxsize=1024)
def network_regex(text: str) -> str | None:
    """The regular expression of the addresses of an IPv4 network, with anchors; None for anything else."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return None
    if not isinstance(network, IPv4Network):
        return None
    low, high = network.network_address.packed, network.broadcast_address.packed
    return "^" + r"\.".join(map(_numbers, low, high)) + "$"


def _numbers(low: int, high: int) -> str:
    if low == 0 and high == 255:
        return _FREE
    return str(low) if low == high else f"(?:{'|'.join(map(str, range(low, high + 1)))})"


def in_network(column: Column, network: str) -> Column | None:
    """BOOL: whether any member is an address of an IPv4 network, null for null; None for networks of other kinds."""
    from harness.data.wording import any_contains

    regex = network_regex(network)
    if regex is None or column.kind not in (Kind.TEXT, Kind.MULTI):
        return None
    return any_contains(column, regex)
