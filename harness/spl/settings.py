"""What Splunk leaves undecided or configurable: one value object, handed in, never read from the environment.

Each undecided point has a name, the readings it can take and a default; a search whose result depends on one says so
in a message.  `spl_semantics` section and page are named beside each field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from math import inf
from typing import Any, Literal

from harness.errors import ConfigError
from harness.frozen import frozen

MvNotEqual = Literal["any", "none"]


@frozen
class Limits:
    """Splunk's documented row limits (limits.conf); each can be lowered or raised."""

    append_maxout: int = 50_000
    subsearch_maxout: int = 10_000
    join_maxout: int = 50_000
    sort_limit: int = 10_000
    list_maxsize: int = 100
    makeresults_data_chars: int = 29_999
    mstats_time_bins: int = 1_000_000


@frozen
class Settings:
    """How a search is executed where Splunk's documents leave a choice."""

    timezone: str = "UTC"
    mv_not_equal_search: MvNotEqual = "any"
    mv_not_equal_where: MvNotEqual = "any"
    default_indexes: tuple[str, ...] = ("main",)
    default_metric_indexes: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    allow_delete: bool = False
    """Whether `delete` may run, as the capability delete_by_keyword lets it."""
    timeout_s: float | None = None
    """How long a search may run; None: as long as it takes."""
    memory_mb: float | None = None
    """How large the results of one command may be, in 2**20 bytes; None: as large as they get."""

    @classmethod
    def of(cls, values: Mapping[str, Any] | Settings | None) -> Settings:
        """Settings from a mapping; `mv_not_equal` sets both of its commands.

        Raises: ConfigError for a name or a reading that does not exist.
        """
        if isinstance(values, Settings):
            return values
        return cls().changed(values or {})

    def changed(self, values: Mapping[str, Any]) -> Settings:
        """These settings with some of them replaced."""
        given = dict(values)
        both = given.pop("mv_not_equal", None)
        if both is not None:
            given.setdefault("mv_not_equal_search", both)
            given.setdefault("mv_not_equal_where", both)
        limits = given.pop("limits", None)
        known = {f.name for f in fields(self)}
        for name in given:
            if name not in known:
                raise ConfigError(f'unknown setting "{name}"; there are: mv_not_equal, {", ".join(sorted(known))}')
        changed = replace(self, **{name: _listed(name, value) for name, value in given.items()})
        if limits is not None:
            changed = replace(changed, limits=_changed_limits(changed.limits, limits))
        return _checked(changed)


def _listed(name: str, value: Any) -> Any:
    """The value of a setting; names of indexes may be written as one text with commas."""
    if not name.endswith("_indexes"):
        return value
    names = value.split(",") if isinstance(value, str) else list(value)
    return tuple(each.strip() for each in names if each.strip())


def _changed_limits(limits: Limits, values: Mapping[str, Any]) -> Limits:
    known = {f.name for f in fields(limits)}
    for name, value in values.items():
        if name not in known:
            raise ConfigError(f'unknown limit "{name}"; there are: {", ".join(sorted(known))}')
        if not isinstance(value, int) or value < 0:
            raise ConfigError(f'limit "{name}" must be a whole number of rows, not {value!r}')
    return replace(limits, **values)


def _checked(settings: Settings) -> Settings:
    for name in ("mv_not_equal_search", "mv_not_equal_where"):
        reading = getattr(settings, name)
        if reading not in ("any", "none"):
            raise ConfigError(f'setting "{name}" is "any" or "none", not {reading!r}')
    return replace(
        settings,
        allow_delete=_truth("allow_delete", settings.allow_delete),
        timeout_s=_bound("timeout_s", settings.timeout_s, "seconds"),
        memory_mb=_bound("memory_mb", settings.memory_mb, "MiB"),
    )


def _truth(name: str, value: object) -> bool:
    """A yes or no, which a command line gives as text."""
    text = str(value).lower()
    if text not in ("true", "false"):
        raise ConfigError(f'setting "{name}" is true or false, not {value!r}')
    return text == "true"


def _bound(name: str, value: object, unit: str) -> float | None:
    """A number above 0, which a command line gives as text."""
    if value is None:
        return None
    try:
        bound = float(str(value))
    except ValueError:
        bound = -1.0
    if not 0 < bound < inf:
        raise ConfigError(f'setting "{name}" is a number of {unit} above 0, not {value!r}')
    return bound
