"""Declared rules for Windows events in XML, which a search gets unless content says otherwise.

They say what the Splunk Add-on for Microsoft Windows documents for XmlWinEventLog: no automatic fields; the elements
and attributes of System, and each Data of EventData or element of UserData, under their own names; EventCode,
signature_id, dest, user_id and vendor_product beside them.  Values are the text between the tags, as it is written
there: entities such as `&lt;` stay.

Source: Splunk Add-on for Microsoft Windows, "Source types"; the names of its transforms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.diagnostics import SourceText
from harness.spl.objects import SourceRules, Transform

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "built-in rules"


def _texts(settings: Mapping[str, str]) -> dict[str, SourceText]:
    return {key: SourceText(f"{_NAME}: {key}", value) for key, value in settings.items()}


_PROPS = {
    "KV_MODE": "none",
    "REPORT-0xml_block_extract": "system_xml_block, eventdata_xml_block, userdata_xml_block",
    "REPORT-0xml_kv_extract": (
        "system_props_xml_kv, system_props_xml_attributes, eventdata_xml_data, eventdata_xml_data_empty_name, "
        "userdata_xml_data"
    ),
    "REPORT-event_code": "EventCode_from_xml, EventCode_as_signature_id, Computer_as_dest, UserID_as_user_id",
    "EVAL-vendor_product": 'coalesce(vendor_product, "Microsoft Windows")',
}
_TRANSFORMS: Mapping[str, Mapping[str, str]] = {
    "system_xml_block": {"REGEX": r"(?s)<System>(.*?)</System>", "FORMAT": "System_Props_Xml::$1"},
    "eventdata_xml_block": {"REGEX": r"(?s)<EventData(?:\s[^>]*)?>(.*?)</EventData>", "FORMAT": "EventData_Xml::$1"},
    "userdata_xml_block": {"REGEX": r"(?s)<UserData(?:\s[^>]*)?>(.*?)</UserData>", "FORMAT": "UserData_Xml::$1"},
    "system_props_xml_kv": {
        "SOURCE_KEY": "System_Props_Xml",
        "REGEX": r"<(\w+)(?:\s[^>]*)?>([^<]+)</\w+>",
        "FORMAT": "$1::$2",
    },
    "system_props_xml_attributes": {
        "SOURCE_KEY": "System_Props_Xml",
        "REGEX": r"""\s(\w+)=['"]([^'">]*)['"]""",
        "FORMAT": "$1::$2",
    },
    "eventdata_xml_data": {
        "SOURCE_KEY": "EventData_Xml",
        "REGEX": r"""<\w+\sName=['"]([^'">]+)['"]\s*>([^<]*)</\w+>""",
        "FORMAT": "$1::$2",
    },
    "eventdata_xml_data_empty_name": {
        "SOURCE_KEY": "EventData_Xml",
        "REGEX": r"<Data>([^<]*)</Data>",
        "FORMAT": "Data::$1",
        "MV_ADD": "true",
    },
    "userdata_xml_data": {
        "SOURCE_KEY": "UserData_Xml",
        "REGEX": r"<(\w+)(?:\s[^>]*)?>([^<]+)</\w+>",
        "FORMAT": "$1::$2",
    },
    "EventCode_from_xml": {"SOURCE_KEY": "EventID", "REGEX": "(.+)", "FORMAT": "EventCode::$1"},
    "EventCode_as_signature_id": {"SOURCE_KEY": "EventCode", "REGEX": "(.+)", "FORMAT": "signature_id::$1"},
    "Computer_as_dest": {"SOURCE_KEY": "Computer", "REGEX": "(.+)", "FORMAT": "dest::$1"},
    "UserID_as_user_id": {"SOURCE_KEY": "UserID", "REGEX": "(.+)", "FORMAT": "user_id::$1"},
}

WINDOWS_RULES = (
    SourceRules("(?::){0}(?i:XmlWinEventLog)(?::...)?", _texts(_PROPS)),
    SourceRules("source::XmlWinEventLog:...", _texts(_PROPS)),
)
WINDOWS_TRANSFORMS = {name: Transform(name, _texts(settings)) for name, settings in _TRANSFORMS.items()}
