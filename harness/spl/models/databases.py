"""The data model Databases: database servers, their sessions and their queries."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

_INSTANCE, _QUERY = "Database_Instance", "Database_Query"

MODEL = data_model(
    "Databases",
    dataset(
        "All_Databases",
        "tag=database",
        fields="cim_entity_zone dest duration:number object response_time:number src user "
        + correlated("dest src user"),
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    dataset(
        _INSTANCE,
        "tag=instance",
        of="All_Databases",
        fields="instance_name instance_version process_limit:number session_limit:number",
    ),
    dataset(
        "Instance_Stats",
        "tag=stats",
        of=_INSTANCE,
        fields="availability avg_executions:number dump_area_used instance_reads:number instance_writes:number "
        "number_of_users:number processes:number sessions:number sga_buffer_cache_size:number "
        "sga_buffer_hit_limit:number sga_data_dict_hit_ratio:number sga_fixed_area_size:number sga_free_memory:number "
        "sga_library_cache_size:number sga_redo_log_buffer_size:number sga_shared_pool_size:number "
        "sga_sql_area_size:number start_time:timestamp tablespace_used",
    ),
    dataset(
        "Session_Info",
        "tag=session",
        of=_INSTANCE,
        fields="buffer_cache_hit_ratio:number commits:number cpu_used:number cursor:number elapsed_time:number "
        "logical_reads:number machine memory_sorts:number physical_reads:number seconds_in_wait:number session_id "
        "session_status table_scans:number wait_state wait_time:number",
    ),
    dataset(
        "Lock_Info",
        "tag=lock",
        of=_INSTANCE,
        fields="last_call_minute:number lock_mode lock_session_id logon_time:number obj_name os_pid serial_num",
    ),
    dataset(
        _QUERY,
        "tag=query",
        of="All_Databases",
        fields="query query_id query_time:timestamp records_affected:number",
    ),
    dataset(
        "Tablespace",
        "tag=tablespace",
        of=_QUERY,
        fields="free_bytes:number tablespace_name tablespace_reads:number tablespace_status tablespace_writes:number",
    ),
    dataset(
        "Query_Stats",
        "tag=stats",
        of=_QUERY,
        fields="indexes_hit query_plan_hit stored_procedures_called tables_hit",
    ),
)
