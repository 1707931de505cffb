"""The offsets of a YAML scalar's characters, which nobody asks for unless something is wrong with the scalar.

How they are found is a module of its own (`yaml_scalars`), imported when the first is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from harness.diagnostics.source import Span


class ScalarOffsets(Sequence[int]):
    """The offsets of a scalar's characters, computed when the first of them is asked for."""

    __slots__ = ("_offsets", "_span", "_style", "_text", "_value")

    def __init__(self, text: str, span: Span, style: str, value: str) -> None:
        self._text, self._span, self._style, self._value = text, span, style, value
        self._offsets: list[int] | None = None

    @property
    def start(self) -> int:
        """Where the scalar starts, without computing where its characters are."""
        return self._span.start

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        return self._computed()[index]

    def __len__(self) -> int:
        return len(self._value) + 1

    def _computed(self) -> list[int]:
        if self._offsets is None:
            from harness.diagnostics.yaml_scalars import offsets_of

            start, end = self._span
            self._offsets = offsets_of(self._text[start:end], start, self._style, self._value)
        return self._offsets
