"""The data model Alerts: alerts that other systems raised."""

from harness.spl.models._declaring import correlated, data_model, dataset, filled

MODEL = data_model(
    "Alerts",
    dataset(
        "Alerts",
        "tag=alert",
        fields="body cim_entity_zone description dest_type id mitre_technique_id severity_id signature src_type "
        "subject vendor_account vendor_region " + correlated("dest src user"),
        unknown="dest severity signature_id src type user user_name",
        calculated={"app": filled("app", "sourcetype")},
    ),
)
