"""The laptop's AWS without a stack on it: the emulator, empty, in memory, on a free port."""

from collections.abc import Iterator

import pytest

from tests.emulator import emulator as running


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an emulator of this run's own."""
    with running(tmp_path_factory.mktemp("emulator")) as url:
        yield url
