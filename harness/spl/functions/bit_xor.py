"""`bit_xor(number, ..)`."""

from __future__ import annotations

from operator import xor

from harness.spl.contract import Documentation
from harness.spl.functions._bits import BitFunction, folded
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


class BitXorFunction(BitFunction):
    """The bits that an odd number of numbers has."""

    name = "bit_xor"
    signature = "bit_xor(number, number, ...)"
    kernel = staticmethod(folded(xor))
    documentation = Documentation(
        "The bits that differ, from left to right through the numbers.", BITWISE, (example("bit_xor(3, 2)", "1"),)
    )
