"""`replace(text, regex, replacement)`."""

from __future__ import annotations

from functools import lru_cache
from re import compile as plain
from typing import TYPE_CHECKING

from harness.data.wording import replaced
from harness.spl.contract import Arity, Documentation, EvalFunction, FunctionCall
from harness.spl.functions._pages import TEXT
from harness.spl.functions._patterns import native_argument, with_patterns
from harness.spl.functions._shapes import constant_text, example, map_members
from harness.spl.native_patterns import native_replaces
from harness.spl.patterns import Match, checked, compile_pattern, substitute

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Column

_PART = plain(r"\\(\d)|\\(\\)|((?:[^\\]|\\(?![\d\\]))+)")


class ReplaceFunction(EvalFunction):
    """Replaces every match of a regular expression."""

    name = "replace"
    arity = Arity(3, 3)
    signature = "replace(text, regex, replacement)"
    literal_kinds = ("string", "string", "string")
    documentation = Documentation(
        "The text with every match of the PCRE pattern replaced; \\1 to \\9 in the replacement stand for its groups.",
        TEXT,
        (
            example(r'replace("1/14/2023", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")', "14/1/2023"),
            example('replace("a-b-c", "-", "")', "abc"),
            example('replace(m, "-", "+")', ["a+b", "c+d"], given='m=split("a-b,c-d", ",")'),
        ),
        undecided=(
            "The page says that it takes no multivalue; people report that each member is replaced (so here).",
            "What \\0 stands for (the whole match here), and a group that took no part (nothing here).",
        ),
    )

    def evaluate(self, call: FunctionCall) -> Column:
        """Undecided: a multivalue is replaced member by member."""
        text, pattern, replacement = call.arguments()
        native = native_argument(call, pattern)
        template = constant_text(replacement)
        if native is not None and template is not None and native_replaces(constant_text(pattern) or ""):
            found = replaced(text, native, native_template(template))
            if found is not None:
                return found
        replace_all = checked(replaced_one, call.context.check)
        return with_patterns(call, lambda: map_members(replace_all, text, pattern, replacement))


def native_template(replacement: str) -> str:
    """The replacement in the dialect of whole columns; a group that there is not is nothing there too."""
    return "".join(
        f"${{{digit}}}" if digit else (backslash or literal).replace("$", "$$")
        for digit, backslash, literal in _PART.findall(replacement)
    )


def replaced_one(text: str, pattern: str, replacement: str) -> str:
    """One text with every match replaced, by the engine that has all of PCRE."""
    return substitute(compile_pattern(pattern), _template(replacement), text)


@lru_cache(maxsize=256)
def _template(replacement: str) -> Callable[[Match], str]:
    """What a match becomes: literal texts and group numbers, read once."""
    parts: list[str | int] = [
        int(digit) if digit else backslash or literal for digit, backslash, literal in _PART.findall(replacement)
    ]

    def expand(match: Match) -> str:
        return "".join(_group(match, part) if isinstance(part, int) else part for part in parts)

    return expand


def _group(match: Match, number: int) -> str:
    try:
        return match.group(number) or ""
    except IndexError:
        return ""
