"""What the data models Change and Change_Analysis have in common."""

from harness.spl.models._declaring import VENDOR_PRODUCT

FIELDS = "action change_type dest dvc object object_attrs object_category object_id object_path src status user"
"""The fields of a change that are filled."""

CALCULATED = {
    "command": 'if(isnull(command) OR command="","unknown",'
    'if(sourcetype="audittrail",Operation." ".ObjectName,command))',
    "result": 'if(isnotnull(result) AND result!="",result,'
    'if(isnotnull(signature) AND signature!="",signature,"unknown"))',
    "result_id": 'if(isnotnull(result_id) AND result_id!="",result_id,'
    'if(isnotnull(signature_id) AND signature_id!="",signature_id,-1))',
    "vendor_product": VENDOR_PRODUCT,
}

RESTART = "action=modified change_type=restart"
