"""From a mistake to the error that is raised: the class of an error follows from the family of its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic
from harness.errors import (
    SplArgumentError,
    SplError,
    SplNameError,
    SplSyntaxError,
    SplUnsupportedError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAMILIES: dict[str, type[SplError]] = {
    "SPL0": SplSyntaxError,
    "SPL1": SplSyntaxError,
    "SPL2": SplArgumentError,
    "SPL3": SplNameError,
    "SPL4": SplArgumentError,
    "SPL9": SplUnsupportedError,
}


def error_of(diagnostics: Sequence[Diagnostic]) -> SplError:
    """One error that carries these diagnostics, in the order of their places; its class is that of the first."""
    ordered = sorted(diagnostics, key=lambda diagnostic: diagnostic.span)
    return _FAMILIES.get(ordered[0].code[:4], SplError)(diagnostics=ordered)


def diagnostics_of(error: SplError) -> list[Diagnostic]:
    """The diagnostics that an error of this room carries."""
    return [finding for finding in error.diagnostics if isinstance(finding, Diagnostic)]
