"""In which order the minutes of faults are run."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest: where two are run at a time, the rest is done beside it."""
    items.sort(key=lambda item: item.path.name != "test_smoke.py")
