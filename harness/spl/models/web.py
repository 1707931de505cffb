"""The data model Web: requests to web servers and through proxies."""

from harness.spl.models._declaring import VENDOR_PRODUCT, correlated, data_model, dataset, filled, traffic

_DASHED = ("dest", "http_content_type", "http_method", "http_referrer", "http_user_agent", "src", "status", "url")
"""Fields in which web servers write a dash for nothing."""

_AUTHORITY = r"(?:[a-zA-Z0-9\.\-]+(?::[a-zA-Z0-9]+)?@)?([^\/:]+)(?::[0-9]+)?"


def _host(field: str, url: str, scheme: str) -> str:
    """The calculation of the host in a URL."""
    pattern = f'"^{scheme}{_AUTHORITY}'
    return f'if(match({url},{pattern}"),replace({url},{pattern}[\\s\\S]*$","\\1"),{field})'


MODEL = data_model(
    "Web",
    dataset(
        "Web",
        "tag=web",
        fields="app cached:boolean category cim_entity_zone cookie dest_ip dest_port:number duration:number "
        "response_time:number site src_ip uri_path uri_query " + correlated("dest src user"),
        unknown="action user",
        calculated={
            **{f"{name}:number": value for name, value in traffic("bytes").items()},
            **{name: filled(name, nothing=f'"" OR {name}="-"') for name in _DASHED},
            "http_referrer_domain": _host("http_referrer_domain", "http_referrer", r"(?:http|https|ftp):\/\/"),
            "http_user_agent_length:number": "len(http_user_agent)",
            "url_domain": _host("url_domain", "url", r"(?:(?:http|https|ftp):\/\/)*"),
            "url_length:number": "len(url)",
            "vendor_product": VENDOR_PRODUCT,
        },
    ),
    dataset("Proxy", "tag=proxy", of="Web"),
    dataset("Storage", "tag=storage", of="Web", fields="error_code operation storage_name"),
)
