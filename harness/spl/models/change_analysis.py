"""The data model Change_Analysis: changes of files, accounts and networks (superseded by Change and Endpoint)."""

from harness.spl.models._changes import CALCULATED, FIELDS, RESTART
from harness.spl.models._declaring import correlated, data_model, dataset, filled

_TIMES = ("file_access_time", "file_create_time", "file_modify_time")

MODEL = data_model(
    "Change_Analysis",
    dataset(
        "All_Changes",
        "tag=change",
        fields=correlated("dest src user"),
        unknown=FIELDS,
        calculated=CALCULATED,
    ),
    dataset("Auditing_Changes", "tag=audit", of="All_Changes"),
    dataset("Endpoint_Changes", "tag=endpoint", of="All_Changes"),
    dataset(
        "Filesystem_Changes",
        "(object_category=file OR object_category=directory)",
        of="Endpoint_Changes",
        unknown="file_acl file_hash file_name file_path file_size",
        calculated={f"{name}:timestamp": filled(name, "0") for name in _TIMES},
    ),
    dataset("Registry_Changes", "object_category=registry", of="Endpoint_Changes"),
    dataset("Endpoint_Restarts", "change_type=restart", of="Endpoint_Changes"),
    dataset("Network_Changes", "tag=network", of="All_Changes"),
    dataset("Device_Restarts", RESTART, of="Network_Changes"),
    dataset(
        "Account_Management",
        "tag=account",
        of="All_Changes",
        fields=correlated("src_user"),
        unknown="dest_nt_domain src_nt_domain src_user",
    ),
    dataset("Accounts_Created", 'action="created"', of="Account_Management"),
    dataset("Accounts_Deleted", 'action="deleted"', of="Account_Management"),
    dataset("Account_Lockouts", 'result="lockout"', of="Account_Management"),
    dataset("Accounts_Updated", 'action="updated" OR action="modified"', of="Account_Management"),
    title="Change Analysis (Deprecated)",
)
