"""The data model Network_Resolution: questions to name servers and their answers.

`src` is not filled: an event without it drops out of a BY clause over it.
Differs: `reply_code`, which the add-on looks up from `reply_code_id`, is taken as the events have it.
"""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

MODEL = data_model(
    "Network_Resolution",
    dataset(
        "DNS",
        "tag=network tag=resolution tag=dns",
        fields="additional_answer_count:number authority_answer_count:number cim_entity_zone dest_ip dest_port:number "
        "duration:number name query_type record_type reply_code response_time:number src src_ip src_port:number "
        "transaction_id:number transport ttl:number " + correlated("dest src"),
        unknown="answer dest message_type query",
        calculated={
            "answer_count:number": "case(isnum(answer_count),answer_count,isnotnull(answer),mvcount(answer),1=1,1)",
            "query_count:number": "case(isnum(query_count),query_count,isnotnull(query),mvcount(query),1=1,1)",
            "reply_code_id": 'case(isnotnull(reply_code_id) AND reply_code_id!="",reply_code_id,'
            'isnotnull(reply_code) AND reply_code!="",reply_code,1=1,"unknown")',
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    title="Network Resolution (DNS)",
)
