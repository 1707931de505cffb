"""`cofilter`: counts how often two values occur together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from harness.data import Column, Table, members, render_scalar, texts
from harness.spl.commands._declared import Argument, DeclaredCommand
from harness.spl.contract import CommandType, Context, Documentation, Example

if TYPE_CHECKING:
    from harness.spl.syntax.ast import FieldName


@dataclass(frozen=True, slots=True)
class CofilterCommand(DeclaredCommand):
    """Counts how often two values occur together."""

    keyword = "cofilter"
    type = CommandType.TRANSFORMING
    syntax = "cofilter <field> <field>"
    arguments: ClassVar[tuple[Argument, ...]] = (
        Argument("first_field", "field"),
        Argument("second_field", "field"),
    )
    documentation = Documentation(
        summary="Counts how often two values occur together.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Cofilter",
        examples=(
            Example(
                '| makeresults format=csv data="user,item\nann,tea\nann,milk\nbob,tea" | cofilter user item',
                rows=[
                    {
                        "Item 1": "tea",
                        "Item 1 user count": "2",
                        "Item 2": "milk",
                        "Item 2 user count": "1",
                        "Pair count": "1",
                    }
                ],
            ),
        ),
        undecided=(
            "the order of the items: the most popular one first, then as they come",
            "whether the names of the columns follow those of the fields; they do not, here",
        ),
    )

    first_field: FieldName
    second_field: FieldName

    def execute(self, rows: Table, context: Context) -> Table:
        """A row for each pair of items that a user has: how many users have each one, and how many have both.

        Cost: for each user the square of the number of items.
        """
        users, items = (_texts(rows.column(field.name)) for field in (self.first_field, self.second_field))
        baskets: dict[str, dict[str, None]] = {}
        popularity: Counter[str] = Counter()
        for user, item in zip(users, items, strict=True):
            for each in item:
                for one in user:
                    basket = baskets.setdefault(one, {})
                    popularity[each] += each not in basket
                    basket[each] = None
        rank = {item: place for place, (item, _) in enumerate(popularity.most_common())}
        pairs: Counter[tuple[str, str]] = Counter()
        for basket in baskets.values():
            context.check()
            pairs.update(combinations(sorted(basket, key=rank.__getitem__), 2))
        ordered = sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
        columns = {
            "Item 1": Column.of(first for first, _ in ordered),
            "Item 1 user count": Column.of(popularity[first] for first, _ in ordered),
            "Item 2": Column.of(second for _, second in ordered),
            "Item 2 user count": Column.of(popularity[second] for _, second in ordered),
            "Pair count": Column.of(pairs[pair] for pair in ordered),
        }
        return Table(columns, len(ordered))


def _texts(column: Column) -> list[list[str]]:
    """The members of each value; none for null."""
    return [
        value if isinstance(value, list) else [] if value is None else [render_scalar(value)]
        for value in members(texts(column)).values()
    ]
