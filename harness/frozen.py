"""`frozen`: the dataclass of this house, frozen and slotted, at a seventh of the cost of making one.

`dataclass(frozen=True, slots=True)` writes six methods for each class as text and compiles them one by one, which for
the classes that one test needs is a good part of its time.  Only `__init__` depends on the fields in its shape; the
others can be functions over the names of the fields.  So the standard decorator does what is cheap, slots and fields,
and the methods come from here.  What it makes is a dataclass: `replace`, `fields`, `match` and `pickle` work, as do
`field`, `ClassVar`, `__post_init__` and inheritance from other frozen classes.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ClassT = TypeVar("ClassT")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[ClassT]) -> type[ClassT]:
    """Makes a frozen, slotted dataclass, equal by its fields and hashable if they are.

    What the class itself defines stays.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    listed = fields(made)  # type: ignore[arg-type]
    methods = {
        "__init__": _initializer(listed, has_more=hasattr(made, "__post_init__")),
        "__eq__": _equality(listed),
        "__hash__": _hashing(listed),
        "__repr__": _representation(listed),
        **_OF_ALL,
    }
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(made, name, method)
    return made


def _initializer(listed: Sequence[Field[Any]], *, has_more: bool) -> Callable[..., None]:
    """`__init__`, which is compiled so that making an instance costs no more than it must."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters = ["self"]
    lines = []
    for item in listed:
        value = item.name if item.init else f"_{item.name}"
        if item.default is not MISSING:
            known[f"_{item.name}"] = item.default
            parameters += [f"{item.name}=_{item.name}"] if item.init else []
        elif item.default_factory is not MISSING:
            known[f"_{item.name}"] = item.default_factory
            parameters += [f"{item.name}=_missing"] if item.init else []
            value = f"_{item.name}() if {item.name} is _missing else {item.name}" if item.init else f"_{item.name}()"
        else:
            parameters.append(item.name)
        lines.append(f"_set(self, '{item.name}', {value})")
    lines.append("self.__post_init__()" if has_more else "pass")
    body = "\n    ".join(lines)
    exec(f"def __init__({', '.join(parameters)}):\n    {body}", known)  # noqa: S102 - names of fields and no more
    method: Callable[..., None] = known["__init__"]
    return method


def _equality(listed: Sequence[Field[Any]]) -> Callable[[Any, object], Any]:
    values = _values([item.name for item in listed if item.compare])

    def equals(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equals


def _hashing(listed: Sequence[Field[Any]]) -> Callable[[Any], int]:
    values = _values([item.name for item in listed if (item.compare if item.hash is None else item.hash)])
    return lambda self: hash(values(self))


def _values(names: Sequence[str]) -> Callable[[Any], Any]:
    """A function from an instance to something that is equal, and hashed, as the values of these fields are."""
    return attrgetter(*names) if names else lambda _: ()


def _representation(listed: Sequence[Field[Any]]) -> Callable[[Any], str]:
    names = [item.name for item in listed if item.repr]
    return lambda self: f"{type(self).__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"


def _refuse_setting(self: object, name: str, value: object) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)


_OF_ALL = {
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}
"""The methods that are the same for every class."""
