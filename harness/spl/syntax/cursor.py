"""What a command reads its arguments with.

A command's `parse` receives a `Cursor` that stands behind the command's name and takes from it, in the order of the
command's syntax: options, keywords, fields, texts, expressions, subsearches.  Each method consumes what it names or
raises an `SplError` that says what was expected and what was found; methods that return a bool or None on absence
consume nothing then.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from harness.diagnostics import Span, suggest
from harness.spl.syntax import (
    checking,
    eval_expressions,
    lookalikes,
    option_values,
    search_expressions,
    sort_keys,
    stats_terms,
    texts,
)
from harness.spl.syntax.ast import Assignment, Expression, FieldName, Pipeline, Renaming, SearchExpression
from harness.spl.syntax.scanner import BOUNDARY, CLOSED, Scanner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.spl.syntax.grammar import OptionSyntax
    from harness.spl.syntax.sort_keys import SortKey
    from harness.spl.syntax.stats_terms import StatsTerm

_NAME = r"""(?:[^\s,|\[\]()"'=`<>!]|!(?!=)|<<\w++>>)"""
_QUOTED = r'"((?:[^"\\]++|\\.)*+)"'
_SINGLE = r"'((?:[^'\\]++|\\.)*+)'"
_FIELD = re.compile(rf"""\s*+(?:{_QUOTED}|{_SINGLE}|({_NAME}++(?:\([^()|\[\]"]*+\))?))""", re.DOTALL)
_PLAIN_FIELD = re.compile(rf"\s*+(?:{_QUOTED}|{_SINGLE}|({_NAME}++))", re.DOTALL)
_WORD = re.compile(rf"""\s*+(?:{_QUOTED}|([^\s,|\[\]()"'`]++))""", re.DOTALL)
_STRING = re.compile(rf"\s*+{_QUOTED}", re.DOTALL)
_KEYWORD = re.compile(r"""\s*+([A-Za-z_]\w*+)(?=[\s,|\[\]()"'`]|\Z)""")
_OPTION = re.compile(r"\s*+([A-Za-z_][\w.]*+)\s*+=(?!=)")
_INTEGER = re.compile(r"\s*+([+-]?\d++)(?![\w.])")
_NUMBER = re.compile(r"\s*+([+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)(?![\w.])")
_LISTED = re.compile(r"""\s*+(,?)\s*+([\w.:*{}@-]++)(?=[\s,|\]]|\Z)(?!\s*+=)""")
_COMMA = re.compile(r"\s*+,")
_TEXT_OR_SPACE = re.compile(r'"(?:[^"\\]++|\\.)*+"|\s++', re.DOTALL)


class Cursor(Scanner):
    """A position among the arguments of a command."""

    __slots__ = ()

    # --- punctuation and keywords ------------------------------------------------------------------------------------

    def punctuation(self, mark: str) -> bool:
        """Consumes `mark` if it comes next."""
        position = self.skip_space()
        if not self.text.startswith(mark, position):
            return False
        self.position = position + len(mark)
        return True

    def expect(self, mark: str) -> None:
        """Consumes `mark`, or raises."""
        if not self.punctuation(mark):
            raise self.expected(f"`{mark}`")

    def keyword(self, *names: str) -> str | None:
        """Consumes a bare word that is one of `names` in any letter case; returns it in lower case."""
        match = _KEYWORD.match(self.text, self.position)
        if match is None:
            return None
        word = match[1].lower()
        if word not in names:
            return None
        self.position = match.end()
        return word

    def peek_keyword(self, *names: str) -> str | None:
        """The bare word that comes next if it is one of `names`, in lower case; consumes nothing."""
        match = _KEYWORD.match(self.text, self.position)
        word = match[1].lower() if match else None
        return word if word in names else None

    def expect_keyword(self, *names: str) -> str:
        """Consumes one of `names`, or raises."""
        word = self.keyword(*names)
        if word is None:
            raise self.expected(" or ".join(name.upper() for name in names))
        return word

    # --- options -----------------------------------------------------------------------------------------------------

    def peek_option(self) -> str | None:
        """The name of the `name=` that comes next, in lower case; consumes nothing."""
        match = _OPTION.match(self.text, self.position)
        return match[1].lower() if match else None

    def options(
        self, declared: Sequence[OptionSyntax], given: dict[str, Any] | None = None, *, others: bool = False
    ) -> dict[str, Any]:
        """Consumes every `name=value` that comes next and returns all declared values by name.

        Values that are not written come from `given` (what an earlier call returned) or the declared defaults.  With
        `others` an undeclared name ends the options, else it raises SPL203.
        """
        values = given if given is not None else {option.name: option.default for option in declared}
        while match := _OPTION.match(self.text, self.position):
            option = _declared(declared, match[1].lower())
            if option is None:
                if others:
                    break
                raise self._unknown_option(declared, match)
            self.position = match.end()
            values[option.name] = self.option_at(option)
        return values

    def next_option(self, declared: Sequence[OptionSyntax], values: dict[str, Any]) -> None:
        """Consumes one `name=value`, which must come next, into `values`."""
        match = _OPTION.match(self.text, self.position)
        option = _declared(declared, match[1].lower()) if match else None
        if match is None or option is None:
            raise self._unknown_option(declared, match) if match else self.missing("an option")
        self.position = match.end()
        values[option.name] = self.option_at(option)

    def keyword_before_equals(self) -> str:
        """Consumes `name=` and returns the name in lower case; the command reads the value itself."""
        match = _OPTION.match(self.text, self.position)
        if match is None:
            raise self.missing("`name=`")
        self.position = match.end()
        return match[1].lower()

    def option_at(self, option: OptionSyntax) -> Any:
        """Reads the value of an option whose `name=` was consumed."""
        return option_values.read(self, option)

    def _unknown_option(self, declared: Sequence[OptionSyntax], match: re.Match[str]) -> Exception:
        names = [option.name for option in declared]
        near = suggest(match[1].lower(), names)
        way_out = f'did you mean "{near}="?' if near else f"its options are: {', '.join(names) or 'none'}"
        return self.error(
            "SPL203", f'unknown option "{match[1]}"', Span(*match.span(1)), label="no such option", help=way_out
        )

    # --- names and literals ------------------------------------------------------------------------------------------

    def field(self, wildcards: bool = True, *, calls: bool = True) -> FieldName:
        """One field name, bare, in double or in single quotes.

        With `calls` a bare name may be that of an aggregate, `sum(bytes)`.
        """
        match = (_FIELD if calls else _PLAIN_FIELD).match(self.text, self.position)
        if match is None:
            raise self._no_field()
        field = _field_of(match)
        if not wildcards and field.has_wildcard:
            raise self.error("SPL209", f"a wildcard cannot stand here: `{field.name}`", field.span, label="one field")
        self.position = match.end()
        return field

    def fields(self, stop: Sequence[str] = (), *, least: int = 1, wildcards: bool = True) -> tuple[FieldName, ...]:
        """Field names with spaces or commas between, up to the end, a keyword of `stop` or an option."""
        found: list[FieldName] = []
        while True:
            self._plain_fields(found, stop, wildcards)
            if self.at_end():
                break
            comma = _COMMA.match(self.text, self.position) if found else None
            self.position = comma.end() if comma else self.position
            if not comma and (self.peek_keyword(*stop) or self.peek_option() or self.peek_character() in "[()"):
                break
            found.append(self.field(wildcards))
        if len(found) < least:
            raise self._no_field()
        return tuple(found)

    def _plain_fields(self, found: list[FieldName], stop: Sequence[str], wildcards: bool) -> None:
        """The quick way through bare names; it leaves anything else to the loop around it."""
        while match := _LISTED.match(self.text, self.position):
            name = match[2]
            if (match[1] and not found) or (stop and name.lower() in stop) or ("*" in name and not wildcards):
                break
            self.position = match.end()
            found.append(FieldName(Span(*match.span(2)), name))

    def by_fields(self) -> tuple[FieldName, ...]:
        """The fields of a BY clause, which has no wildcards; empty where there is no clause."""
        if not self.keyword("by"):
            return ()
        fields = self.fields(wildcards=False)
        lookalikes.check_fields(self, fields)
        return fields

    def sort_keys(self, *, ends_with: Sequence[str] = ()) -> tuple[SortKey, ...]:
        """What `sort` and `sortby` order by: fields with signs and comparison modes."""
        return sort_keys.parse_sort_keys(self, ends_with)

    def condition(self) -> Expression:
        """An eval expression that is true or false."""
        expression = eval_expressions.parse_expression(self)
        checking.check_condition(self, expression)
        return expression

    def renaming(self, wildcards: bool = True) -> Renaming:
        """`old AS new`."""
        old = self.field(wildcards)
        self.expect_keyword("as")
        new = self.field(wildcards)
        return Renaming(old.span.to(new.span), old, new)

    def _no_field(self) -> Exception:
        return self.missing("a field name")

    def missing(self, what: str, way_out: str | None = None) -> Exception:
        """The error for an argument that a command cannot do without."""
        return self.expected(what, code="SPL204" if self.at_end() else "SPL102", help=way_out)

    def integer(self) -> int:
        """A whole number."""
        match = _INTEGER.match(self.text, self.position)
        if match is None:
            raise self.missing("a whole number")
        self.position = match.end()
        return self._whole(match)

    def peek_integer(self) -> bool:
        """Whether a whole number comes next."""
        return _INTEGER.match(self.text, self.position) is not None

    def _whole(self, match: re.Match[str]) -> int:
        if len(match[1]) > 18:
            raise self.error("SPL205", f"the number {match[1][:18]}.. is too large", Span(*match.span(1)))
        return int(match[1])

    def number(self) -> int | float:
        """A number."""
        match = _NUMBER.match(self.text, self.position)
        if match is None:
            raise self.missing("a number")
        self.position = match.end()
        return float(match[1]) if re.search(r"[.eE]", match[1]) else self._whole(match)

    def peek_string(self) -> bool:
        """Whether a double-quoted text comes next."""
        return self.peek_character() == '"'

    def string(self) -> str:
        r"""A double-quoted text, unescaped; regexes too: published searches write `\\\)` for a backslash and a `)`."""
        match = _STRING.match(self.text, self.position)
        if match is None:
            single = self.peek_character() == "'"
            way_out = "single quotes do not quote a text" if single else None
            raise self.missing("a text in double quotes", way_out)
        self.position = match.end()
        return texts.unescape_double(match[1])

    def word(self) -> str:
        """A bare word or a double-quoted text."""
        match = _WORD.match(self.text, self.position)
        if match is None:
            raise self.missing("a word")
        self.position = match.end()
        return texts.unescape_double(match[1]) if match[2] is None else match[2]

    def peek_word(self) -> str | None:
        """The bare word that comes next; consumes nothing."""
        match = _WORD.match(self.text, self.position)
        return match[2] if match else None

    def timespan(self) -> str:
        """A time span such as `1h` or `1d@d`, as written."""
        return option_values.read_timespan(self)

    def rest(self, stop: tuple[str, ...] = ()) -> str:
        """Everything up to the end of the command or a keyword of `stop`, as written; brackets inside are balanced.

        A line end outside of double quotes becomes a blank.
        """
        start = self.position
        open_brackets: list[int] = []
        self.position = self.end
        for match in _boundary(stop).finditer(self.text, start):
            mark = match[0]
            if mark == "[":
                open_brackets.append(match.start())
            elif mark == "]" and open_brackets:
                open_brackets.pop()
            elif (mark in "|]" or mark.lower() in stop) and not open_brackets:
                self.position = match.start()
                break
            elif mark[0] == '"' and not CLOSED['"'].fullmatch(mark):
                raise self.unclosed_quote(match.start())
        if open_brackets:
            raise self.unclosed_bracket(open_brackets[-1])
        return _TEXT_OR_SPACE.sub(_on_one_line, self.text[start : self.position].strip())

    # --- expressions and subsearches ---------------------------------------------------------------------------------

    def expression(self) -> Expression:
        """An eval expression, as long as it goes."""
        return eval_expressions.parse_expression(self)

    def assignment(self) -> Assignment:
        """`target = expression`."""
        return eval_expressions.parse_assignment(self)

    def search_expression(self, stop: Sequence[str] = ()) -> SearchExpression | None:
        """A search expression up to the end or a keyword of `stop` (lower case); None where there is none."""
        return search_expressions.parse_search_expression(self, stop)

    def stats_terms(self, stop: Sequence[str] = ("by",), *, evaluated: bool = False) -> tuple[StatsTerm, ...]:
        """The aggregations of `stats` and its family, up to the end, a keyword of `stop` or an option.

        With `evaluated` a term may be an expression over aggregations: `eval(sum(a) / count(b))`.
        """
        return stats_terms.parse_stats_terms(self, stop, evaluated=evaluated)

    def subsearch(self) -> Pipeline:
        """`[ .. ]`, with or without a pipe at its beginning."""
        from harness.spl.syntax.pipelines import parse_subsearch

        return parse_subsearch(self)


@lru_cache
def _boundary(stop: tuple[str, ...]) -> re.Pattern[str]:
    """What may end a command, or a clause before one of these keywords."""
    if not stop:
        return BOUNDARY
    return re.compile(rf"{BOUNDARY.pattern}|(?<![\w.])(?i:{'|'.join(stop)})(?=[\s|\]]|\Z)", re.DOTALL)


def _on_one_line(match: re.Match[str]) -> str:
    return " " if match[0].isspace() and "\n" in match[0] else match[0]


def _declared(declared: Sequence[OptionSyntax], name: str) -> OptionSyntax | None:
    for option in declared:
        if option.name.lower() == name:
            return option
    return None


def _field_of(match: re.Match[str]) -> FieldName:
    if match[3] is not None:
        return FieldName(Span(*match.span(3)), match[3])
    if match[1] is not None:
        return FieldName(Span(match.start(1) - 1, match.end()), texts.unescape_double(match[1]), quoted=True)
    return FieldName(Span(match.start(2) - 1, match.end()), texts.unescape_single(match[2]), quoted=True)
