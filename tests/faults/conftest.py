"""In which order the minutes of faults are run."""

import pytest

SHORT = "test_a_bug_of_the_server_is_seen[confirms_before_it_is_shown]"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, beside which the rest is done.

    After it comes a short one: whoever has the longest keeps the next one for itself.
    """
    items.sort(key=lambda item: (item.path.name != "test_smoke.py", item.name != SHORT))
