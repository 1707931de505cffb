"""The data model Updates: patches that are due, installed or failed."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset


def _either(field: str, other: str) -> str:
    """The calculation of a field that another one stands in for."""
    return (
        f'case(isnotnull({field}) AND {field}!="",{field},'
        f'isnotnull({other}) AND {other}!="" AND {other}!="unknown",{other},1=1,"unknown")'
    )


MODEL = data_model(
    "Updates",
    dataset(
        "Updates",
        "tag=update tag=status",
        fields="cim_entity_zone dest_should_update:boolean dvc file_hash file_name severity severity_id "
        + correlated("dest"),
        unknown="dest status",
        calculated={
            "signature": _either("signature", "signature_id"),
            "signature_id": _either("signature_id", "signature"),
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("Available_Updates", 'status="available"', of="Updates"),
    dataset("Installed_Updates", 'status="installed"', of="Updates"),
    dataset("Restart_Required_Updates", 'status="restart required"', of="Updates"),
    dataset("Update_Errors", "tag=update tag=error", fields="cim_entity_zone"),
)
