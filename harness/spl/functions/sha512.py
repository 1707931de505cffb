"""`sha512(text)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._digests import hexdigest
from harness.spl.functions._pages import CRYPTOGRAPHIC
from harness.spl.functions._shapes import TextFunction, example


class Sha512Function(TextFunction):
    """The SHA-512 digest of a text."""

    name = "sha512"
    signature = "sha512(text)"
    kernel = staticmethod(hexdigest("sha512"))
    documentation = Documentation(
        "The SHA-512 digest of the text's UTF-8 bytes in lower-case hexadecimal digits.",
        CRYPTOGRAPHIC,
        (example('substr(sha512("abc"), 1, 16)', "ddaf35a193617aba"),),
    )
