"""Identifiers."""

import re

from local.gateway.ids import new_id


def test_an_id_looks_like_api_gateways_and_is_new() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{15}=", one) for one in ids)
