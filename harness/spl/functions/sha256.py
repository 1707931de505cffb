"""`sha256(text)`."""

from __future__ import annotations

from harness.spl.contract import Documentation
from harness.spl.functions._digests import hexdigest
from harness.spl.functions._pages import CRYPTOGRAPHIC
from harness.spl.functions._shapes import TextFunction, example


class Sha256Function(TextFunction):
    """The SHA-256 digest of a text."""

    name = "sha256"
    signature = "sha256(text)"
    kernel = staticmethod(hexdigest("sha256"))
    documentation = Documentation(
        "The SHA-256 digest of the text's UTF-8 bytes in lower-case hexadecimal digits.",
        CRYPTOGRAPHIC,
        (example('sha256("abc")', "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),),
    )
