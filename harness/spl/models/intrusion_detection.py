"""The data model Intrusion_Detection: attacks that a detection system reports."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

MODEL = data_model(
    "Intrusion_Detection",
    dataset(
        "IDS_Attacks",
        "tag=ids tag=attack",
        fields="action cim_entity_zone dest_ip dest_port:number dest_type file_hash file_name file_path severity_id "
        "signature_id src_ip src_port:number transport " + correlated("dest dvc src user"),
        unknown="category dest dvc ids_type severity signature src user",
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    dataset("Application_IDS_Attacks", 'ids_type="application"', of="IDS_Attacks"),
    dataset("Host_IDS_Attacks", 'ids_type="host"', of="IDS_Attacks"),
    dataset("Network_IDS_Attacks", 'ids_type="network"', of="IDS_Attacks"),
)
