"""Files that are expected: whose they will be."""

import time

import pytest

from models.shared_file import KEPT, SharedFile
from tests.parts.dynamodb import Table

TOLD = {
    "user": "oidc:1",
    "name": "Ana",
    "text": "my cat",
    "file": "cat.png",
    "type": "image/png",
    "size": 48213,
}


def test_a_file_is_theirs_who_asked_for_leave(connected: Table) -> None:
    SharedFile.expect("general/k1/cat.png", **TOLD)
    shared = SharedFile.at("general/k1/cat.png")
    assert shared is not None
    assert (shared.user, shared.name, shared.text) == ("oidc:1", "Ana", "my cat")
    kept = {"key": "general/k1/cat.png", "name": "cat.png", "type": "image/png", "size": 48213}
    assert shared.kept("general/k1/cat.png") == kept
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert abs(int(item["expires_at"]["N"]) - time.time() - KEPT) < 5


@pytest.mark.parametrize("key", ["general/k1/cat.pn", "general/k1/cat.png/", "", "FILE"])
def test_a_file_that_nobody_asked_for_is_nobodys(key: str) -> None:
    SharedFile.expect("general/k1/cat.png", **TOLD)
    assert SharedFile.at(key) is None


def test_who_asks_for_the_same_key_again_is_the_one() -> None:
    SharedFile.expect("k", **TOLD)
    SharedFile.expect("k", **{**TOLD, "user": "oidc:2"})
    shared = SharedFile.at("k")
    assert shared is not None and shared.user == "oidc:2"
