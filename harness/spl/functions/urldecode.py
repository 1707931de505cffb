"""`urldecode(url)`."""

from __future__ import annotations

from urllib.parse import unquote

from harness.spl.contract import Documentation
from harness.spl.functions._pages import TEXT
from harness.spl.functions._shapes import TextFunction, example


class UrldecodeFunction(TextFunction):
    """Decodes the escapes of a URL."""

    name = "urldecode"
    signature = "urldecode(url)"
    kernel = staticmethod(unquote)
    documentation = Documentation(
        "The text with each %XX replaced by what it stands for, as UTF-8.",
        TEXT,
        (
            example(
                'urldecode("http%3A%2F%2Fwww.splunk.com%2Fdownload%3Fr%3Dheader")',
                "http://www.splunk.com/download?r=header",
            ),
        ),
        undecided=("Whether a plus sign becomes a space (it stays here).",),
    )
