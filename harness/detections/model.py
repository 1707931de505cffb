"""Content as values: detections, macros, stories, deployments, baselines and lookups.

Both generations of the format give the same model: a detection's risk is a `Risk` whether it was written as an `rba`
block or in `tags`.  Every object keeps the YAML node it was read from, so that a finding can point into the file;
nodes do not take part in equality.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from harness.detections import attack
from harness.diagnostics import SourceText, Span
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar
from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Generation: TypeAlias = Literal["older", "newer"]


@frozen
class ContentObject:
    """What every kind of content has: a name, perhaps an id, and the file it stands in."""

    kind: ClassVar[str]

    name: str
    path: Path
    node: YamlMapping = field(compare=False, repr=False)
    id: str = ""
    version: int = 0
    date: str = ""
    author: str = ""
    status: str = ""
    description: str = ""
    references: tuple[str, ...] = ()

    @property
    def source(self) -> SourceText:
        """The file's text."""
        return self.node.source

    def find(self, *path: str | int) -> YamlNode | None:
        """The node at a path of keys and indexes, or None where the file has none."""
        return self.node.at(*path)

    def span(self, *path: str | int) -> Span:
        """Where the node at `path` stands; where the file has none, the nearest node above it."""
        node = self.node.nearest(*path)
        return node.span if node is not self.node else self.name_span

    @property
    def name_span(self) -> Span:
        """Where the name stands, as the place of what concerns the object as a whole."""
        return self.node.nearest("name").span if "name" in self.node else Span(0, 0)


@frozen
class RiskObject:
    """Whose risk a result raises: the field that holds it, what it is, and by how much."""

    field: str
    type: str
    score: float


@frozen
class ThreatObject:
    """What a result was caused by: the field that holds it and what it is."""

    field: str
    type: str


@frozen
class Risk:
    """What a result adds to the risk of whom.

    `impact` and `confidence` are known in the older generation only.
    """

    message: str
    risk_objects: tuple[RiskObject, ...]
    threat_objects: tuple[ThreatObject, ...] = ()
    impact: int | None = None
    confidence: int | None = None


@frozen
class Drilldown:
    """A search that an analyst starts from a result."""

    name: str
    search: str
    earliest_offset: str
    latest_offset: str


@frozen
class Throttling:
    """For how long equal values of some fields raise nothing new."""

    fields: tuple[str, ...]
    period: str


@frozen
class AttackData:
    """Recorded data that a test in the detection's own file names."""

    data: str
    source: str
    sourcetype: str
    custom_index: str | None = None
    host: str | None = None


@frozen
class AttackDataTest:
    """A test in the detection's own file: replay the data, expect any result."""

    name: str
    attack_data: tuple[AttackData, ...]


@frozen
class Scheduling:
    """When a search is dispatched and over which time."""

    cron_schedule: str
    earliest_time: str
    latest_time: str
    schedule_window: str


@frozen
class Deployment(ContentObject):
    """How content of a type is scheduled, and what its results set off.

    Searches are deployed disabled; `creates_risk` and `creates_notable` tell what happens once a user enables them.
    """

    kind: ClassVar[str] = "deployment"

    type: str = ""
    scheduling: Scheduling = Scheduling("", "", "", "")
    creates_risk: bool = False
    creates_notable: bool = False
    disabled: bool = True

    @property
    def window(self) -> Mapping[str, str]:
        """The time range of a scheduled run as it is written: `earliest` and `latest`."""
        return {"earliest": self.scheduling.earliest_time, "latest": self.scheduling.latest_time}


@frozen
class ScheduledSearch(ContentObject):
    """Content that is a search which runs by a schedule."""

    search: str = ""
    type: str = ""
    deployment: Deployment | None = None
    """How it is scheduled: by a deployment of its own, or by the one of its type; None where the content has none."""

    @property
    def search_source(self) -> SourceText:
        """The search as a text whose origins lead to its characters in the file, in any style of YAML scalar."""
        node = self.node.items["search"]
        assert isinstance(node, YamlScalar), "such an object is built only from a file whose search is a text"
        return node.source_text()


