"""Names and ids that two objects of the content share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.model import ContentObject, Macro
from harness.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence


def duplicates(objects: Sequence[ContentObject]) -> Iterator[Diagnostic]:
    """A finding for each object whose id another one has, or whose name another one of its kind has.

    The later file, by path, is the one that is told; the message names the earlier one.
    """
    firsts: dict[Hashable, ContentObject] = {}
    for found in sorted(objects, key=lambda each: str(each.path)):
        first = firsts.setdefault(("id", found.id.lower()), found) if found.id else found
        if first is not found:
            yield _shared("DET113", f'id {found.id} is also the id of "{first.name}"', found, first, "id")
        first = firsts.setdefault((found.kind, _called(found)), found)
        if first is not found:
            yield _shared("DET114", f'another {found.kind} is called "{found.name}" too', found, first, "name")


def _called(found: ContentObject) -> str:
    """What the object is found by; macros of one name differ by their number of arguments."""
    return found.key if isinstance(found, Macro) else found.name


def _shared(code: str, message: str, found: ContentObject, first: ContentObject, key: str) -> Diagnostic:
    line = first.source.position(first.span(key).start).line
    ways = {"id": "give this one an id of its own, such as uuidgen makes", "name": "rename one of the two"}
    span: Span = found.span(key)
    return Diagnostic(
        code,
        message,
        found.source,
        span,
        f"first used in {first.path.name}",
        ways[key],
        (f"first: {first.path}:{line}",),
    )
