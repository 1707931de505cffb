"""`cidrmatch(network, address)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.data.networks import in_network
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import constant_text, example, members_of

if TYPE_CHECKING:
    from harness.data import Column, Value


class CidrmatchFunction(EvalFunction):
    """Tells whether an address belongs to a network."""

    name = "cidrmatch"
    arity = Arity(2, 2)
    signature = "cidrmatch(network, address)"
    gives_bool = True
    literal_kinds = ("string", "string")
    documentation = Documentation(
        "True where the IPv4 or IPv6 address lies in the network, which is written as a CIDR block.",
        CONDITIONAL,
        (
            example('if(cidrmatch("123.132.32.0/25", "123.132.32.77"), "local", "not local")', "local"),
            example('if(cidrmatch("2001:db8::/32", "2001:db8:ffff::99"), "local", "not local")', "local"),
            example('if(cidrmatch("10.0.0.0/8", "no address"), "local", "not local")', "not local"),
        ),
        undecided=("A multivalue of addresses (true where any member belongs, here).",),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """False for what is no network or no address."""
        network, address = texts(call.argument(0)), texts(call.argument(1))
        written = constant_text(network)
        found = None if written is None else in_network(address, written)
        return map_scalars(_belongs, network, address) if found is None else found


def _belongs(network: Value, address: Value) -> bool:
    return any(_is_inside(block, member) for block in members_of(network) for member in members_of(address))


def _is_inside(block: str, member: str) -> bool:
    from ipaddress import ip_address, ip_network

    try:
        return ip_address(member) in ip_network(block, strict=False)
    except ValueError:
        return False
