"""The promises are tried at the doors, on a real table and a real Management API."""

from collections.abc import Callable

import pytest

from models.founding import found
from models.membership import VISITOR, Membership, members_list
from models.room import Room
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.promises.people import Person

Come = Callable[..., Person]

OPEN, CLOSED = "general", "vault"


@pytest.fixture(autouse=True)
def here(dynamodb: Table, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> Table:
    """The doors look into this test's table, posts go to this test's server, files to a bucket."""
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    return dynamodb


@pytest.fixture
def come(connections: Connections) -> Come:
    """Somebody connects, and joins the rooms named."""

    def come(name: str, *rooms: str, guest: bool = False, connection: str = "") -> Person:
        person = Person(name, connections, guest, connection).connect()
        for room in rooms:
            assert person.ask("joinRoom", room=room)["type"] == "joined"
        return person

    return come


@pytest.fixture
def olga(here: Table, come: Come) -> Person:
    """Olga owns an open room and one for members, and is in both."""
    for room, access in ((OPEN, "open"), (CLOSED, "members")):
        assert found(Room.new(room, access), "guest:olga", "Olga")
    return come("Olga", OPEN, CLOSED)


def stands(user: str, room: str, role: str, muted: int | None = None, banned: int | None = None) -> None:
    """The user has that standing in a room, as if it had been given long ago."""
    membership = Membership.of(user, room)
    membership.role, membership.name = role, user.partition(":")[2].title()
    membership.muted_until, membership.banned_until = muted, banned
    if role != VISITOR or muted or banned:
        membership.listed_in, membership.listed_as = members_list(room), user
    membership.save()
