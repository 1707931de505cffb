"""Real-time windows: `earliest=rt-5m`, or a schedule that begins with `rt`.

A real-time search holds a processor for as long as it is on, and its results cannot be repeated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.detections.lint import Check
from harness.diagnostics import Diagnostic, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.detections.content import Content
    from harness.detections.model import Detection

_BOUND = re.compile(r"""(?<![\w.])(?:earliest|latest)\s*=\s*"?(rt(?:[-+@]\S*?|now)?)(?=["\s|\])]|\Z)""")
_QUOTED = re.compile(r'((?:earliest|latest)\s*=\s*)?"(?:[^"\\]|\\.)*"')
_TIMES = ("earliest_time", "latest_time")
_OFFSETS = ("earliest_offset", "latest_offset")


class RealTimeCheck(Check):
    """Looks at the bounds in the search, in the deployment of the file's own, and in the drilldowns."""

    codes = ("L017",)
    is_advice = True

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:  # noqa: ARG002
        """A warning for each bound that is a real-time one."""
        search = detection.search_source
        text = _QUOTED.sub(lambda quoted: quoted[0] if quoted[1] else " " * len(quoted[0]), search.text)
        for match in _BOUND.finditer(text):
            yield _real_time(search, Span(*match.span(1)), match[1])
        paths: list[tuple[str | int, ...]] = [("deployment", "scheduling", key) for key in _TIMES]
        listed = range(len(detection.drilldown_searches))
        paths += [("drilldown_searches", index, key) for index in listed for key in _OFFSETS]
        for path in paths:
            node = detection.find(*path)
            value = node.to_python() if node is not None else None
            if node is not None and isinstance(value, str) and value.startswith("rt"):
                yield _real_time(detection.source, node.span, value)


def _real_time(source: SourceText, span: Span, value: str) -> Diagnostic:
    message = f'"{value}" makes this a real-time search'
    way_out = "schedule it every few minutes over a window that ends in the past, such as -10m@m to -5m@m"
    return Diagnostic("L017", message, source, span, "real time", way_out, severity="warning")