@frozen
class Detection(ScheduledSearch):
    """A detection: a search, what it means, and what its results set off."""

    kind: ClassVar[str] = "detection"

    generation: Generation = "newer"
    data_source: tuple[str, ...] = ()
    how_to_implement: str = ""
    known_false_positives: str = ""
    risk: Risk | None = None
    drilldown_searches: tuple[Drilldown, ...] = ()
    analytic_stories: tuple[str, ...] = ()
    asset_type: str = ""
    security_domain: str = ""
    products: tuple[str, ...] = ()
    mitre_attack_ids: tuple[str, ...] = ()
    stated_nist: tuple[str, ...] = ()
    cve: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    throttling: Throttling | None = None
    tests: tuple[AttackDataTest, ...] = ()
    is_saved_search: bool = False
    """Whether it was read from an app's savedsearches.conf, where the conventions of content files do not hold."""

    @property
    def stem(self) -> str:
        """The name of its file without the ending, from which the filter macro has its name."""
        return self.path.stem

    @property
    def filter_macro(self) -> str:
        """The name of the macro by which a user leaves out results."""
        return f"{file_stem(self.name)}_filter"

    @property
    def tactics(self) -> tuple[str, ...]:
        """The ATT&CK tactics of its techniques."""
        return attack.tactics(self.mitre_attack_ids)

    @property
    def kill_chain_phases(self) -> tuple[str, ...]:
        """The phases of the kill chain, which follow from the techniques."""
        return attack.kill_chain_phases(self.mitre_attack_ids)

    @property
    def nist(self) -> tuple[str, ...]:
        """The NIST categories: those stated, or else the one of its type."""
        return self.stated_nist or attack.nist_categories(self.type)

    @property
    def cis(self) -> tuple[str, ...]:
        """The CIS controls, which follow from the security domain."""
        return attack.cis_controls(self.security_domain)

    def search_name(self, app: str = "ESCU") -> str:
        """The name of the saved search that an app with this label makes of it."""
        return f"{app} - {self.name} - Rule"

    def annotations(self) -> dict[str, object]:
        """What Enterprise Security attaches to findings and risk events; empty lists are left out."""
        listed: Mapping[str, tuple[str, ...]] = {
            "analytic_story": self.analytic_stories,
            "cis20": self.cis,
            "cve": self.cve,
            "data_source": self.data_source,
            "kill_chain_phases": self.kill_chain_phases,
            "mitre_attack": self.mitre_attack_ids,
            "nist": self.nist,
            "type_list": (self.type,),
        }
        found: dict[str, object] = {name: list(values) for name, values in listed.items() if values}
        found["type"] = self.type
        if self.risk is not None and self.risk.impact is not None and self.risk.confidence is not None:
            found |= {"impact": self.risk.impact, "confidence": self.risk.confidence}
        return dict(sorted(found.items()))


@frozen
class Macro(ContentObject):
    """A macro: a piece of SPL with a name."""

    kind: ClassVar[str] = "macro"

    definition: str = ""
    arguments: tuple[str, ...] = ()
    is_eval: bool = False
    """Whether the definition is an eval expression whose value is the text."""
    validation: str = ""
    """The eval expression that judges the arguments; only macros.conf has one, and `errormsg`."""
    errormsg: str = ""

    @property
    def definition_source(self) -> SourceText | None:
        """The definition as a text whose origins lead to its characters in the file."""
        node = self.node.at("definition")
        return node.source_text() if isinstance(node, YamlScalar) else None

    @property
    def key(self) -> str:
        """How macros.conf names it: `name`, or `name(2)` where it takes arguments."""
        return f"{self.name}({len(self.arguments)})" if self.arguments else self.name


@frozen
class Story(ContentObject):
    """An analytic story: a subject that groups detections."""

    kind: ClassVar[str] = "story"

    narrative: str = ""
    categories: tuple[str, ...] = ()
    usecase: str = ""


@frozen
class Baseline(ScheduledSearch):
    """A search that keeps a lookup up to date for detections."""

    kind: ClassVar[str] = "baseline"

    detections: tuple[str, ...] = ()


@frozen
class Lookup(ContentObject):
    """A lookup: where its rows are and how they match."""

    kind: ClassVar[str] = "lookup"

    filename: str | None = None
    collection: str | None = None
    fields: tuple[str, ...] = ()
    match_type: tuple[str, ...] = ()
    case_sensitive: bool = True
    default_match: str | None = None
    min_matches: int | None = None
    max_matches: int | None = None
    field_types: Mapping[str, str] = field(default_factory=dict)
    """The types of the fields of its collection, where the content declares them."""
    enforces_types: bool = False
    program: str = ""
    """What computes its values where it has no table."""


def file_stem(name: str) -> str:
    """The name, without the ending, of the file of content that is called `name`."""
    return name.translate(_TO_UNDERSCORE).lower()


_TO_UNDERSCORE = str.maketrans(dict.fromkeys(" -./", "_"))
