"""`log(number, base)`."""

from __future__ import annotations

from math import log, log2, log10

from harness.spl.contract import Arity, Documentation
from harness.spl.functions._pages import MATHEMATICAL
from harness.spl.functions._shapes import NumberFunction, example

_EXACT = {10: log10, 2: log2}


def _logarithm(number: float, base: float = 10) -> float:
    return _EXACT[int(base)](number) if base in _EXACT else log(number, base)


class LogFunction(NumberFunction):
    """The logarithm in a base."""

    name = "log"
    arity = Arity(1, 2)
    signature = "log(number [, base])"
    kernel = staticmethod(_logarithm)
    documentation = Documentation(
        "The logarithm in the base, 10 unless said; null where there is none.",
        MATHEMATICAL,
        (example("log(1000)", "3"), example("log(8, 2)", "3")),
    )
