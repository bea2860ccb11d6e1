"""Connections whose sign-in has ended."""

import pytest

from models.connected import Connected
from models.connection import Connection
from models.ended import ended

NOW = 1_790_000_000


def come(connection: str, until: int | None) -> Connected:
    Connection.remember("oidc:1", connection, "Ana", until)
    return Connected("oidc:1", "Ana", connection)


@pytest.mark.engines("local", "emulator")
def test_whose_sign_in_has_ended_is_found_and_nobody_else() -> None:
    people = [come("ended=", NOW), come("good=", NOW + 1), come("older=", None), come("renewed=", NOW - 9)]
    people += [come("over=", NOW - 9), Connected("oidc:2", "Bo", "gone=")]
    Connection.renew("oidc:1", "renewed=", NOW + 1)
    Connection.renew("oidc:1", "over=", NOW)
    assert sorted(ended(people, NOW)) == ["ended=", "over="]
    assert ended([], NOW) == []


def test_many_are_asked_for_a_hundred_at_once() -> None:
    people = [come(f"c{number:03}=", NOW) for number in range(201)]
    assert sorted(ended(people, NOW)) == [one.connection for one in people]
