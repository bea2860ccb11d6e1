"""In a parallel run a test's group stands behind its id: by that, xdist keeps the group together."""

import os

import pytest


@pytest.mark.xdist_group("sample")
def test_a_group_is_part_of_the_id(request: pytest.FixtureRequest) -> None:
    grouped = "PYTEST_XDIST_WORKER" in os.environ and request.config.getvalue("loadgroup")
    assert request.node.nodeid.endswith("@sample") == bool(grouped)
