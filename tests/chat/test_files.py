"""Files in rooms: leave to upload one, and a link to have one."""

from typing import Any
from urllib.parse import urlsplit

import pytest

import frames
from chat import changing, files, uploads
from errors import BadFrame, Forbidden, IdReused, Internal, NotFound, NotJoined, ParleyError, TooLarge
from identity import Caller
from models import amending, log
from models.account import Account
from models.log import Post
from models.membership import FOR_GOOD, Membership
from models.room import Room
from tests.chat.conftest import Join
from tests.parts.connections import Connections

KEY = "rooms/general/x/cat.png"
FILE = {"name": "cat.png", "type": "image/png", "size": 7}


@pytest.fixture
def ana(come: Join, monkeypatch: pytest.MonkeyPatch) -> Caller:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    return come("Ana", "general")


def asked(connections: Connections, caller: Caller, deadline: float, **changes: Any) -> dict[str, Any]:
    wanted = {**FILE, **changes}
    files.ask(caller, frames.Upload("general", **wanted, id="u"), deadline)
    return connections.frames(caller.connection)[-1]


def test_the_room_hears_of_a_file_as_from_who_asked(ana: Caller, connections: Connections, deadline: float) -> None:
    form = asked(connections, ana, deadline, text="my cat")
    assert (form["type"], form["room"], form["id"], form["expires_in"]) == ("upload", "general", "u", 300)
    said = uploads.said("event", "files", form["fields"]["key"], 7)
    assert said and said.by
    assert (said.by.user, said.text, said.room) == ("guest:ana", "my cat", "general")
    assert {name: said.by.file[name] for name in FILE} == FILE


def test_a_file_without_words_is_called_by_its_name(ana: Caller, connections: Connections, deadline: float) -> None:
    said = uploads.said("event", "files", asked(connections, ana, deadline)["fields"]["key"], 7)
    assert said and said.text == "cat.png"


@pytest.mark.parametrize("change", ["muted", "banned", "banned everywhere", "put out of a closed room", "archived"])
def test_promise_6_who_may_not_speak_any_more_shares_nothing(
    ana: Caller, come: Join, connections: Connections, deadline: float, change: str
) -> None:
    bo = come("Bo", "general")
    key = asked(connections, bo, deadline)["fields"]["key"]
    assert uploads.said("event", "files", key, 7) is not None
    membership, room = Membership.of(bo.user, "general"), Room.named("general")
    match change:
        case "muted":
            membership.update([Membership.muted_until.set(FOR_GOOD)])
        case "banned":
            membership.update([Membership.banned_until.set(FOR_GOOD)])
        case "banned everywhere":
            Account.ban(bo.user, FOR_GOOD, "", "oidc:op")
        case "archived":
            room.update([Room.archived.set(True)])
        case _:
            room.update([Room.access.set("members")])
    assert uploads.said("event", "files", key, 7) is None


def test_what_is_too_large_or_runs_is_not_taken(ana: Caller, connections: Connections, deadline: float) -> None:
    with pytest.raises(TooLarge):
        asked(connections, ana, deadline, size=uploads.LARGEST + 1)
    with pytest.raises(BadFrame):
        asked(connections, ana, deadline, type="text/html")


def test_who_may_read_the_room_gets_a_link(ana: Caller, come: Join, connections: Connections, deadline: float) -> None:
    bo = come("Bo", "random")
    log.append(Post("general", "m1", ana.user, ana.name, "no file"))
    log.append(Post("general", "m2", ana.user, ana.name, "my cat", file={**FILE, "key": KEY}))
    files.link(ana, frames.Link("general", 2, "l"), deadline)
    told = connections.frames("ana1=")[-1]
    assert (told["type"], told["room"], told["seq"], told["id"], told["expires_in"]) == (
        "link",
        "general",
        2,
        "l",
        3600,
    )
    assert urlsplit(told["url"]).path == f"/{KEY}"
    for seq in (1, 99):
        with pytest.raises(NotFound):
            files.link(ana, frames.Link("general", seq), deadline)
    with pytest.raises(NotJoined):
        files.link(bo, frames.Link("general", 2), deadline)


def test_the_file_of_an_erased_message_is_gone(ana: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch) -> None:
    deleted = []
    monkeypatch.setattr("models.upload.delete", lambda bucket, key: deleted.append((bucket, key)))
    log.append(Post("general", "m1", ana.user, ana.name, "my cat", file={**FILE, "key": KEY}))
    changing.erase(ana, frames.EraseMessage("general", "x1", 1), deadline)
    assert deleted == [("files", KEY)]
    with pytest.raises(NotFound):
        files.link(ana, frames.Link("general", 1), deadline)


def test_fault_1_the_file_goes_first_so_that_who_is_killed_before_the_entry_leaves_none(
    ana: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = []
    monkeypatch.setattr("models.upload.delete", lambda bucket, key: there.append(amending.find("general", 1).file))
    log.append(Post("general", "m1", ana.user, ana.name, "my cat", file={**FILE, "key": KEY}))
    for _ in range(2):
        changing.erase(ana, frames.EraseMessage("general", "x1", 1), deadline)
    assert there == [{**FILE, "key": KEY}]


@pytest.mark.parametrize(("id", "archived", "refusal"), [("m1", False, IdReused), ("x1", True, Forbidden)])
def test_what_may_not_be_erased_keeps_its_file(
    ana: Caller, deadline: float, monkeypatch: pytest.MonkeyPatch, id: str, archived: bool, refusal: type[ParleyError]
) -> None:
    deleted = []
    monkeypatch.setattr("models.upload.delete", lambda bucket, key: deleted.append(key))
    log.append(Post("general", "m1", ana.user, ana.name, "my cat", file={**FILE, "key": KEY}))
    Room.named("general").update([Room.archived.set(archived)])
    with pytest.raises(refusal):
        changing.erase(ana, frames.EraseMessage("general", id, 1), deadline)
    assert not deleted


def test_a_file_that_cannot_be_deleted_keeps_nobody_from_erasing(
    ana: Caller, deadline: float, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(bucket: str, key: str) -> None:
        raise Internal("S3 does not answer")

    monkeypatch.setattr("models.upload.delete", fails)
    log.append(Post("general", "m1", ana.user, ana.name, "my cat", file={**FILE, "key": KEY}))
    changing.erase(ana, frames.EraseMessage("general", "x1", 1), deadline)
    assert connections.frames("ana1=")[-1]["type"] == "erased"
