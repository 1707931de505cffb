"""The data model Certificates: certificates as they are seen in use."""

from harness.spl.models._declaring import correlated, data_model, dataset, domain

_IS_VALID = (
    'case(match(ssl_is_valid,"^(1|[Tt]|[Tt][Rr][Uu][Ee])$"),1,match(ssl_is_valid,"^(0|[Ff]|[Ff][Aa][Ll][Ss][Ee])$"),0,'
    "isnum(ssl_end_time) AND isnum(ssl_start_time) AND _time>=ssl_start_time AND _time<=ssl_end_time,1,"
    "isnum(ssl_end_time) AND isnum(ssl_start_time),0,1=1,null())"
)

MODEL = data_model(
    "Certificates",
    dataset(
        "All_Certificates",
        "tag=certificate",
        fields="cim_entity_zone dest dest_port:number duration:number response_time:number src src_port:number "
        "transport " + correlated("dest src"),
    ),
    dataset(
        "SSL",
        "(tag=ssl OR tag=tls)",
        of="All_Certificates",
        fields="ssl_end_time:timestamp ssl_engine ssl_issuer_email ssl_issuer_locality ssl_issuer_organization "
        "ssl_issuer_state ssl_issuer_street ssl_issuer_unit ssl_name ssl_policies ssl_publickey "
        "ssl_publickey_algorithm ssl_serial ssl_session_id ssl_signature_algorithm ssl_start_time:timestamp "
        "ssl_subject_email ssl_subject_locality ssl_subject_organization ssl_subject_state ssl_subject_street "
        "ssl_subject_unit ssl_version",
        unknown="ssl_hash ssl_issuer ssl_issuer_common_name ssl_subject ssl_subject_common_name",
        calculated={
            "ssl_issuer_email_domain": domain("ssl_issuer_email_domain", "ssl_issuer_email"),
            "ssl_subject_email_domain": domain("ssl_subject_email_domain", "ssl_subject_email"),
            "ssl_validity_window:number": "if(isnum(ssl_end_time) AND isnum(ssl_start_time),"
            "ssl_end_time-ssl_start_time,null())",
            "ssl_is_valid:boolean": _IS_VALID,
        },
    ),
)
