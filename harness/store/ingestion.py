"""Rules for events that are cut out of raw text: where one ends, when it happened.

Rules are declared in the stanzas of props.conf that content has (`SourceRules`), those that speak of fields aside.  A
few sourcetypes that nobody declares have the rules that Splunk or its add-on for them has.

Source: Splunk, props.conf; Splunk Add-ons for Windows, AWS, Microsoft Office 365 (TIME_PREFIX, LINE_BREAKER).
Differs: rules that change an event while it is indexed (TRANSFORMS-, SEDCMD-, INDEXED_EXTRACTIONS, ..) are refused.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DatasetError
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from harness.spl.objects import SourceRules
    from harness.store.event_records import EventOrigin

BAD_RULE = "DS164"


@frozen
class IngestionRules:
    """How raw text of a sourcetype becomes events; a field is the setting of props.conf of the same name.

    Units: `truncate` in bytes, 0 for no limit; `max_timestamp_lookahead` in characters, None for the default: 128 from
    the beginning of the event, none from behind the text that `time_prefix` matches.
    """

    line_breaker: str = r"([\r\n]+)"
    truncate: int = 10_000
    should_linemerge: bool = True
    break_only_before_date: bool = True
    break_only_before: str = ""
    must_break_after: str = ""
    must_not_break_before: str = ""
    must_not_break_after: str = ""
    max_events: int = 256
    time_prefix: str = ""
    time_format: str = ""
    max_timestamp_lookahead: int | None = None
    tz: str = ""
    datetime_config: str = ""

    @property
    def has_times(self) -> bool:
        """Whether events tell their time; otherwise it is the time of indexing."""
        return self.datetime_config.upper() not in ("CURRENT", "NONE")


DEFAULT = IngestionRules()
_LINES = replace(DEFAULT, should_linemerge=False)
_WINDOWS_XML = replace(_LINES, line_breaker=r"([\r\n]*)(?=<Event[ >])", time_prefix="SystemTime=['\"]", truncate=0)
_KNOWN: Mapping[str, IngestionRules] = {
    "xmlwineventlog": _WINDOWS_XML,
    "_json": _LINES,
    "json_no_timestamp": replace(_LINES, datetime_config="CURRENT"),
    "aws:cloudtrail": replace(_LINES, time_prefix=r'"eventTime"\s*:\s*"', truncate=0),
    "o365:management:activity": replace(_LINES, time_prefix=r'"CreationTime"\s*:\s*"', truncate=0),
    "oktaim2:log": replace(_LINES, time_prefix=r'"published"\s*:\s*"', truncate=0),
}
_SETTINGS = {each.name.upper(): each.name for each in fields(IngestionRules)}
_REFUSED = ("TRANSFORMS", "SEDCMD", "INDEXED_EXTRACTIONS", "RULESET", "METRIC-SCHEMA-TRANSFORMS", "METRICS_PROTOCOL")
_UTF8 = ("UTF-8", "UTF8", "AUTO")
_PATTERNS = (
    "LINE_BREAKER",
    "BREAK_ONLY_BEFORE",
    "MUST_BREAK_AFTER",
    "MUST_NOT_BREAK_BEFORE",
    "MUST_NOT_BREAK_AFTER",
    "TIME_PREFIX",
)
_YES, _NO = ("1", "true", "t", "yes", "y"), ("0", "false", "f", "no", "n")


@frozen
class Ingestion:
    """The rules of a content repository: all of its stanzas of props.conf."""

    stanzas: Sequence[SourceRules] = ()

    def rules(self, origin: EventOrigin) -> IngestionRules | None:
        """The rules for text of an origin; None where nothing is declared or known, so that the defaults hold.

        Raises: DatasetError for a setting that is not executed here, or has a value that it cannot have.
        """
        from harness.spl.extraction.stanzas import settings_for

        known = _KNOWN.get((origin.sourcetype or "").lower())
        found = settings_for(
            self.stanzas, sourcetype=origin.sourcetype or "", source=origin.source or "", host=origin.host or ""
        )
        used = {_SETTINGS[key]: _value(key, text) for key, text in found.items() if _is_used(key, text)}
        return replace(known or DEFAULT, **used) if used else known


def setting_problems(settings: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    """What is wrong with the settings of a stanza that say how text becomes events.

    A setting that is merely not executed here is no mistake; text that it would change is refused when it comes.
    """
    for key, value in settings.items():
        if key in _SETTINGS and key != "DATETIME_CONFIG":
            try:
                _value(key, value)
            except DatasetError as error:
                yield from (found for found in error.diagnostics if isinstance(found, Diagnostic))


def _is_used(key: str, value: SourceText) -> bool:
    """Whether a setting says how text becomes events, and not what fields the events have."""
    if key.partition("-")[0] in _REFUSED or (key == "CHARSET" and value.text.upper() not in _UTF8):
        message = f"the embedded engine does not execute {key} when it indexes events"
        raise rule_error(value, message, "index the events as they are afterwards, such as in HEC's JSON")
    return key in _SETTINGS


def _value(key: str, value: SourceText) -> Any:
    default = getattr(DEFAULT, _SETTINGS[key])
    text = value.text.strip()
    if isinstance(default, bool):
        if text.lower() not in (*_YES, *_NO):
            raise rule_error(value, f"{key} is {text}", "write true or false")
        return text.lower() in _YES
    if isinstance(default, int) or key == "MAX_TIMESTAMP_LOOKAHEAD":
        if not text.lstrip("-").isdigit():
            raise rule_error(value, f"{key} is {text}", "write a whole number")
        return int(text)
    _check_text(key, text, value)
    return text


def _check_text(key: str, text: str, value: SourceText) -> None:
    if key in _PATTERNS:
        problem = pattern_problem(key, text)
        if problem:
            raise rule_error(value, f"{key} {problem}", "write a regular expression of PCRE")
    if key == "TZ" and not _is_zone(text):
        raise rule_error(value, f"TZ is {text}, which is no name of a time zone", "write a name such as Europe/Berlin")
    if key == "DATETIME_CONFIG" and text.upper() not in ("", "CURRENT", "NONE"):
        raise rule_error(value, f"the embedded engine does not read {text}", "declare TIME_PREFIX and TIME_FORMAT")


def pattern_problem(key: str, text: str) -> str:
    """What is wrong with the pattern of a setting; empty if nothing is."""
    import regex  # type: ignore[import-untyped]

    try:
        found = regex.compile(text)
    except regex.error as error:
        return f"is no regular expression: {error}"
    if key == "LINE_BREAKER" and not found.groups:
        return "has no group; what the first group matches stands between two events"
    return ""


def _is_zone(text: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        return bool(ZoneInfo(text or "UTC"))
    except (KeyError, ValueError, OSError):
        return False


def rule_error(value: SourceText, message: str, way_out: str) -> DatasetError:
    """The error for the value of a setting, at its place in props.conf."""
    span = Span(0, len(value.text))
    return DatasetError(diagnostics=[Diagnostic(BAD_RULE, message, value, span, "in props.conf", way_out)])
