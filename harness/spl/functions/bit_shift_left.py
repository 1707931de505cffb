"""`bit_shift_left(number, offset)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._bits import ALL_BITS, BitFunction
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


def _shifted(number: int, offset: int) -> int:
    return (number << min(offset, ALL_BITS.bit_length())) & ALL_BITS


class BitShiftLeftFunction(BitFunction):
    """Shifts bits to the left."""

    name = "bit_shift_left"
    arity = Arity(2, 2)
    signature = "bit_shift_left(number, offset)"
    kernel = staticmethod(_shifted)
    documentation = Documentation(
        "The bits moved to the left; those beyond the 53rd are lost.",
        BITWISE,
        (example("bit_shift_left(3, 1)", "6"), example("bit_shift_left(3, 52)", "4503599627370496")),
    )
