"""The JSON Schema (draft 2020-12) of each kind of content file, for editors and for our own validation.

A schema is a file beside this one, `<kind>.schema.json`; what kinds share stands in `common.schema.json`.  Beside the
standard's keywords a node may carry our annotations, which tools ignore:

- `x-code`: the diagnostic's code where the general one says too little;
- `x-form`: what a text must look like, in words, where a pattern decides;
- `x-problem`, `x-help`: the sentence and the way out, where the standard's keyword alone would explain badly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["detection", "macro", "story", "deployment", "baseline", "lookup"]
Schema: TypeAlias = Mapping[str, Any]

KINDS: tuple[Kind, ...] = ("detection", "macro", "story", "deployment", "baseline", "lookup")
FILES: tuple[str, ...] = (*KINDS, "common")


@cache
def schema(name: str) -> Schema:
    """The schema of a kind of content, or `common`, as written; not to be changed by the caller."""
    text = resources.files(__package__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Schema = json.loads(text)
    return loaded
