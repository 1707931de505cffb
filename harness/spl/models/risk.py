"""The data model Risk of Enterprise Security: what detections add to the risk of a user or a system.

Source: Enterprise Security, "Risk Analysis"; the fields that its risk index has.
Differs: no risk factors are defined, so `calculated_risk_score` is the risk score unless the event has one; the
description that is looked up in the correlation search is taken as the event has it.
"""

from harness.spl.models._declaring import data_model, dataset

_MITRE = "mitre_attack.mitre_"

MODEL = data_model(
    "Risk",
    dataset(
        "All_Risk",
        "index=risk",
        fields="analyticstories annotations annotations._all annotations._frameworks annotations.analytic_story "
        "annotations.cis20 annotations.kill_chain_phases annotations.mitre_attack "
        + " ".join(
            f"annotations.{_MITRE}{kind}"
            for kind in (
                "description",
                "detection",
                "tactic",
                "tactic_id",
                "technique",
                "technique_id",
                "threat_group_name",
            )
        )
        + " annotations.nist cim_entity_zone control creator dest_bunit dest_category dest_priority governance "
        "normalized_risk_object risk_event_id risk_factor_add:number risk_factor_mult:number risk_message "
        "risk_modifier_count_combined:number risk_modifier_count_system:number risk_modifier_count_user:number "
        "risk_modifier_count_vuln:number risk_object_bunit risk_object_category risk_object_priority "
        "risk_rule_confidence risk_rule_confidence_num:number risk_rule_impact risk_rule_impact_num:number "
        "risk_system_category risk_system_priority risk_user_category rule_attack_tactic_technique "
        "savedsearch_description search_name src_bunit src_category src_priority threat_object threat_object_type "
        "user_bunit user_category user_priority",
        calculated={
            "description": "case(isnotnull(description),description,isnotnull(savedsearch_description),"
            'savedsearch_description,1=1,"unknown")',
            "risk_object": 'if(isnull(risk_object),"unknown",risk_object)',
            "risk_object_type": 'if(isnull(risk_object_type),"unknown",risk_object_type)',
            "risk_score:number": "if(isnull(risk_score),0,risk_score)",
            "calculated_risk_score:number": "if(isnum(calculated_risk_score),calculated_risk_score,risk_score)",
        },
    ),
    title="Risk Analysis",
    indexes=False,
)
