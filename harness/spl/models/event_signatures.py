"""The data model Event_Signatures: which kinds of events there are."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

MODEL = data_model(
    "Event_Signatures",
    dataset(
        "Signatures",
        "tag=track_event_signatures (signature=* OR signature_id=*)",
        fields="cim_entity_zone dest signature signature_id " + correlated("dest"),
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
)
