"""`frozen` makes what the standard decorator makes, only sooner."""

from __future__ import annotations

import copy
import pickle
from abc import ABC, abstractmethod
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar

import pytest

from harness.frozen import frozen


@frozen
class Place:
    """A line and a column."""

    line: int
    column: int = 1


@frozen
class Note:
    """A text at a place."""

    kind: ClassVar[str] = "note"

    text: str
    place: Place = field(compare=False, repr=False)
    tags: list[str] = field(default_factory=list)
    length: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.text))


@frozen
class Shape(ABC):
    """Something with an area."""

    name: str

    @abstractmethod
    def area(self) -> float:
        """Its area."""


@frozen
class Square(Shape):
    """All sides alike."""

    side: float

    def area(self) -> float:
        """Its area."""
        return self.side**2


@frozen
class Nothing:
    """No fields at all."""


@dataclass(frozen=True, slots=True)
class StandardPlace:
    """What the standard decorator makes of the same fields."""

    line: int
    column: int = 1


def test_arguments_go_by_place_and_by_name() -> None:
    assert (Place(3).line, Place(3).column, Place(column=4, line=2)) == (3, 1, Place(2, 4))
    with pytest.raises(TypeError, match="line"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="depth"):
        Place(1, depth=2)  # type: ignore[call-arg]


def test_nothing_can_be_changed() -> None:
    place = Place(1)
    with pytest.raises(FrozenInstanceError):
        place.line = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.line
    with pytest.raises(FrozenInstanceError):
        place.other = 2  # type: ignore[attr-defined]
    assert not hasattr(place, "__dict__")


def test_instances_are_equal_and_hashed_by_their_compared_fields() -> None:
    assert Place(1, 2) == Place(1, 2) != Place(1, 3)
    assert len({Place(1, 2), Place(1, 2), Place(1, 3)}) == 2
    assert Note("a", Place(1)) == Note("a", Place(2))
    others: list[object] = [StandardPlace(1), Nothing(), (1, 1)]
    assert Place(1) not in others
    assert (Nothing(), hash(Nothing())) == (Nothing(), hash(Nothing()))


def test_the_hash_of_an_unhashable_field_is_refused() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Note("a", Place(1)))


def test_a_factory_makes_a_value_for_each_instance() -> None:
    one, two = Note("a", Place(1)), Note("a", Place(1))
    assert one.tags == []
    assert one.tags is not two.tags


def test_post_init_runs_and_fields_outside_of_init_have_their_default() -> None:
    assert Note("abc", Place(1)).length == 3


def test_the_text_is_that_of_a_dataclass() -> None:
    assert repr(Place(1, 2)) == "Place(line=1, column=2)"
    assert repr(Place(1)).replace("Place", "StandardPlace") == repr(StandardPlace(1))
    assert repr(Note("a", Place(1))) == "Note(text='a', tags=[], length=1)"
    assert repr(Nothing()) == "Nothing()"


def test_it_is_a_dataclass_to_the_standard_library() -> None:
    assert all(map(is_dataclass, (Place, Note("a", Place(1)), Square)))
    assert [item.name for item in fields(Note)] == ["text", "place", "tags", "length"]
    assert replace(Place(1, 2), column=5) == Place(1, 5)
    match Place(1, 2):
        case Place(line, column):
            assert (line, column) == (1, 2)


def test_copies_and_pickles_are_equal() -> None:
    note = Note("a", Place(1), ["x"])
    for copied in (copy.copy(note), copy.deepcopy(note), pickle.loads(pickle.dumps(note))):
        assert (copied, copied.place, copied.length) == (note, note.place, 1)


def test_classes_inherit_fields_and_abstract_methods() -> None:
    assert Square("s", 3).area() == 9
    assert repr(Square("s", 3)) == "Square(name='s', side=3)"
    with pytest.raises(TypeError, match="abstract"):
        Shape("s")  # type: ignore[abstract]


def test_methods_of_the_class_stay() -> None:
    @frozen
    class Loose:
        """Equal to everything."""

        text: str

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "loose"

    assert (Loose("a") == 1, hash(Loose("a")), repr(Loose("a"))) == (True, 7, "loose")
