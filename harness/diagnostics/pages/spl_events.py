"""Codes of the rules that give events their fields: props.conf, transforms.conf and eventtypes.conf (SPL67x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL670",
        "this is no regular expression",
        "EXTRACT and REGEX hold a regular expression, and the name of a stanza for sources or hosts becomes one: there "
        "`...` stands for any run of characters, `*` for one without a slash, and brackets and bars mean what they "
        "mean in regular expressions.",
    ),
    CodePage(
        "SPL671",
        "this rule extracts nothing",
        "An EXTRACT makes fields of the named groups of its regular expression. A transform makes them of named groups "
        "or of the pairs of FORMAT, whose groups must be there; without REGEX it needs DELIMS.",
    ),
    CodePage(
        "SPL672",
        "there is no such transform",
        "REPORT and the extract command name stanzas of transforms.conf. The content has none of this name.",
    ),
    CodePage(
        "SPL673",
        "a setting that cannot be read",
        "The value is not what its setting takes: FIELDALIAS is `field AS alias`, FORMAT is `name::value`, DELIMS is "
        "one or two sets of characters in double quotes, KV_MODE is one of its modes, a switch is true or false.",
    ),
    CodePage(
        "SPL674",
        "there is no such lookup",
        "LOOKUP begins with the name of a lookup. The content has none of this name, so no event would get its fields.",
    ),
    CodePage(
        "SPL675",
        "a setting that is not done here",
        "Splunk knows the setting, and the embedded engine does not do it. Events that it speaks of are not searched "
        "as if it were not there: the search is refused.",
    ),
    CodePage(
        "SPL676",
        "this is no search of an event type",
        "An event type is a search expression: it has no pipe and no subsearch, it names no tags, because events get "
        "their tags after their event types, and it does not lead back to itself.",
    ),
)
