"""Short ways to the trees of one command and to the codes of a search that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from harness.errors import SplError
from harness.spl.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.spl.syntax.ast import Expression, SearchExpression


@pytest.fixture(scope="session")
def search() -> Callable[[str], SearchExpression | None]:
    """The tree of a search expression."""

    def read(text: str) -> SearchExpression | None:
        command: Any = parse(f"search {text}").commands[0]
        expression: SearchExpression | None = command.expression
        return expression

    return read


@pytest.fixture(scope="session")
def evaluated() -> Callable[[str], Expression]:
    """The tree of an eval expression."""

    def read(text: str) -> Expression:
        command: Any = parse(f"| makeresults | where 1=1 AND ({text})").commands[1]
        expression: Expression = command.expression.operands[1]
        return expression

    return read


@pytest.fixture(scope="session")
def codes() -> Callable[[str], list[str]]:
    """The codes of everything that is wrong with a search, in the order of their places."""

    def read(text: str) -> list[str]:
        try:
            parse(text)
        except SplError as error:
            return [finding.code for finding in error.diagnostics]
        return []

    return read
