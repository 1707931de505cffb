"""`ipmask(mask, address)`."""

from __future__ import annotations

from ipaddress import IPv4Address

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import CONVERSION
from harness.spl.functions._shapes import TextFunction, example


def _masked(mask: str, address: str) -> str | None:
    try:
        return str(IPv4Address(int(IPv4Address(mask)) & int(IPv4Address(address))))
    except ValueError:
        return None


class IpmaskFunction(TextFunction):
    """Applies a mask to an IPv4 address."""

    name = "ipmask"
    arity = Arity(2, 2)
    signature = "ipmask(mask, address)"
    literal_kinds = ("string", "string")
    kernel = staticmethod(_masked)
    documentation = Documentation(
        "The address with the bits outside the mask set to zero; null where either is no IPv4 address.",
        CONVERSION,
        (
            example('ipmask("255.255.255.0", "10.20.30.120")', "10.20.30.0"),
            example('ipmask("0.255.0.224", "10.20.30.120")', "0.20.0.96"),
        ),
    )
