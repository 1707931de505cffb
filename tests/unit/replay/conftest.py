"""`--runs` sets how many replays are killed."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--runs", type=int, default=None, help="how many replays to kill (8)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "killed_run" in metafunc.fixturenames:
        metafunc.parametrize("killed_run", range(metafunc.config.getoption("--runs", default=None) or 8))
