"""The data model Network_Sessions: addresses that were handed out, and tunnels."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

_ALL = "All_Sessions"


def _leased(field: str, of_stream: str) -> str:
    """The calculation of an address, which Splunk Stream calls by another name."""
    return (
        f'case(source LIKE "stream%" AND isnotnull({of_stream}) AND {of_stream}!="",{of_stream},'
        f'isnull({field}) OR {field}="","unknown",1=1,{field})'
    )


MODEL = data_model(
    "Network_Sessions",
    dataset(
        _ALL,
        "tag=network tag=session",
        fields="action cim_entity_zone duration:number response_time:number signature signature_id src_dns src_ip "
        "src_mac src_nt_host " + correlated("dest src user"),
        unknown="dest_dns dest_nt_host dvc user",
        calculated={
            "dest_ip": _leased("dest_ip", "yiaddr"),
            "dest_mac": _leased("dest_mac", "chaddr"),
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("Session_Start", "tag=start", of=_ALL),
    dataset("Session_End", "tag=end", of=_ALL),
    dataset("DHCP", "tag=dhcp", of=_ALL, fields="lease_duration:number lease_scope"),
    dataset("VPN", "tag=vpn", of=_ALL),
)
