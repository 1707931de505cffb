"""What the settings of props.conf and transforms.conf say about the fields of an event, read and checked.

A setting that cannot be read, or that the engine does not do, becomes a diagnostic with its place in `problems`; rules
with problems are never applied in part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from harness.diagnostics import Diagnostic, Span, suggest
from harness.frozen import frozen
from harness.spl.patterns import PatternError, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.diagnostics import SourceText
    from harness.spl.contract import Command
    from harness.spl.patterns import Pattern
    from harness.spl.syntax.ast import Expression

KvMode: TypeAlias = Literal["none", "auto", "auto_escaped", "json", "xml"]
Part: TypeAlias = int | str
"""A part of FORMAT: the number of a group, or a text."""

_TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
_FALSE = frozenset({"0", "false", "f", "no", "n", "off"})


@frozen
class Inline:
    """EXTRACT: the named groups of a regular expression over one field."""

    pattern: Pattern
    written: str
    source_field: str
    source: SourceText = field(compare=False, repr=False)


@frozen
class FieldTransform:
    """A stanza of transforms.conf that extracts fields, by a regular expression or by delimiters.

    `formats` are the pairs of FORMAT; without them named groups are fields.  `delimiters` are one set of characters or
    two; `names` are those of FIELDS.  `fields` are those that the text is read from, joined by a space.
    """

    name: str
    pattern: Pattern | None
    source: SourceText = field(compare=False, repr=False)
    formats: tuple[tuple[Part, Part], ...] = ()
    delimiters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    fields: tuple[str, ...] = ("_raw",)
    adds_values: bool = False
    cleans_names: bool = True
    keeps_empty: bool = False


@frozen
class Alias:
    """FIELDALIAS: one more name of a field; `keeps_existing` is ASNEW."""

    old: str
    new: str
    keeps_existing: bool = False


@frozen
class Calculation:
    """EVAL: a field and the expression that computes it."""

    target: str
    expression: Expression
    source: SourceText = field(compare=False, repr=False)


@frozen
class AutomaticLookup:
    """LOOKUP: the lookup command that runs by itself."""

    command: Command
    source: SourceText = field(compare=False, repr=False)


@frozen
class EventRules:
    """Everything that the stanzas which speak of an event say about its fields, in the order in which it is done."""

    inlines: tuple[Inline, ...] = ()
    transforms: tuple[FieldTransform, ...] = ()
    kv_mode: KvMode = "auto"
    reads_json: bool = True
    trims_spaces: bool = True
    aliases: tuple[Alias, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    lookups: tuple[AutomaticLookup, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def replaced_fields(self) -> frozenset[str] | None:
        """The fields that an event may have before, and whose values these rules may change; None: nobody knows."""
        found = {alias.new for alias in self.aliases} | {each.target for each in self.calculations}
        for transform in self.transforms:
            if transform.adds_values:
                if transform.pattern is None or any(isinstance(name, int) for name, _ in transform.formats):
                    return None
                found.update(str(name) for name, _ in transform.formats)
                found.update(transform.pattern.groupindex)
        for lookup in self.lookups:
            outputs = getattr(lookup.command, "outputs", ())
            if not outputs:
                return None
            found.update(pair.new.name for pair in outputs)
        return frozenset(found)


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with settings."""

    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, message: str, source: SourceText, way_out: str, label: str = "") -> None:
        """Adds a diagnostic about a whole value."""
        self.found.append(Diagnostic(code, message, source, Span(0, len(source.text)), label, way_out))

    def switch(self, key: str, source: SourceText | None, default: bool) -> bool:
        """The value of a setting that is on or off."""
        text = "" if source is None else source.text.lower()
        if source is None or not text or text in _TRUE | _FALSE:
            return text in _TRUE if text else default
        self.report("SPL673", f"{key} is neither on nor off: {source.text}", source, "write true or false", "no switch")
        return default

    def pattern(self, written: str, prefix: str, source: SourceText) -> Pattern | None:
        """The compiled form of a regular expression; None, and a diagnostic, where it is none."""
        try:
            return compile_pattern(prefix + written)
        except PatternError as error:
            reason = str(error).rpartition(": ")[2]
            message = f'"{written}" is not a regular expression: {reason}'
            self.report("SPL670", message, source, "mend the regular expression", "not a regular expression")
            return None

    def unknown(self, kind: str, name: str, known: Sequence[str], source: SourceText, code: str, way_out: str) -> None:
        """Reports a name that stands for nothing."""
        near = suggest(name, known)
        way_out = f'did you mean "{near}"?' if near else way_out
        self.report(code, f'unknown {kind} "{name}"', source, way_out, f"no such {kind}")
