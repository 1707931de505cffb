"""DS0xx: what can be wrong with a dataset's manifest and files."""

from harness.diagnostics.codes import CodePage

_HEAD = "author: me\nid: 6d1f5c1e-2a44-4a38-9d0e-0d4f5a2c7b11\ndate: '2024-10-17'\ndescription: a day of traffic\n"
_GOOD = _HEAD + (
    "environment: lab\nmitre_technique: [T1204]\n"
    "datasets:\n- {name: traffic, path: traffic.jsonl.gz, source: sim, sourcetype: stash}\n"
)

PAGES = (
    CodePage(
        "DS001",
        "there is no such dataset",
        "A dataset is a folder below datasets/ with a manifest, dataset.yml, in it; its name is the path of the folder "
        "below datasets/. `harness dataset info` lists what there is.",
    ),
    CodePage(
        "DS002",
        "a key that is misspelled or misplaced",
        "dataset.yml has the keys of the manifests of Splunk's attack_data, and ours: index, anchor, scenario, "
        "scenario_sha256 and truth at the top; kind, sha256, points, index and host in the items of datasets. Others "
        "are passed over, as manifests of the field have had some more over the years; but one that is written much "
        "like a key that is missing, or one of ours in the wrong place, is taken for a mistake.",
        bad=_GOOD + "indx: kubernetes_metrics\n",
        good=_GOOD + "index: kubernetes_metrics\n",
    ),
    CodePage(
        "DS003",
        "a key is missing",
        "A manifest needs author, id, date, description, environment and datasets; an item of datasets needs name, "
        "path, source and sourcetype. The older form of the field has dataset and sourcetypes instead of datasets.",
        bad=_HEAD,
        good=_GOOD,
    ),
    CodePage(
        "DS004",
        "a value of another kind",
        "The value is not of the kind that stands in the message, such as a list where a text is needed.",
        bad=_GOOD.replace("environment: lab", "environment: []"),
        good=_GOOD,
    ),
    CodePage(
        "DS005",
        "the id is not a UUID",
        "The field's replay tool uses the id as host of what it sends, and catalogues tell datasets apart by it. "
        "`python -m uuid` prints a new one.",
        bad=_GOOD.replace("6d1f5c1e-2a44-4a38-9d0e-0d4f5a2c7b11", "traffic-1"),
        good=_GOOD,
    ),
    CodePage(
        "DS006",
        "the date is not a date",
        "Dates are written year-month-day. Quote them, so that every YAML parser reads them as text.",
        bad=_GOOD.replace("2024-10-17", "17.10.2024"),
        good=_GOOD,
    ),
    CodePage(
        "DS007",
        "not the id of an ATT&CK technique",
        "Techniques are T and four digits, sub-techniques have a dot and three more.",
        bad=_GOOD.replace("T1204", "User Execution"),
        good=_GOOD,
    ),
    CodePage(
        "DS008",
        "a data file is missing",
        "The manifest names a file that is not there or cannot be read. Generated datasets are written again by "
        "`harness dataset generate`; for others restore the file or correct the path.",
    ),
    CodePage(
        "DS009",
        "a data file changed",
        "The sha256 in the manifest is of other content than the file has: somebody edited the data, or generated it "
        "with another scenario. Tests on it may no longer test what they say. The checksum is of the unpacked content, "
        "so packing it again does not change it.",
    ),
    CodePage(
        "DS010",
        "a data file cannot be unpacked",
        "The gzip stream ends early or is damaged, as after an interrupted download or a checkout that changed line "
        "ends in a binary file.",
    ),
    CodePage(
        "DS011",
        "another number of points",
        "The file is readable and holds more or fewer data points, or events, than the manifest says.",
    ),
    CodePage(
        "DS012",
        "the data is not generated, or older than the scenario",
        "A scenario is a recipe; its data is made by `harness dataset generate` and committed beside it. After a "
        "change of the scenario it must be made again, so that what is tested is what is declared.",
    ),
    CodePage(
        "DS014",
        "a dataset of events",
        "The manifest is valid, its files hold events (logs), and metrics were asked for. A file holds what kind says "
        "in the manifest, metrics or events; without kind it holds metrics when it is Parquet or its first record is a "
        "metric in HEC's JSON, else events.",
    ),
    CodePage(
        "DS015",
        "a path outside the dataset",
        "Files of a dataset are named by a path below its folder, with forward slashes; attack_data's paths from the "
        "root of a repository (/datasets/...) work as well. URLs are not fetched: one means the file of its name "
        "beside the manifest, packed by gzip or not, and is an error where that is not there.",
        bad=_GOOD.replace("path: traffic", "path: ../traffic"),
        good=_GOOD,
    ),
    CodePage(
        "DS016",
        "the dataset cannot be written",
        "The folder is not writable or the disk is full. What was there before is still there: files are written "
        "beside their place and moved when all of them are complete.",
    ),
    CodePage(
        "DS017",
        "the scenario is missing",
        "The manifest names a scenario that is not there, so nobody can say how the data was made or make it again.",
    ),
)
