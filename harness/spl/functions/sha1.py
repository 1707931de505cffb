"""`sha1(text)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._digests import hexdigest
from harness.spl.functions._pages import CRYPTOGRAPHIC
from harness.spl.functions._shapes import TextFunction, example


class Sha1Function(TextFunction):
    """The SHA-1 digest of a text."""

    name = "sha1"
    signature = "sha1(text)"
    kernel = staticmethod(hexdigest("sha1"))
    documentation = Documentation(
        "The SHA-1 digest of the text's UTF-8 bytes in lower-case hexadecimal digits.",
        CRYPTOGRAPHIC,
        (example('sha1("abc")', "a9993e364706816aba3e25717850c26c9cd0d89d"),),
    )
