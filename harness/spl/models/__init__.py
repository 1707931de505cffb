"""The data models that the Common Information Model add-on and Enterprise Security bring along, as declarations.

One file for each model, named as the model in lower case, with the model as `MODEL`; nothing lists them.  They are
facts about which events belong to a dataset, which fields it has and how a missing field is filled; what they mean is
done by the commands that read them.

Source: Common Information Model Add-on 8.5, its reference tables and model definitions.
Differs: fields that a model looks up in a table of the add-on (`reply_code` of Network_Resolution) are taken as the
events have them.
"""
