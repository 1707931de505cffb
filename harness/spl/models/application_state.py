"""The data model Application_State: ports, processes and services (superseded by Endpoint)."""

from harness.spl.models._declaring import correlated, data_model, dataset, filled, port

MODEL = data_model(
    "Application_State",
    dataset(
        "All_Application_State",
        "((tag=listening tag=port) OR (tag=process tag=report) OR (tag=service tag=report))",
        fields="dest_requires_av:boolean dest_should_timesync:boolean dest_should_update:boolean user "
        + correlated("dest user"),
        unknown="dest process",
        calculated={
            "process_name": 'if(match(process,"\\S"),replace(process,"^\\s*(\\S+)[\\s\\S]*$","\\1"),process_name)'
        },
    ),
    dataset(
        "Ports",
        "tag=listening tag=port",
        of="All_Application_State",
        calculated={
            "dest_port:number": port("dest_port"),
            "transport": filled("transport").replace(",transport)", ",lower(transport))"),
            "transport_dest_port": filled("transport_dest_port", 'mvzip(transport,dest_port,"/")'),
        },
    ),
    dataset(
        "Processes",
        "tag=process tag=report",
        of="All_Application_State",
        fields="cpu_load_mhz:number cpu_load_percent:number cpu_time mem_used:number",
    ),
    dataset(
        "Services",
        "tag=service tag=report",
        of="All_Application_State",
        unknown="service service_id start_mode status",
    ),
    title="Application State (Deprecated)",
)
