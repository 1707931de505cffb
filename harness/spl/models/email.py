"""The data model Email: messages on their way."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset, domain

MODEL = data_model(
    "Email",
    dataset(
        "All_Email",
        "tag=email",
        fields="cim_entity_zone delay:number duration:number file_hash file_name file_size:number internal_message_id "
        "message_id message_info orig_dest orig_recipient orig_src process process_id:number protocol recipient_status "
        "response_time:number retries:number return_addr size:number status_code subject url user xdelay xref "
        + correlated("dest src src_user user"),
        unknown="action dest recipient src src_user",
        calculated={
            "recipient_domain": domain("recipient_domain", "recipient"),
            "recipient_count:number": "case(isnum(recipient_count),recipient_count,isnotnull(recipient),"
            "mvcount(recipient),1=1,1)",
            "src_user_domain": domain("src_user_domain", "src_user"),
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("Delivery", "tag=delivery", of="All_Email"),
    dataset("Content", "tag=content", of="All_Email"),
    dataset(
        "Filtering",
        "tag=filter",
        of="All_Email",
        fields="filter_action filter_score:number signature signature_extra signature_id",
    ),
)
