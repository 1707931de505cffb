"""`md5(text)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._digests import hexdigest
from harness.spl.functions._pages import CRYPTOGRAPHIC
from harness.spl.functions._shapes import TextFunction, example


class Md5Function(TextFunction):
    """The MD5 digest of a text."""

    name = "md5"
    signature = "md5(text)"
    kernel = staticmethod(hexdigest("md5"))
    documentation = Documentation(
        "The MD5 digest of the text's UTF-8 bytes in lower-case hexadecimal digits.",
        CRYPTOGRAPHIC,
        (example('md5("abc")', "900150983cd24fb0d6963f7d28e17f72"),),
    )
