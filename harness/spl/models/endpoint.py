"""The data model Endpoint: ports, processes, services, files and registries of machines.

Processes fills only what its events are useless without: `action`, `process_guid`, `process_id`, `process_hash`,
`process_integrity_level`, `process_path`, `parent_process_id`, `parent_process_path`, `user_id` and their like stay
null, so that a BY clause over them drops the event unless `fillnull_value` is given.

Source: Common Information Model Add-on 8.5, "Endpoint".
Differs: what the base search of Processes does to `process_integrity_level` is written as a calculation.
"""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset, port

_PARENT = "parent_process_exec parent_process_guid parent_process_hash parent_process_id parent_process_path "
_PROCESS = "process_exec process_guid process_hash process_id process_path "
_ASSET = "dest_requires_av:boolean dest_should_timesync:boolean dest_should_update:boolean "
_TRANSPORT_AND_PORT = (
    'eval transport=if(isnull(transport) OR transport="","unknown",transport),'
    'dest_port=if(isnull(dest_port) OR dest_port="",0,dest_port),'
    'transport_dest_port=mvzip(transport,dest_port,"/") | mvexpand transport_dest_port'
)


def _name_of(process: str) -> str:
    """The calculation of the name of a process: its own, or the last part of the path in its command line."""
    quoted = r'"^\s*(?:\"..*\\\([^\"]+)\").*"'
    bare = r'"^(?:..*\\\)?([^\s\"]+)(?=\s|$).*"'
    named = f'isnotnull({process}_name) AND {process}_name!=""'
    there = f'isnotnull({process}) AND {process}!=""'
    cuts = "".join(
        f'{there} AND match({process},{shape}),replace({process},{shape},"\\1"),' for shape in (quoted, bare)
    )
    return f'case({named},{process}_name,{cuts}1=1,"unknown")'


_NAMES = {"parent_process_name": _name_of("parent_process"), "process_name": _name_of("process")}

MODEL = data_model(
    "Endpoint",
    dataset(
        "Ports",
        fields="cim_entity_zone creation_time:timestamp dest_port:number process_guid process_id state transport "
        "transport_dest_port src_requires_av:boolean src_should_timesync:boolean src_should_update:boolean "
        + _ASSET
        + correlated("dest src user"),
        unknown="src dest user",
        calculated={"src_port:number": port("src_port"), "vendor_product": VENDOR_PRODUCT},
        search=f"tag=listening tag=port | {_TRANSPORT_AND_PORT}",
    ),
    dataset(
        "Processes",
        "tag=process tag=report",
        fields="action cim_entity_zone cpu_load_percent:number dest_is_expected:boolean mem_used:number os "
        "process_current_directory user_id " + _ASSET + _PARENT + _PROCESS + correlated("dest user"),
        unknown="dest loaded_file original_file_name parent_process parent_user process user",
        calculated={
            **_NAMES,
            "process_integrity_level": "lower(process_integrity_level)",
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset(
        "Services",
        "tag=service tag=report",
        fields="cim_entity_zone description dest_is_expected:boolean process_guid process_id service_dll "
        "service_dll_hash service_dll_path service_dll_signature_exists:boolean service_dll_signature_verified:boolean "
        "service_exec service_hash service_path service_signature_exists:boolean service_signature_verified:boolean "
        + _ASSET
        + correlated("dest user"),
        unknown="dest service service_id service_name start_mode status user",
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    dataset(
        "Filesystem",
        "tag=endpoint tag=filesystem",
        fields="cim_entity_zone file_access_time:timestamp file_create_time:timestamp file_modify_time:timestamp image "
        + _ASSET
        + _PARENT
        + _PROCESS
        + correlated("dest user"),
        unknown="action dest file_acl file_hash file_name file_path parent_process process user",
        calculated={
            "file_size:number": "if(isnum(file_size),file_size,null())",
            **_NAMES,
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset(
        "Registry",
        "tag=endpoint tag=registry",
        fields="cim_entity_zone image registry_hive registry_value_text status "
        + _ASSET
        + _PARENT
        + _PROCESS
        + correlated("dest user"),
        unknown="action dest parent_process process registry_key_name registry_path registry_value_data "
        "registry_value_name registry_value_type user",
        calculated={**_NAMES, "vendor_product": VENDOR_PRODUCT},
    ),
)
