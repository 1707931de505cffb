"""Saved searches that a search runs: found by name, their placeholders filled in, in the window that is theirs.

Rules (Search Reference, savedsearch)
- V1  Where the search runs over all time, the saved search reads its own window, else that of the search.
- V2  `$name$` becomes the text that is given for it, as it is.  A placeholder without a text is an error.
  Undecided: `$$`, and a name with other characters than word characters, dots, colons and hyphens: both stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.diagnostics import SourceText, suggest
from harness.errors import SearchRuntimeError, SplNameError
from harness.timerange import ALL_TIME, TimeRange, resolve_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.data import Table
    from harness.diagnostics import Span
    from harness.spl.contract import Context
    from harness.spl.objects import SavedSearch

_PLACEHOLDER = re.compile(r"\$([\w.:-]+)\$")


def run_saved_search(name: str, span: Span, context: Context, arguments: Mapping[str, str] | None = None) -> Table:
    """The results of a saved search; `arguments` are the texts of its placeholders, None leaves them as they are.

    Raises: SplNameError for a name that no saved search has, and whatever its search raises.
    """
    from harness.spl.parsing import parse

    found = find_saved_search(name, span, context)
    text = found.search if arguments is None else _filled(found, arguments, span, context)
    return context.run_within(parse(text, macros=context.macros), window_of(found, span, context))


def find_saved_search(name: str, span: Span, context: Context) -> SavedSearch:
    """The saved search of this name.

    Raises: SplNameError where there is none.
    """
    known = context.sources.knowledge.saved_searches
    if name in known:
        return known[name]
    near = suggest(name, known)
    way_out = f'did you mean "{near}"?' if near else "saved searches are those of the content: its detections, too"
    message = f'there is no saved search "{name}"'
    raise context.error(SplNameError, "SPL601", message, span, label="no such saved search", help=way_out)


def _filled(found: SavedSearch, arguments: Mapping[str, str], span: Span, context: Context) -> SourceText:
    missing = [name for name in _PLACEHOLDER.findall(found.search.text) if name not in arguments]
    if missing:
        raise context.error(
            SearchRuntimeError,
            "SPL602",
            f'the saved search "{found.name}" asks for ${missing[0]}$, and no text is given for it',
            span,
            help=f'write {missing[0]}="..", or nosubstitution=true where it is no placeholder',
        )
    if not _PLACEHOLDER.search(found.search.text):
        return found.search
    return SourceText(found.name, _PLACEHOLDER.sub(lambda match: arguments[match[1]], found.search.text))


def window_of(found: SavedSearch, span: Span, context: Context) -> TimeRange:
    """The window that a saved search reads (V1)."""
    if context.time_range != ALL_TIME:
        return context.time_range
    try:
        return resolve_range(found.earliest, found.latest, context.now, ZoneInfo(context.settings.timezone))
    except ValueError as problem:
        raise context.error(
            SearchRuntimeError, "SPL503", f'the window of the saved search "{found.name}": {problem}', span
        ) from problem
