"""Lookups that detections take for granted because other apps of the platform bring them.

They are not content of anybody's repository, so a search that uses one must not be told that it does not exist.
Content that defines a lookup of the same name wins.  (`harness.spl.knowledge.platform` has the macros.)
"""

from __future__ import annotations

PLATFORM_LOOKUPS: frozenset[str] = frozenset(
    {
        # Enterprise Security and its asset and identity framework
        "alexa_lookup_by_str",
        "asset_lookup_by_str",
        "cim_cloud_domain_lookup",
        "cim_corporate_email_domain_lookup",
        "cim_corporate_web_domain_lookup",
        "identity_lookup_expanded",
        "interesting_ports_lookup",
        # SA-admon
        "admon_groups_def",
        # URL Toolbox
        "ut_shannon_lookup",
    }
)
