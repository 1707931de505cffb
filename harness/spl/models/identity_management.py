"""The data model Identity_Management of Enterprise Security: the assets and identities that somebody listed.

Source: Enterprise Security, "Format an asset or identity list as a lookup".
Differs: its rows are those of the merged lookups `asset_lookup_by_str`, `asset_lookup_by_cidr` and
`identity_lookup_expanded`, as far as the content has them.
"""

from harness.spl.models._declaring import data_model, dataset

MODEL = data_model(
    "Identity_Management",
    dataset(
        "All_Assets",
        fields="asset asset_id asset_tag bunit category cim_entity_zone city country dns ip is_expected:boolean lat "
        "long mac nt_host owner pci_domain priority requires_av:boolean should_timesync:boolean should_update:boolean",
        search="| inputlookup append=true asset_lookup_by_str | inputlookup append=true asset_lookup_by_cidr",
    ),
    dataset(
        "All_Identities",
        fields="bunit category cim_entity_zone email endDate first identity identity_id identity_tag last managedBy "
        "nick phone prefix priority startDate suffix watchlist work_city work_country work_lat work_long",
        search="| inputlookup append=true identity_lookup_expanded",
    ),
    title="Identity Management",
    indexes=False,
)
