"""Macros and comments: from the text as written to the text that is parsed, of which every character knows its origin.

A macro may stand for any piece of a search, so it is expanded as text, before anything is read: `` `name` `` or
`` `name(a, "b, c")` `` outside of double quotes is replaced by the definition of that name and number of arguments,
in which `$argument$` is replaced by what the call gives.  Definitions may call other macros.  A comment in triple
backticks is replaced by blanks of the same length.  The definition of an eval-based macro is an expression whose value
is the text; a macro's validation is an expression that judges the arguments of a call.

Invariants
- The result carries an `Origin` for every character; characters that came out of a macro name the macro and the place
  of its call.
- What a call gives is never scanned again for arguments of the same definition.
- An expansion is bounded: by `MOST_EXPANSIONS` calls and `LONGEST_TEXT` characters, and no macro stands inside itself.

Undecided: whether Splunk puts anything in the place of a comment; here the words on both sides of it stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.diagnostics import Diagnostic, Origin, SourceText, Span, suggest
from harness.errors import SplArgumentError, SplError, SplNameError, SplSyntaxError, SplUnsupportedError
from harness.spl.sources import MacroDefinition
from harness.spl.syntax.macro_calls import MacroCall, find_pieces, read_call

if TYPE_CHECKING:
    from harness.data import Value

MOST_EXPANSIONS = 10_000
LONGEST_TEXT = 10_000_000

_ARGUMENT = re.compile(r"\$([A-Za-z_][\w.-]*)\$")
_STRINGS = re.compile(r'\s*+"((?:[^"\\]++|\\.)*+)"\s*+(\.)?', re.DOTALL)

Macros = Mapping[str, MacroDefinition | str]
EvalMacro = Callable[[SourceText], "Value"]
"""Computes the value of a macro's eval expression, a truth value for a condition; who can evaluate hands it in.

