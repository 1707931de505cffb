"""The data model Compute_Inventory: what there is of machines, their parts and their accounts."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset

_ALL = "All_Inventory"
_PARTS = "tag=cpu OR tag=memory OR tag=network OR tag=storage OR (tag=system tag=version) OR tag=user OR tag=virtual"

MODEL = data_model(
    "Compute_Inventory",
    dataset(
        _ALL,
        f"tag=inventory ({_PARTS})",
        fields="cim_entity_zone description enabled:boolean family hypervisor_id serial status version "
        + correlated("dest"),
        unknown="dest",
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    dataset("CPU", "tag=cpu", of=_ALL, fields="cpu_cores:number cpu_count:number cpu_mhz:number"),
    dataset("Memory", "tag=memory", of=_ALL, fields="mem:number"),
    dataset(
        "Network",
        "tag=network",
        of=_ALL,
        fields="dest_ip dns inline_nat interface ip lb_method mac name node node_port:number src_ip vip_port:number",
    ),
    dataset(
        "Storage",
        "tag=storage",
        of=_ALL,
        fields="array blocksize:number cluster fd_max:number latency:number mount parent read_blocks:number "
        "read_latency:number read_ops:number storage:number write_blocks:number write_latency:number write_ops:number",
    ),
    dataset("OS", "tag=system tag=version", of=_ALL, unknown="os"),
    dataset(
        "User",
        "tag=user",
        of=_ALL,
        fields="shell user_id:number " + correlated("user"),
        unknown="user",
        calculated={
            "interactive:boolean": 'case(isnotnull(interactive) AND interactive!="",interactive,'
            'tag="interactive","true",1=1,"false")',
            "password": 'if(password="*" OR password="x" OR password="",null(),password)',
        },
    ),
    dataset("Virtual_OS", "tag=virtual", of=_ALL, fields="hypervisor"),
    dataset("Snapshot", "tag=snapshot", of="Virtual_OS", fields="size:number snapshot time:timestamp"),
    title="Inventory",
)
