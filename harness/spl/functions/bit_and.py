"""`bit_and(number, ..)`."""

from __future__ import annotations

from operator import and_

from harness.spl.contract import Documentation
from harness.spl.functions._bits import BitFunction, folded
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


class BitAndFunction(BitFunction):
    """The bits that all numbers have."""

    name = "bit_and"
    signature = "bit_and(number, number, ...)"
    kernel = staticmethod(folded(and_))
    documentation = Documentation("The bits that are set in every number.", BITWISE, (example("bit_and(12, 9)", "8"),))
