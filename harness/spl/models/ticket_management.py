"""The data model Ticket_Management: requests, incidents and problems that people work on."""

from harness.spl.models._declaring import correlated, data_model, dataset

_ALL = "All_Ticket_Management"

MODEL = data_model(
    "Ticket_Management",
    dataset(
        _ALL,
        "tag=ticketing",
        fields="affect_dest cim_entity_zone comments description priority severity severity_id splunk_id splunk_realm "
        "src_user status time_submitted:timestamp user " + correlated("dest src_user user"),
        unknown="dest ticket_id",
    ),
    dataset("Change", "tag=change", of=_ALL, unknown="change"),
    dataset("Incident", "tag=incident", of=_ALL, unknown="incident"),
    dataset("Problem", "tag=problem", of=_ALL, unknown="problem"),
)
