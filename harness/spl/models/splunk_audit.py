"""The data model Splunk_Audit: what Splunk itself did, as far as events tell it.

Differs: its datasets that are built from REST endpoints and lookups are not declared, and the fields that
Search_Activity cuts out of other texts are taken as the events have them.
"""

from harness.spl.models._declaring import correlated, data_model, dataset

_KIND = (
    'case(isnotnull(search_type) AND NOT search_type LIKE "case(%",search_type,'
    'savedsearch_name LIKE "_ACCELERATE_DM%","dm_acceleration",search_id LIKE "scheduler%","scheduled",'
    'search_id LIKE "rt%","realtime",search_id LIKE "subsearch%","subsearch",'
    '(search_id LIKE "SummaryDirector%" OR search_id LIKE "summarize_SummaryDirector%"),"summary_director",1=1,"adhoc")'
)

MODEL = data_model(
    "Splunk_Audit",
    dataset(
        "Search_Activity",
        "index=_audit action=search search_id=*",
        fields="cim_entity_zone datamodel info search_alias search_et search_id search_lt total_run_time user "
        + correlated("user"),
        calculated={
            "savedsearch_name": 'if(savedsearch_name="",null(),savedsearch_name)',
            "search": 'if(isnull(search) OR search="",null(),search)',
            "search_type": _KIND,
        },
    ),
    dataset(
        "View_Activity",
        "index=_internal sourcetype=splunk_web_access method=GET status=200",
        fields="app cim_entity_zone spent:number uri user view " + correlated("user"),
    ),
    dataset(
        "Modular_Actions",
        "tag=modaction",
        fields="action_mode action_name action_status app cim_entity_zone component duration:number orig_rid orig_sid "
        "rid search_name sid signature user worker " + correlated("user"),
    ),
    title="Splunk Audit Logs",
    indexes=False,
)
