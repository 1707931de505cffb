"""The codes of all diagnostics and the page behind each: what `harness explain CODE` shows.

A family of codes is one file in `harness/diagnostics/pages` that holds `PAGES`; the files are found, not listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from harness.errors import InternalError
from harness.frozen import frozen


@frozen
class CodePage:
    """One code: what it means, a text that has the mistake and the same text without it.

    `title` is a few words, `explanation` a paragraph (line ends do not count, it is wrapped when it is shown).
    `bad` is empty where no text can show the mistake, such as for a file that is not there.
    """

    code: str
    title: str
    explanation: str
    bad: str = ""
    good: str = ""


class _Codes(Mapping[str, CodePage]):
    """Every page by its code; the files are read when the first one is asked for."""

    def __getitem__(self, code: str) -> CodePage:
        return _pages()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_pages())

    def __len__(self) -> int:
        return len(_pages())


CODES: Mapping[str, CodePage] = _Codes()


@cache
def _pages() -> dict[str, CodePage]:
    from importlib import import_module
    from pkgutil import iter_modules

    from harness.diagnostics import pages

    found: dict[str, CodePage] = {}
    for module in sorted(each.name for each in iter_modules(pages.__path__)):
        for page in import_module(f"{pages.__name__}.{module}").PAGES:
            if page.code in found:
                raise InternalError(f"two pages explain {page.code}")
            found[page.code] = page
    return dict(sorted(found.items()))


def render_page(page: CodePage) -> str:
    """The page as text."""
    from textwrap import fill

    parts = [f"{page.code}: {page.title}", fill(page.explanation, 100)]
    if page.bad:
        parts += ["Wrong:", _indented(page.bad)]
    if page.good:
        parts += ["Right:", _indented(page.good)]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
