"""`bit_shift_right(number, offset)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._bits import ALL_BITS, BitFunction
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


def _shifted(number: int, offset: int) -> int:
    return number >> min(offset, ALL_BITS.bit_length())


class BitShiftRightFunction(BitFunction):
    """Shifts bits to the right."""

    name = "bit_shift_right"
    arity = Arity(2, 2)
    signature = "bit_shift_right(number, offset)"
    kernel = staticmethod(_shifted)
    documentation = Documentation(
        "The bits moved to the right; those below the first are lost.",
        BITWISE,
        (example("bit_shift_right(4, 1)", "2"),),
    )
