"""Every published search runs on no data: it is understood to its end, or refused for a reason that stands here."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from harness.detections import Content, load_content
from harness.diagnostics import SourceText
from harness.errors import HarnessError
from harness.spl.session import run_search
from harness.spl.sources import Sources

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "escu"
NOW = 1729166400.0
KNOWN_REASONS = {
    "SPL900": "fit and apply need the Machine Learning Toolkit and its models",
    "SPL301": "commands of other apps (cyberchef, dnstwist)",
    "SPL305": "lookups of other apps, which the content does not bring",
    "DET115": "a lookup whose CSV file is not published",
}


@pytest.mark.skipif(not CORPUS.exists(), reason="the published content ../shared/corpus/escu is not there")
def test_published_searches_run_on_no_data() -> None:
    content = load_content(CORPUS)
    refused: Counter[str] = Counter()
    searches = [each.search_source for each in (*content.detections, *content.baselines)]
    for search in searches:
        codes = _refusals(search, content)
        assert codes <= KNOWN_REASONS.keys(), search.name
        refused.update(codes)
    assert len(searches) > 900
    assert refused.total() <= 19, refused  # two in a hundred, half of them baselines that train models


def _refusals(search: SourceText, content: Content) -> set[str]:
    """The codes of the error that a search ends with; none where it runs."""
    sources = Sources(lookups=content.lookup_rows)
    try:
        run_search(search, now=NOW, macros=content.macro_definitions, sources=sources)
    except HarnessError as error:
        return {finding.code for finding in error.diagnostics}
    return set()
