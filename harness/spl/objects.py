"""Knowledge objects that a search may name beside macros and lookups: values only, without meaning of their own.

Saved searches, event types, tags, data models and the stanzas of props.conf and transforms.conf come from content and
are handed in with the sources; `harness.spl.extraction` knows what the stanzas mean.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from harness.data import Table
    from harness.diagnostics import SourceText


@frozen
class SavedSearch:
    """A search under a name, as savedsearches.conf has it; bounds are time modifiers, None for none."""

    name: str
    search: SourceText
    earliest: str | None = None
    latest: str | None = None


@frozen
class EventType:
    """A search expression under a name, as eventtypes.conf has it; lower `priority` is the more important (1 to 10)."""

    name: str
    search: SourceText
    priority: int = 1
    tags: Sequence[str] = ()


@frozen
class ModelField:
    """One field of a dataset of a data model.

    `calculation` is the eval expression that makes it, empty for a field that the events have.
    """

    name: str
    kind: str = "string"
    calculation: str = ""
    required: bool = False


@frozen
class ModelDataset:
    """One dataset (once called object) of a data model.

    `constraint` is the search expression that its events match beside those of its `parent`; a dataset without parent
    is a root.  `search` is the base search of a root search dataset, empty otherwise.  `fields` are its own, those of
    the parent are inherited; they are computed in their order.
    """

    name: str
    constraint: str = ""
    parent: str | None = None
    fields: Sequence[ModelField] = ()
    search: str = ""


@frozen
class DataModel:
    """A data model; `datasets` by name, parents before children."""

    name: str
    datasets: Mapping[str, ModelDataset]
    title: str = ""
    source: str = ""


@frozen
class SourceRules:
    """One stanza of props.conf: the settings for events of a sourcetype, a source, a host, or (`default`) of any kind.

    `stanza` is its name as it is written (`access`, `source::/var/*.log`, `host::web*`); `settings` are its values by
    key, each with its place.
    """

    stanza: str
    settings: Mapping[str, SourceText]


@frozen
class Transform:
    """One stanza of transforms.conf that extracts fields; `settings` are its values by key, each with its place."""

    name: str
    settings: Mapping[str, SourceText]


@frozen
class Knowledge:
    """The knowledge objects of a search.

    `tags`: field, then value, then the tags of that pair.  `data_models` lie over the declared ones of the Common
    Information Model, by name.  `artifacts` are results of earlier jobs, by the id of the job or as
    `user:app:saved search`; `csv_files` the files that `inputcsv` reads, by name.
    """

    event_types: Mapping[str, EventType] = field(default_factory=dict)
    tags: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    data_models: Mapping[str, DataModel] = field(default_factory=dict)
    saved_searches: Mapping[str, SavedSearch] = field(default_factory=dict)
    artifacts: Mapping[str, Table] = field(default_factory=dict)
    csv_files: Mapping[str, Table] = field(default_factory=dict)
    source_rules: Sequence[SourceRules] = ()
    transforms: Mapping[str, Transform] = field(default_factory=dict)
    remembered: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was made of these objects, kept for the next search."""
