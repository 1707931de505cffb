"""`bit_not(number, mask)`."""

from __future__ import annotations

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._bits import ALL_BITS, BitFunction
from harness.spl.functions._pages import BITWISE
from harness.spl.functions._shapes import example


def _inverted(number: int, mask: int = ALL_BITS) -> int:
    return ~number & mask


class BitNotFunction(BitFunction):
    """Turns every bit round."""

    name = "bit_not"
    arity = Arity(1, 2)
    signature = "bit_not(number [, mask])"
    kernel = staticmethod(_inverted)
    documentation = Documentation(
        "The number with every bit turned round, as far as the mask has it; the mask is all 53 bits unless said.",
        BITWISE,
        (example("bit_not(9)", "9007199254740982"), example("bit_not(9, 15)", "6")),
    )
