"""The data model Data_Access: what people do with shared data."""

from harness.spl.models._declaring import VENDOR_PRODUCT, data_model, dataset, filled

MODEL = data_model(
    "Data_Access",
    dataset(
        "Data_Access",
        "tag=data tag=access",
        fields="application_id cim_entity_zone dest_bunit dest_name dest_type dest_url dvc dvc_bunit email object_path "
        "owner owner_email owner_id parent_object parent_object_category parent_object_id signature signature_id "
        "src_bunit user_agent user_bunit user_email user_group user_id user_role user_type vendor_product_id "
        "vendor_region",
        unknown="action dest object object_attrs object_category object_id object_size src user user_name "
        "vendor_account",
        calculated={"app": filled("app", "sourcetype"), "vendor_product": VENDOR_PRODUCT},
    ),
)
