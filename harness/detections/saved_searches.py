"""The content's searches as an app that is built from it saves them, for searches that run them by name.

A detection is saved as `ESCU - <name> - Rule` and a baseline as `ESCU - <name>`; the searches of an app keep the names
that they have there.

Source: contentctl, the templates of savedsearches.conf.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from harness.detections.model import Detection
from harness.spl.objects import SavedSearch

if TYPE_CHECKING:
    from harness.detections.model import Baseline


class ContentSearches(Mapping[str, SavedSearch]):
    """Saved searches by name, made when somebody asks for them."""

    def __init__(self, detections: Sequence[Detection], baselines: Sequence[Baseline]) -> None:
        content: tuple[Detection | Baseline, ...] = (*baselines, *detections)
        self._content = {saved_name(each): each for each in content}

    def __getitem__(self, name: str) -> SavedSearch:
        found = self._content[name]
        window = found.deployment.window if found.deployment else {}
        earliest, latest = window.get("earliest"), window.get("latest")
        return SavedSearch(name, found.search_source, earliest or None, latest or None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


def saved_name(content: Detection | Baseline) -> str:
    """The name under which a search of the content is saved."""
    if not isinstance(content, Detection):
        return f"ESCU - {content.name}"
    return content.name if content.is_saved_search else content.search_name()
