"""The error for SPL that is understood and not executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.errors import SplError, SplUnsupportedError

if TYPE_CHECKING:
    from harness.diagnostics import Span
    from harness.spl.contract import Context


def unsupported(context: Context, span: Span, what: str, way_out: str | None = None) -> SplError:
    """The error that says the embedded engine does not execute `what`, for the caller to raise."""
    return context.error(
        SplUnsupportedError,
        "SPL900",
        f"the embedded engine does not execute {what}",
        span,
        label="not executed here",
        help=way_out or "run this search on a real Splunk",
    )
