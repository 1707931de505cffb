"""The data model Change: changes of accounts, networks, endpoints and instances."""

from harness.spl.models._changes import CALCULATED, FIELDS, RESTART
from harness.spl.models._declaring import correlated, data_model, dataset

MODEL = data_model(
    "Change",
    dataset(
        "All_Changes",
        "tag=change",
        fields="cim_entity_zone user_agent user_type vendor_account vendor_region " + correlated("dest src user"),
        unknown=FIELDS + " user_name",
        calculated=CALCULATED,
    ),
    dataset("Auditing_Changes", "tag=audit", of="All_Changes"),
    dataset("Endpoint_Changes", "tag=endpoint", of="All_Changes"),
    dataset("Endpoint_Restarts", "change_type=restart", of="Endpoint_Changes"),
    dataset("Other_Endpoint_Changes", "NOT change_type=restart", of="Endpoint_Changes"),
    dataset(
        "Network_Changes",
        "tag=network",
        of="All_Changes",
        fields="dest_ip_range dest_port_range direction protocol rule_action src_ip_range src_port_range",
    ),
    dataset("Device_Restarts", RESTART, of="Network_Changes"),
    dataset(
        "Account_Management",
        "tag=account",
        of="All_Changes",
        fields="src_user_type " + correlated("src_user"),
        unknown="dest_nt_domain src_nt_domain src_user src_user_name",
    ),
    dataset("Accounts_Created", 'action="created"', of="Account_Management"),
    dataset("Accounts_Deleted", 'action="deleted"', of="Account_Management"),
    dataset("Account_Lockouts", 'result="lockout"', of="Account_Management"),
    dataset("Accounts_Updated", 'action="updated" OR action="modified"', of="Account_Management"),
    dataset("Instance_Changes", "tag=instance", of="All_Changes", unknown="image_id instance_type"),
)
