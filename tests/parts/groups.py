"""Keeps the tests of a group in one process of a parallel run.

xdist 3.8 writes the group's name where pytest 9.2 no longer reads a test's id, so `--dist loadgroup` groups nothing:
every process would deploy a stack of its own.
"""

import pytest
from _pytest.nodeid import NodeId


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Takes over the ids that xdist has given; a later xdist has given them already."""
    for item in items:
        named = getattr(item, "_nodeid", "")
        if named.startswith(f"{item.nodeid}@"):
            item._id = NodeId.parse(named)
