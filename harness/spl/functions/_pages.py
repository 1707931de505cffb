"""Where Splunk's Search Reference describes each family of eval functions."""

from __future__ import annotations

_REFERENCE = "https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/"

BITWISE = f"{_REFERENCE}bitwise-functions"
CONDITIONAL = f"{_REFERENCE}comparison-and-conditional-functions"
CONVERSION = f"{_REFERENCE}conversion-functions"
CRYPTOGRAPHIC = f"{_REFERENCE}cryptographic-functions"
DATE_AND_TIME = f"{_REFERENCE}date-and-time-functions"
INFORMATIONAL = f"{_REFERENCE}informational-functions"
JSON = f"{_REFERENCE}json-functions"
MATHEMATICAL = f"{_REFERENCE}mathematical-functions"
MULTIVALUE = f"{_REFERENCE}multivalue-eval-functions"
STATISTICAL = f"{_REFERENCE}statistical-eval-functions"
TEXT = f"{_REFERENCE}text-functions"
TRIGONOMETRIC = f"{_REFERENCE}trig-and-hyperbolic-functions"
