"""Digests of texts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def hexdigest(algorithm: str) -> Callable[[str], str]:
    """The lower-case hexadecimal digest of a text's UTF-8 bytes."""
    return lambda text: hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()