Raises SplUnsupportedError, its message the reason, for an expression that cannot be computed before the search.
"""


def expand_macros(source: SourceText, macros: Macros, *, eval_macro: EvalMacro | None = None) -> SourceText:
    """The search with every macro expanded and every comment blanked.

    Raises: SplNameError for a macro that does not exist (SPL304), is called in a circle (SPL306) or with another
    number of arguments (SPL307); SplArgumentError for arguments that its validation refuses (SPL311) or an expression
    without a text (SPL312); SplSyntaxError for an unclosed backtick (SPL003) or comment (SPL004); SplUnsupportedError
    for an expression that is more than a text, unless `eval_macro` computes it.
    """
    if "`" not in source.text:
        return source
    return _Expansion(macros, eval_macro or _plain_text).expand(source, ())


def blank_comments(source: SourceText) -> SourceText:
    """The search with every comment blanked and its macros left as they are."""
    if "```" not in source.text:
        return source
    result = _Assembly(source)
    for piece in find_pieces(source):
        result.copy(source, piece.span, blank=piece.kind == "comment")
    return result.text()


@dataclass(slots=True)
class _Assembly:
    """A text under construction and where its pieces come from."""

    source: SourceText
    _parts: list[str] = field(default_factory=list)
    _origins: list[Origin] = field(default_factory=list)
    _length: int = 0

    def copy(self, source: SourceText, span: Span, *, blank: bool = False) -> None:
        """Adds `source.text[span]`, or as many blanks."""
        text = source.text[span.start : span.end]
        self.add(_blanked(text) if blank else text, source, range(span.start, span.end + 1))

    def add(
        self,
        text: str,
        source: SourceText,
        offsets: Sequence[int],
        via: str | None = None,
        call: tuple[SourceText, Span] | None = None,
    ) -> None:
        """Adds a text whose characters were written at `offsets` of `source`."""
        if text:
            end = self._length + len(text)
            self._parts.append(text)
            self._origins.append(Origin(self._length, end, source, offsets, via, call))
            self._length = end

    def text(self) -> SourceText:
        """What was added, under the name of the text that it is made from."""
        return SourceText(self.source.name, "".join(self._parts), tuple(self._origins))


def _blanked(comment: str) -> str:
    return re.sub(r"[^\n]", " ", comment)


@dataclass(slots=True)
class _Expansion:
    """One run over a search: the definitions, and how much was expanded so far."""

    macros: Macros
    eval_macro: EvalMacro
    calls: int = 0
    length: int = 0

    def expand(self, source: SourceText, path: tuple[str, ...]) -> SourceText:
        """The text with its macros expanded; `path` names the macros that it came out of."""
        result = _Assembly(source)
        for piece in find_pieces(source):
            if piece.kind == "macro":
                call = read_call(source, piece.span)
                inner = self._called(source, call, path)
                site = (source, piece.span)
                result.add(inner.text, inner, range(len(inner.text) + 1), call.label, site)
            else:
                result.copy(source, piece.span, blank=piece.kind == "comment")
        return result.text()

    def _called(self, source: SourceText, call: MacroCall, path: tuple[str, ...]) -> SourceText:
        definition = self._find(source, call)
        key = _key(call)
        if key in path:
            raise _circle(source, call, (*path[path.index(key) :], key))
        self._validate(source, call, definition)
        filled = _filled(source, call, definition, _written(call, definition))
        self._count(source, call, len(filled.text))
        expanded = self.expand(filled, (*path, key)) if "`" in filled.text else filled
        return self._evaluated(source, call, expanded) if definition.is_eval else expanded

    def _count(self, source: SourceText, call: MacroCall, length: int) -> None:
        self.calls += 1
        self.length += length
        if self.calls > MOST_EXPANSIONS or self.length > LONGEST_TEXT:
            limits = f"{MOST_EXPANSIONS:,} calls or {LONGEST_TEXT:,} characters"
            message = f"the macros of this search expand to more than {limits}"
            raise _error(SplSyntaxError, "SPL308", message, source, call.name_span)

    def _find(self, source: SourceText, call: MacroCall) -> MacroDefinition:
        count = len(call.arguments)
        for key in dict.fromkeys((_key(call), f"{call.name}({count})", call.name)):
            found = self.macros.get(key)
            definition = _definition(key, found) if found is not None else None
            if definition is not None and len(definition.arguments) == count:
                return definition
        raise self._not_found(source, call)

    def _not_found(self, source: SourceText, call: MacroCall) -> SplError:
        counts = sorted(
            len(_definition(key, value).arguments) for key, value in self.macros.items() if _base(key) == call.name
        )
        if counts:
            takes = " or ".join(map(str, counts))
            message = (
                f"macro `{call.name}` takes {takes} argument{'' if takes == '1' else 's'}, not {len(call.arguments)}"
            )
            return _error(SplNameError, "SPL307", message, source, call.span, label=f"{len(call.arguments)} given")
        near = suggest(call.name, {_base(key) for key in self.macros})
        way_out = f"did you mean `{near}`?" if near else "define it, or give its definition to the search"
        message = f"unknown macro `{call.name}`"
        return _error(SplNameError, "SPL304", message, source, call.name_span, label="not a macro", help=way_out)

    def _evaluated(self, source: SourceText, call: MacroCall, expression: SourceText) -> SourceText:
        text = self._value(source, call, expression, "is computed")
        if not isinstance(text, str):
            message = f"macro `{call.name}` is computed by an eval expression that gives {_kind(text)} here, not a text"
            raise _error(SplArgumentError, "SPL312", message, source, call.span, label="expands to nothing")
        self._count(source, call, len(text))
        end = len(expression.text)
        return SourceText(expression.name, text, (Origin(0, len(text), expression, [0] * len(text) + [end]),))

    def _validate(self, source: SourceText, call: MacroCall, definition: MacroDefinition) -> None:
        if not definition.validation:
            return
        written = SourceText(f"validation of macro `{call.name}`", definition.validation)
        found = self._value(source, call, _filled(source, call, definition, written), "is validated")
        if found is None or found is True:
            return
        if found is not False and not isinstance(found, str):
            message = f"the validation of macro `{call.name}` gives {_kind(found)} here, not a condition or a text"
            raise _error(SplArgumentError, "SPL312", message, source, call.span)
        reason = definition.errormsg if found is False else found
        message = f"macro `{call.name}` refuses its arguments{': ' if reason else ''}{reason}"
        way_out = f"its validation: {definition.validation}"
        raise _error(SplArgumentError, "SPL311", message, source, call.span, label="not valid", help=way_out)

    def _value(self, source: SourceText, call: MacroCall, expression: SourceText, purpose: str) -> Value:
        try:
            return self.eval_macro(expression)
        except SplUnsupportedError as error:
            if error.diagnostics:
                raise
            message = f"macro `{call.name}` {purpose} by an eval expression that is not evaluated here: {error}"
            raise _error(SplUnsupportedError, "SPL900", message, source, call.span) from error


def _kind(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a truth value"
    return "several values" if isinstance(value, list) else "a number"


def _key(call: MacroCall) -> str:
    return f"{call.name}({len(call.arguments)})" if call.arguments else call.name


def _base(key: str) -> str:
    return key.partition("(")[0]


def _definition(key: str, value: MacroDefinition | str) -> MacroDefinition:
    """The definition behind a key; a bare text takes the arguments that its key counts, in their order in the text."""
    if isinstance(value, MacroDefinition):
        return value
    count = re.search(r"\((\d+)\)\Z", key)
    names = tuple(dict.fromkeys(_ARGUMENT.findall(value)))[: int(count[1])] if count else ()
    return MacroDefinition(_base(key), value, names)


def _written(call: MacroCall, definition: MacroDefinition) -> SourceText:
    return definition.source or SourceText(definition.path or f"macro `{call.name}`", definition.definition)


def _filled(source: SourceText, call: MacroCall, definition: MacroDefinition, written: SourceText) -> SourceText:
    """A text of the definition with `$argument$` replaced by what the call gives."""
    if not definition.arguments:
        return written
    values = dict(zip(definition.arguments, call.arguments, strict=True))
    result = _Assembly(written)
    position = 0
    for match in _ARGUMENT.finditer(written.text):
        value = values.get(match[1])
        if value is None:
            continue
        result.copy(written, Span(position, match.start()))
        result.add(value.text, source, value.offsets)
        position = match.end()
    result.copy(written, Span(position, len(written.text)))
    return result.text()


def _plain_text(expression: SourceText) -> str:
    """The value of texts joined by dots.

    Raises: SplUnsupportedError for any other expression.
    """
    return "".join(_joined_strings(expression.text))


def _joined_strings(text: str) -> Iterator[str]:
    position, more = 0, True
    while more:
        match = _STRINGS.match(text, position)
        if match is None or (match[2] is None) != (match.end() == len(text)):
            raise SplUnsupportedError("it is more than texts joined by dots")
        yield re.sub(r'\\(["\\])', r"\1", match[1])
        position, more = match.end(), match[2] is not None


def _circle(source: SourceText, call: MacroCall, path: tuple[str, ...]) -> SplError:
    way = " -> ".join(f"`{name}`" for name in path)
    message = f"macro `{call.name}` stands inside itself: {way}"
    return _error(SplNameError, "SPL306", message, source, call.name_span, label="called again here")


def _error(
    kind: type[SplError],
    code: str,
    message: str,
    source: SourceText,
    span: Span,
    *,
    label: str = "",
    help: str | None = None,  # noqa: A002
) -> SplError:
    return kind(diagnostics=[Diagnostic(code, message, source, span, label, help)])
