"""Codes of commands that extract fields, look values up and run templates (SPL26x, SPL56x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL260",
        "this is no sed expression",
        "rex with mode=sed takes `s/regex/replacement/flags`, where the flags are g for every match or the number of "
        "one, or `y/abc/xyz/`, which replaces characters by characters. Any other mark may stand for the slash.",
        'index=main | rex mode=sed "replace a by b"',
        'index=main | rex mode=sed "s/a/b/g"',
    ),
    CodePage(
        "SPL261",
        "the regular expression of rex names no group",
        "rex makes fields of named groups, so a regular expression without one would do nothing.",
        r'index=main | rex "user=\w+"',
        r'index=main | rex "user=(?<user>\w+)"',
    ),
    CodePage(
        "SPL262",
        "makemv cannot split with this",
        "A tokenizer is a regular expression whose first group is a member; a delimiter is a text of one character or "
        "more.",
        'index=main | makemv tokenizer="[^,]+" users',
        'index=main | makemv tokenizer="([^,]+),?" users',
    ),
    CodePage(
        "SPL263",
        "this is no range of numbers",
        "rangemap takes ranges as two numbers with a hyphen between them; both belong to the range.",
        "index=main | rangemap field=count low=0..30",
        "index=main | rangemap field=count low=0-30 high=31-100",
    ),
    CodePage(
        "SPL560",
        "this mode of foreach takes one eval",
        "Where foreach goes through the members of a field, its template is a single eval command, which may hold "
        "several assignments.",
        "index=main | foreach mode=multivalue users [where <<ITEM>>=1]",
        "index=main | foreach mode=multivalue users [eval n=n+1, last=<<ITEM>>]",
    ),
    CodePage(
        "SPL561",
        "the lookup has no such field",
        "The fields of a lookup command are, but for those behind AS, fields of the table.",
        "index=main | lookup hosts.csv hostt AS host",
        "index=main | lookup hosts.csv name AS host",
    ),
)
