"""Where Splunk's Search Reference describes each family of statistical functions, and rows for examples."""

from __future__ import annotations

from harness.spl.contract import Example

_REFERENCE = (
    "https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/"
)

AGGREGATE = f"{_REFERENCE}aggregate-functions"
EVENT_ORDER = f"{_REFERENCE}event-order-functions"
MULTIVALUE = f"{_REFERENCE}multivalue-stats-and-chart-functions"
TIME = f"{_REFERENCE}time-functions"


def example(term: str, result: str | list[str], values: str = "1,2,3,4", says: str = "") -> Example:
    """An example over one row for each of `values` as the field `x`, at the epoch seconds 1, 2, 3 and so on."""
    rows = f'| makeresults | eval x=split("{values}", ",") | mvexpand x | streamstats count AS _time'
    return Example(f"{rows} | stats {term} AS r", [{"r": result}], says)
