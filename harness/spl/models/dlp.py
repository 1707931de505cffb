"""The data model DLP: incidents of data that leaves where it should not."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

MODEL = data_model(
    "DLP",
    dataset(
        "DLP_Incidents",
        "tag=dlp tag=incident",
        fields="app cim_entity_zone dest_zone dvc_zone severity_id signature_id src_zone "
        + correlated("dest dvc src src_user user"),
        unknown="action category dest dlp_type dvc object object_category object_path severity signature src src_user "
        "user",
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    title="Data Loss Prevention",
)
