"""The data model Vulnerabilities: weak points that a scanner found."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

_IN_LOWER_CASE = ("bugtraq", "cert", "cve", "msft", "mskb", "xref")

MODEL = data_model(
    "Vulnerabilities",
    dataset(
        "Vulnerabilities",
        "tag=vulnerability tag=report",
        fields="cim_entity_zone cvss:number severity_id signature_id url user " + correlated("dest dvc user"),
        unknown="category dest dvc severity signature",
        calculated={
            **{name: f'if(isnotnull({name}) AND {name}!="",lower({name}),null())' for name in _IN_LOWER_CASE},
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("High_Critical_Vulnerabilities", '(severity="high" OR severity="critical")', of="Vulnerabilities"),
    dataset("Medium_Vulnerabilities", 'severity="medium"', of="Vulnerabilities"),
    dataset("Low_Informational_Vulnerabilities", '(severity="low" OR severity="informational")', of="Vulnerabilities"),
)
