"""The "did you mean" of every message."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is written most like `name`, None when none is near; case does not count.

    Ties go to the candidate that comes first in the alphabet, so that messages are the same on every run.
    """
    from difflib import get_close_matches

    by_lower = {candidate.lower(): candidate for candidate in sorted(candidates, reverse=True)}
    close = get_close_matches(name.lower(), sorted(by_lower), n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None
