"""DET1xx: what can be wrong with the files of detections, macros, stories, deployments, baselines and lookups.

The examples are parts of a detection file: keys that stand in the place of those of a sound one.
"""

from harness.diagnostics.codes import CodePage

_NEWER_TAGS = (
    "tags:\n  analytic_story: [Odd Traffic]\n  asset_type: Kubernetes\n"
    "  product: [Splunk Enterprise]\n  security_domain: network\n"
)
_TECHNIQUES = _NEWER_TAGS + "  mitre_attack_id: "
_RBA = "rba:\n  message: New edge in $host$\n  risk_objects:\n  - {field: host, type: system, score: 25}\n"
_OLDER_TAGS = (
    _NEWER_TAGS + "  confidence: 50\n  impact: 50\n  message: New edge in $host$\n"
    "  observable: [{name: host, type: Hostname, role: [Victim]}]\n"
)
_SEARCH = 'search: |-\n  | makeresults\n  | eval host="a"\n'
_FILTER = "  | `odd_edge_filter`\n"

PAGES = (
    CodePage(
        "DET101",
        "an unknown key",
        "Content files have exactly the keys of their schema; any other is refused, because a misspelled key would "
        "otherwise be ignored without a word. Expectations do not belong into a detection: they stand in "
        "tests/detections/, at the same path.",
        bad="staus: experimental\n",
        good="status: experimental\n",
    ),
    CodePage(
        "DET102",
        "a key is missing",
        "The schema of this kind of file needs the key. The message says where it belongs, the help what it means.",
        bad="tags:\n  asset_type: Kubernetes\n",
        good=_NEWER_TAGS,
    ),
    CodePage(
        "DET103",
        "a value of another kind",
        "The value is a text where a list is needed, a number where a text is needed, and so on. YAML takes 3 for a "
        "number, yes for a truth value and an empty value for nothing; quotes make each of them a text.",
        bad="version: three\n",
        good="version: 3\n",
    ),
    CodePage(
        "DET104",
        "not one of the choices",
        "The key has a fixed list of values, and this is none of them. Upper and lower case count.",
        bad="type: anomaly\n",
        good="type: Anomaly\n",
    ),
    CodePage(
        "DET105",
        "a value out of its bounds or of another form",
        "The value has the right kind, but is empty, too long, too large or not of the form that the key asks for. The "
        "code also marks keys that the newer generation of the format has moved: risk stands in the rba block, not in "
        "tags.",
        bad="id: 13f081d6\n",
        good="id: 13f081d6-7052-428a-bbb0-892c79ca7c65\n",
    ),
    CodePage(
        "DET110",
        "no folder of content",
        "The path is not a folder. Content is read from the folder that holds detections/, or from the detections' "
        "folder itself.",
    ),
    CodePage(
        "DET111",
        "a folder inside itself",
        "A symbolic link leads back to a folder that it is in, so reading what is below it would never end. The link "
        "is passed over.",
    ),
    CodePage(
        "DET112",
        "a folder that cannot be read",
        "The operating system refuses to list the folder. Its files are missing from the content, so findings about "
        "names that they define may follow from this one.",
    ),
    CodePage(
        "DET113",
        "an id that is used twice",
        "Every object has an id of its own. Risk events, test results and Splunk's tool refer to a detection by its "
        "id; two of one id cannot be told apart. Make a new one for the copy: uuidgen, or python -m uuid.",
    ),
    CodePage(
        "DET114",
        "a name that is used twice",
        "Two objects of one kind have one name. A detection's name becomes the name of a saved search, and a macro "
        "or lookup is called by its name, so only one of them could be reached.",
    ),
    CodePage(
        "DET115",
        "the rows of a lookup cannot be read",
        "A search asks for a lookup whose CSV file is missing, not UTF-8 or not CSV. The file stands beside the "
        "lookup's own file and has its columns in the first line.",
    ),
    CodePage(
        "DET116",
        "nothing to check",
        "The path that was given holds no content file. Checking nothing is not the same as finding nothing wrong.",
    ),
    CodePage(
        "DET120",
        "not a technique of ATT&CK",
        "Techniques are named by their number: T and four digits, and for a sub-technique a dot and three more.",
        bad=_TECHNIQUES + "[t1204]\n",
        good=_TECHNIQUES + "[T1204]\n",
    ),
    CodePage(
        "DET121",
        "a technique beside its own sub-technique",
        "A sub-technique implies its technique. The newer generation of the format lists only the more precise one; "
        "its build tool refuses both.",
        bad=_TECHNIQUES + "[T1204, T1204.003]\n",
        good=_TECHNIQUES + "[T1204.003]\n",
    ),
    CodePage(
        "DET122",
        "an unknown technique",
        "The number has the right form, but is not in the table of techniques. It may be a slip, or newer than the "
        "table; without its tactics the detection's kill chain phases stay unknown.",
        bad=_TECHNIQUES + "[T9999]\n",
        good=_TECHNIQUES + "[T1204]\n",
    ),
    CodePage(
        "DET123",
        "a technique that is listed twice",
        "The same number stands in the list more than once.",
        bad=_TECHNIQUES + "[T1204, T1204]\n",
        good=_TECHNIQUES + "[T1204]\n",
    ),
    CodePage(
        "DET124",
        "a date that does not exist",
        "The date has the right form, but no calendar has it.",
        bad="date: '2024-02-30'\n",
        good="date: '2024-02-29'\n",
    ),
    CodePage(
        "DET125",
        "a date in the future",
        "The date is that of the last change, so it is today or earlier, in UTC.",
        bad="date: '9999-12-31'\n",
        good="date: '2024-10-17'\n",
    ),
    CodePage(
        "DET126",
        "an unknown analytic story",
        "The detection names a story that has no file in stories/. The names must agree to the letter.",
        bad=_NEWER_TAGS.replace("Odd Traffic", "Odd Trafic"),
        good=_NEWER_TAGS,
    ),
    CodePage(
        "DET127",
        "a file that is not called after its detection",
        "A detection's file has its name in lower case, with _ for spaces, hyphens, dots and slashes. The filter macro "
        "is named after it too, and Splunk's tool refuses any other name.",
        bad="name: Odder edge\n",
        good="name: Odd edge\n",
    ),
    CodePage(
        "DET130",
        "no filter macro",
        "Every detection ends with a macro that is called after it, `<file name>_filter`. It lets everything pass; a "
        "user changes it to leave out results that are known to be harmless, without editing the search.",
        bad=_SEARCH,
        good=_SEARCH + _FILTER,
    ),
    CodePage(
        "DET131",
        "the filter macro is not the last command",
        "Commands behind the filter macro see only what the filter let pass, and its user does not see the fields that "
        "they add. Splunk's tool accepts this; it is rarely meant.",
        bad=_SEARCH + _FILTER + "  | fields host\n",
        good=_SEARCH + "  | fields host\n" + _FILTER,
    ),
    CodePage(
        "DET132",
        "a risk score that does not follow",
        "In the older generation of the format the score is stated beside the two numbers that it is computed from: "
        "impact × confidence / 100. A product with a fraction may be stated exactly or rounded.",
        bad=_OLDER_TAGS + "  risk_score: 35\n",
        good=_OLDER_TAGS + "  risk_score: 25\n",
    ),
    CodePage(
        "DET133",
        "a risk message that names no field",
        "A token $field$ of the risk message is replaced by the value of that field in each result. The commands of "
        "the search do not leave a field of that name, so every message would show the token instead.",
        bad=_RBA.replace("$host$", "$hots$") + "  threat_objects: []\n" + _SEARCH + "  | table host\n" + _FILTER,
        good=_RBA + "  threat_objects: []\n" + _SEARCH + "  | table host\n" + _FILTER,
    ),
    CodePage(
        "DET134",
        "a risk object that is no field",
        "A result raises the risk of what stands in the risk object's field. No result of the search can have that "
        "field, so no risk event would ever be created.",
        bad=_RBA.replace("field: host", "field: hots") + "  threat_objects: []\n",
        good=_RBA + "  threat_objects: []\n",
    ),
    CodePage(
        "DET135",
        "a threat object that is no field",
        "The threat object's field is not one that results of the search can have.",
        bad=_RBA + "  threat_objects: [{field: sorce, type: process}]\n",
        good=_RBA + "  threat_objects: [{field: host, type: system}]\n",
    ),
    CodePage(
        "DET136",
        "throttling by a field that is none",
        "Throttling holds back results whose values in these fields were seen before. A field that no result has is "
        "equal in all of them, so everything after the first result would be held back.",
        bad=_NEWER_TAGS + "  throttling: {fields: [hots], period: 24h}\n",
        good=_NEWER_TAGS + "  throttling: {fields: [host], period: 24h}\n",
    ),
    CodePage(
        "DET137",
        "risk that does not match the type",
        "The deployment of the detection's type creates risk events, and the detection does not say of whom; or it "
        "creates none, and the detection does. TTP and Anomaly raise risk, Hunting and Correlation do not.",
        bad="deployment:\n  scheduling: {cron_schedule: 0 * * * *, earliest_time: -70m@m, latest_time: -10m@m, "
        "schedule_window: auto}\n",
        good="type: Anomaly\n",
    ),
    CodePage(
        "DET138",
        "nothing schedules the detection",
        "No file of the folder deployments/ is for detections of this type, and the detection has no deployment of its "
        "own.",
        bad="type: TTP\n",
        good="type: Anomaly\n",
    ),
    CodePage(
        "DET139",
        "a schedule that cannot be read",
        "A cron schedule has five fields: minute, hour, day of month, month and day of week, each a number, a list, a "
        "range, * or */step. The earliest and latest time are time modifiers relative to the scheduled time.",
        bad="deployment:\n  alert_action: {rba: {enabled: true}}\n  scheduling: {cron_schedule: 61 * * * *, "
        "earliest_time: -70m@m, latest_time: -10m@m, schedule_window: auto}\n",
        good="deployment:\n  alert_action: {rba: {enabled: true}}\n  scheduling: {cron_schedule: 59 * * * *, "
        "earliest_time: -70m@m, latest_time: -10m@m, schedule_window: auto}\n",
    ),
)
