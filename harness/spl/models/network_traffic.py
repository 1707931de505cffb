"""The data model Network_Traffic: flows of data between machines."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset, filled, port, traffic

MODEL = data_model(
    "Network_Traffic",
    dataset(
        "All_Traffic",
        "tag=network tag=communicate",
        fields="app channel:number cim_entity_zone dest_interface dest_ip dest_mac dest_translated_ip "
        "dest_translated_port:number dest_zone direction duration:number dvc_ip dvc_mac dvc_zone flow_id icmp_code "
        "icmp_type:number process_guid process_id protocol protocol_version response_time:number rule_id session_id "
        "src_interface src_ip src_mac src_translated_ip src_translated_port:number src_zone ssid tcp_flag tos "
        "ttl:number vendor_account vlan wifi " + correlated("dest dvc src user"),
        unknown="action dest dvc rule src user",
        calculated={
            **{f"{name}:number": value for name, value in (traffic("bytes") | traffic("packets")).items()},
            "dest_port:number": port("dest_port"),
            "src_port:number": port("src_port"),
            "transport": filled("transport").replace(",transport)", ",lower(transport))"),
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("Traffic_By_Action", "action=*", of="All_Traffic"),
    dataset("Allowed_Traffic", 'action="allowed"', of="Traffic_By_Action"),
    dataset("Blocked_Traffic", 'action="blocked"', of="Traffic_By_Action"),
)
