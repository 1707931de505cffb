"""The data model Performance: how machines fare."""

from harness.spl.models._declaring import correlated, data_model, dataset

_ALL = "All_Performance"
_PARTS = (
    "tag=cpu OR tag=facilities OR tag=memory OR tag=storage OR tag=network OR "
    "(tag=os ((tag=time tag=synchronize) OR tag=uptime))"
)

MODEL = data_model(
    "Performance",
    dataset(
        _ALL,
        f"tag=performance ({_PARTS})",
        fields="cim_entity_zone dest_should_timesync:boolean dest_should_update:boolean hypervisor_id resource_type "
        + correlated("dest"),
        unknown="dest",
    ),
    dataset(
        "CPU",
        "tag=cpu",
        of=_ALL,
        fields="cpu_load_mhz:number cpu_load_percent:number cpu_time:number cpu_user_percent:number",
    ),
    dataset("Facilities", "tag=facilities", of=_ALL, fields="fan_speed:number power:number temperature:number"),
    dataset(
        "Memory",
        "tag=memory",
        of=_ALL,
        fields="mem:number mem_committed:number mem_free:number mem_used:number swap:number swap_free:number "
        "swap_used:number",
    ),
    dataset(
        "Storage",
        "tag=storage",
        of=_ALL,
        fields="array blocksize:number cluster fd_max:number fd_used:number latency:number mount parent "
        "read_blocks:number read_latency:number read_ops:number storage:number storage_free:number "
        "storage_free_percent:number storage_used:number storage_used_percent:number write_blocks:number "
        "write_latency:number write_ops:number",
    ),
    dataset("Network", "tag=network", of=_ALL, fields="thruput thruput_max:number"),
    dataset("OS", "tag=os", of=_ALL, fields="signature signature_id"),
    dataset("Timesync", "tag=time tag=synchronize", of="OS", unknown="action"),
    dataset("Uptime", "tag=uptime", of="OS", unknown="uptime"),
)
