"""The data model Authentication: logins and other proofs of identity."""

from harness.spl.models._declaring import correlated, data_model, dataset, filled

_SUCCESS, _FAILURE = 'action="success"', 'action="failure"'

MODEL = data_model(
    "Authentication",
    dataset(
        "Authentication",
        "tag=authentication NOT (action=success user=*$)",
        fields="authentication_method authentication_service cim_entity_zone dest_nt_domain duration:number process "
        "reason reason_id response_time:number session_id signature signature_id src_nt_domain src_user_id "
        "src_user_role src_user_type user_agent user_id user_role user_type vendor_account "
        + correlated("dest src src_user user"),
        unknown="action src src_user dest user result",
        calculated={"app": filled("app", "sourcetype")},
    ),
    dataset("Failed_Authentication", f'{_FAILURE} OR result="failure"', of="Authentication"),
    dataset("Successful_Authentication", f'{_SUCCESS} OR result="success"', of="Authentication"),
    dataset("Default_Authentication", 'tag="default"', of="Authentication"),
    dataset("Failed_Default_Authentication", _FAILURE, of="Default_Authentication"),
    dataset("Successful_Default_Authentication", _SUCCESS, of="Default_Authentication"),
    dataset("Insecure_Authentication", 'tag="insecure" OR tag="cleartext"', of="Authentication"),
    dataset("Privileged_Authentication", 'tag="privileged"', of="Authentication"),
    dataset("Failed_Privileged_Authentication", _FAILURE, of="Privileged_Authentication"),
    dataset("Successful_Privileged_Authentication", _SUCCESS, of="Privileged_Authentication"),
)
