"""Codes of searches that are well written and fail when they run (SPL5xx)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL501",
        "the window of time ends before it starts",
        "The bounds that stand side by side in a search form one window, from earliest up to, and without, latest. "
        "Here earliest comes after latest, so that nothing could be found.",
        "index=main earliest=now latest=-1d",
        "index=main earliest=-1d latest=now",
    ),
    CodePage(
        "SPL502",
        "a time bound is given twice",
        "A window has one start and one end. To search several windows, join them with OR and put each pair in "
        "parentheses.",
        "index=main earliest=-2d earliest=-1d",
        "index=main (earliest=-4d latest=-3d) OR (earliest=-1d)",
    ),
    CodePage(
        "SPL503",
        "a time bound is not a time",
        "A bound is epoch seconds, `now`, an offset from now such as -24h, an offset with a snap such as -1d@d, or an "
        "absolute time such as 10/05/2024:20:00:00.",
        "index=main earliest=yesterday",
        "index=main earliest=-1d@d latest=@d",
    ),
    CodePage(
        "SPL504",
        "the result of a subsearch is not an expression",
        "The text that a subsearch gives in a field named search or query is put in its place, and is read as a part "
        "of the outer search. This text cannot be read.",
        '[| makeresults | eval search="(a=1" | fields search]',
        '[| makeresults | eval search="(a=1)" | fields search]',
    ),
    CodePage(
        "SPL505",
        "subsearches stand too deep in each other",
        "A subsearch may hold another one, up to eight levels. Compute the inner result in the outer search, or keep "
        "it in a lookup.",
        "index=a [search index=b [search index=c [..]]]",
        "index=a [search index=b OR index=c | fields k]",
    ),
    CodePage(
        "SPL506",
        "a window of time needs rows in the order of time",
        "`streamstats time_window=..` looks back from each row, so the rows must be ordered by _time, newest or "
        "oldest first, and each must have one.",
        "index=main | sort user | streamstats time_window=1h count",
        "index=main | sort 0 _time | streamstats time_window=1h count",
    ),
    CodePage(
        "SPL507",
        "inline data cannot be read",
        "`makeresults format=json` takes an array of objects, `format=csv` a header and one line for each row; the "
        "data may have 29,999 characters.",
        '| makeresults format=json data="{\\"a\\": 1}"',
        '| makeresults format=json data="[{\\"a\\": 1}]"',
    ),
    CodePage(
        "SPL508",
        "two results have one name",
        "Each aggregation makes a field. Two of them, or one of them and a BY field, would have the same name here. "
        "Name one of them with AS.",
        "index=main | stats count as n, sum(bytes) as n",
        "index=main | stats count as n, sum(bytes) as bytes",
    ),
    CodePage(
        "SPL511",
        "a template mark stands outside a template",
        "<<FIELD>>, <<ITEM>> and their kin are filled in by `foreach`, inside its template only.",
        "| makeresults | eval a=<<FIELD>>+1",
        "| makeresults | eval a=1 | foreach a [eval <<FIELD>>=<<FIELD>>+1]",
    ),
    CodePage(
        "SPL512",
        "a subsearch cannot stand here",
        "A subsearch may stand in the search command and in the conditions of commands that read an index, where its "
        "rows are known before any row is tested.",
        '| makeresults | eval r=if(searchmatch("[search index=main | fields a]"), 1, 0)',
        "index=main [search index=other | fields a]",
    ),
    CodePage(
        "SPL570",
        "the search ran longer than it may",
        "The setting timeout_s bounds how long a search may run. The place is the command that was about to run, or "
        "was running, when the time was over.",
        "index=* | transaction user maxspan=30d",
        "index=main sourcetype=auth earliest=-1d | transaction user maxspan=1h",
    ),
    CodePage(
        "SPL571",
        "the search was cancelled",
        "Who ran the search asked for it to stop; it gives no results. The place is the command it had come to.",
        "index=* | stats count by _raw",
        "index=main earliest=-1h | stats count by host",
    ),
    CodePage(
        "SPL572",
        "the results of a command are larger than they may be",
        "The setting memory_mb bounds the memory that the results of one command of a search may take.",
        "index=* | eval copies=mvrange(0, 1000) | mvexpand copies",
        "index=main earliest=-1h | stats count by host",
    ),
)
