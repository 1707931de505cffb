"""The data model Interprocess_Messaging: messages between programs."""

from harness.spl.models._declaring import correlated, data_model, dataset

MODEL = data_model(
    "Interprocess_Messaging",
    dataset(
        "All_Messaging",
        "tag=messaging",
        fields="cim_entity_zone duration:number endpoint endpoint_version message message_consumed_time:timestamp "
        "message_correlation_id message_delivered_time:timestamp message_delivery_mode "
        "message_expiration_time:timestamp message_id message_priority message_properties "
        "message_received_time:timestamp message_redelivered:boolean message_reply_dest message_type parameters "
        "payload payload_type request_payload request_payload_type request_sent_time:timestamp response_code "
        "response_payload_type response_received_time:timestamp response_time:number return_message rpc_protocol "
        "status:boolean " + correlated("dest"),
        unknown="dest",
    ),
)
