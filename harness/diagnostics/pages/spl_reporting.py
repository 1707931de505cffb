"""Codes of searches whose reporting and combining commands fail when they run (SPL54x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL541",
        "too many bins",
        "A command makes at most 50,000 bins of one field (maxbins in Splunk's limits.conf). A wider span makes fewer.",
        "| gentimes start=1/1/2020 end=1/1/2024 increment=1s",
        "| gentimes start=1/1/2020 end=1/1/2024 increment=1d",
    ),
    CodePage(
        "SPL542",
        "there is no bound to align bins to",
        "aligntime=earliest and aligntime=latest align bins to a bound of the search, which must have that bound.",
        "index=main | bin span=7m aligntime=earliest _time",
        "index=main earliest=-1d@d | bin span=7m aligntime=earliest _time",
    ),
    CodePage(
        "SPL543",
        "map finds no value for a variable",
        "Each $field$ in the search of map stands for the value of that field in the result that the search runs for. "
        "This result has no such field.",
        '| makeresults | map search="| makeresults | eval x=\\"$user$\\""',
        '| makeresults | eval user="ann" | map search="| makeresults | eval x=\\"$user$\\""',
    ),
    CodePage(
        "SPL544",
        "a command that does not stream stands in a multisearch",
        "The searches of multisearch run at the same time and their events are merged as they come, so that they may "
        "hold nothing but streaming commands.",
        "| multisearch [search index=a | stats count] [search index=b]",
        "| multisearch [search index=a] [search index=b] | stats count",
    ),
    CodePage(
        "SPL548",
        "there are too few values for a forecast",
        "predict learns from the values of a field: LL needs 2 of them, LLT and LLP5 need 3, and LLP needs a season "
        "that it can find and two whole ones of it. Values that holdback keeps out do not count.",
        "| makeresults | eval n=1 | predict n",
        "| makeresults count=9 | streamstats count as n | predict n algorithm=LLT",
    ),
)
