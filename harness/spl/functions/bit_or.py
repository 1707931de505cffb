"""`bit_or(number, ..)`."""

from __future__ import annotations

from operator import or_

from harness.spl.contract import Documentation
from harness.spl.functions._bits import BitFunction, folded
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


class BitOrFunction(BitFunction):
    """The bits that any of several numbers has."""

    name = "bit_or"
    signature = "bit_or(number, number, ...)"
    kernel = staticmethod(folded(or_))
    documentation = Documentation("The bits that are set in some number.", BITWISE, (example("bit_or(4, 2)", "6"),))
