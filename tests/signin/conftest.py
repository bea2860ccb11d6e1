"""An issuer for each test."""

from collections.abc import Iterator

import pytest

from tests.parts.issuer import Issuer, serving


@pytest.fixture
def oidc() -> Iterator[Issuer]:
    """An issuer on loopback."""
    with serving() as issuer:
        yield issuer
