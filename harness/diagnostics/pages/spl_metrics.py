"""Codes of searches over metrics (SPL23x, SPL53x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL230",
        "two forms of metric aggregations are mixed",
        "An aggregation names its metric, avg(cpu.usr), or it is of _value and the WHERE clause names the metrics. One "
        "search has aggregations of one of these forms only.",
        "| mstats avg(cpu.usr) max(_value) WHERE index=m metric_name=cpu.sys",
        "| mstats avg(cpu.usr) max(cpu.sys) WHERE index=m",
    ),
    CodePage(
        "SPL231",
        "metric_name is filtered where it cannot be, or not where it must be",
        "Aggregations of _value need a filter on metric_name in the WHERE clause; aggregations that name their metric "
        "exclude one.",
        "| mstats avg(_value) WHERE index=m",
        "| mstats avg(_value) WHERE index=m metric_name=cpu.*",
    ),
    CodePage(
        "SPL232",
        "an aggregation that a metric command does not have",
        "mstats has avg, count, max, median, min, perc, range, stdev, stdevp, sum, sumsq, upperperc, var, varp, "
        "earliest, earliest_time, latest, latest_time, rate, rate_avg and rate_sum, each of one metric or of _value, "
        "without eval. mcatalog has values(field) only.",
        "| mstats dc(cpu.usr) WHERE index=m",
        "| mstats count(cpu.usr) WHERE index=m",
    ),
    CodePage(
        "SPL233",
        "a term that the WHERE clause of a metric search does not take",
        "Data points have no text to search for. The WHERE clause compares dimensions with values and bounds time "
        "with earliest and latest; AND, OR and NOT are written in capitals. Subsearches, TERM() and CASE() are not "
        "possible.",
        "| mstats avg(cpu.usr) WHERE index=m and web-1",
        "| mstats avg(cpu.usr) WHERE index=m AND host=web-1",
    ),
    CodePage(
        "SPL234",
        "a BY clause of a metric search that is not possible",
        "BY takes dimensions and metric_name, each once, and stands behind WHERE. Time is grouped with span=.",
        "| mstats avg(cpu.usr) WHERE index=m BY _time",
        "| mstats avg(cpu.usr) WHERE index=m BY host span=1h",
    ),
    CodePage(
        "SPL235",
        "options of a metric command that do not go together",
        "append=true needs prestats=true; prestats=true excludes chart=true, AS and wildcards; every= needs a span= "
        "that it is not smaller than; chart=true takes one BY field at most with a span, one or two without.",
        "| mstats avg(cpu.usr) WHERE index=m span=1h every=10m",
        "| mstats avg(cpu.usr) WHERE index=m span=10m every=1h",
    ),
    CodePage(
        "SPL531",
        "too many buckets of time",
        "The range of the search divided by its span is more than the limit of 1,000,000 buckets (time_bin_limit in "
        "Splunk's limits.conf, mstats_time_bins in the settings here).",
        "| mstats count(cpu.usr) WHERE index=m earliest=-5y span=1s",
        "| mstats count(cpu.usr) WHERE index=m earliest=-5y span=1h",
    ),
)
