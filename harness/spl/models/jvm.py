"""The data model JVM: what Java virtual machines report about themselves."""

from harness.spl.models._declaring import VENDOR_PRODUCT, data_model, dataset

MODEL = data_model(
    "JVM",
    dataset("JVM", "tag=jvm", fields="cim_entity_zone jvm_description"),
    dataset(
        "Threading",
        "tag=threading",
        of="JVM",
        fields="cm_enabled:boolean cm_supported:boolean cpu_time_enabled:boolean cpu_time_supported:boolean "
        "current_cpu_time:number current_user_time:number daemon_thread_count:number omu_supported:boolean "
        "peak_thread_count:number synch_supported:boolean thread_count:number threads_started:number",
    ),
    dataset(
        "Runtime",
        "tag=runtime",
        of="JVM",
        fields="process_name start_time:timestamp uptime:number version",
        calculated={"vendor_product": VENDOR_PRODUCT},
    ),
    dataset(
        "OS",
        "tag=os",
        of="JVM",
        fields="committed_memory:number cpu_time:number free_physical_memory:number free_swap:number "
        "max_file_descriptors:number open_file_descriptors:number os os_architecture os_version physical_memory:number "
        "swap_space:number system_load:number total_processors:number",
    ),
    dataset("Compilation", "tag=compilation", of="JVM", fields="compilation_time:number"),
    dataset(
        "Classloading",
        "tag=classloading",
        of="JVM",
        fields="current_loaded:number total_loaded:number total_unloaded:number",
    ),
    dataset(
        "Memory",
        "tag=memory",
        of="JVM",
        fields="heap_committed:number heap_initial:number heap_max:number heap_used:number non_heap_committed:number "
        "non_heap_initial:number non_heap_max:number non_heap_used:number objects_pending:number",
    ),
)
