"""Who may do what: every cell of the table, over real frames. What a cell says is found by trying, then compared."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest

from handlers import authorize, connect
from handlers.sources import direct as direct_source
from models import log, reading
from models.founding import found_direct
from models.log import Post
from models.membership import FOR_GOOD, MEMBER, MODERATOR, OWNER, VISITOR
from models.room import Room
from tests.events import CONTEXT, context
from tests.parts.connections import Connections
from tests.promises.conftest import CLOSED, OPEN, Come, stands
from tests.promises.people import DOORS, Person

DIRECT = "direct-1"

COLUMNS = ("guest", "user", "member", "muted", "moderator", "owner", "banned", "source (IAM)")
ROWS = {
    "connect": ("if enabled", "✓", "✓", "✓", "✓", "✓", "✓", "–"),
    "join an open room": ("✓", "✓", "✓", "✓", "✓", "✓", "–", "–"),
    "join a members' room, direct room": ("–", "–", "✓", "✓", "✓", "✓", "–", "–"),
    "read history": ("if joined", "if joined", "✓", "✓", "✓", "✓", "–", "–"),
    "say, react, type": ("if joined", "if joined", "✓", "–", "✓", "✓", "–", "its own rooms"),
    "edit own / erase own / erase any": ("–", "own", "own", "own", "own, any", "own, any", "–", "–"),
    "mute, kick, ban": ("–", "–", "–", "–", "below own rank", "anyone but self", "–", "–"),
    "roles, access, close the room": ("–", "–", "–", "–", "–", "✓", "–", "–"),
}
STANDINGS: dict[str, dict[str, Any]] = {
    "member": {"role": MEMBER},
    "muted": {"role": MEMBER, "muted": FOR_GOOD},
    "moderator": {"role": MODERATOR},
    "owner": {"role": OWNER},
    "banned": {"role": MEMBER, "banned": FOR_GOOD},
}
OTHERS = {"Vic": VISITOR, "Mia": MEMBER, "Max": MODERATOR, "Ole": OWNER}


class Scene:
    """Sam, of that standing in both rooms, and what the cell is found by."""

    def __init__(self, sam: Person, olga: Person, column: str) -> None:
        self.sam, self.olga, self.column = sam, olga, column

    def comes_in(self, room: str) -> bool:
        return self.sam.may("joinRoom", room=room)

    def message(self, user: str) -> int:
        """Something that was said long ago."""
        return log.append(Post(OPEN, secrets.token_hex(8), user, "Somebody", "old")).seq


@pytest.fixture
def scene(olga: Person, connections: Connections, request: pytest.FixtureRequest) -> Scene:
    column = str(request.param)
    sam = Person("Sam", connections, guest=column == "guest")
    for room in (OPEN, CLOSED):
        if column in STANDINGS:
            stands(sam.user, room, **STANDINGS[column])
        for name, role in OTHERS.items():
            stands(f"guest:{name.lower()}", room, role)
    within = column in STANDINGS and column != "banned"
    found_direct(Room.new(DIRECT, "direct"), ("guest:olga", "Olga"), (sam.user if within else "guest:mia", "One"))
    return Scene(sam, olga, column)


def connecting(scene: Scene) -> str:
    event = {"requestContext": scene.sam._context("$connect")}
    assert connect.handler(event, CONTEXT) == {"statusCode": 200}
    return "if enabled" if scene.column == "guest" and not _let_in(enabled=False) and _let_in(enabled=True) else "✓"


def joining_an_open_room(scene: Scene) -> str:
    scene.sam.connect()
    return "✓" if scene.comes_in(OPEN) else "–"


def joining_a_closed_room(scene: Scene) -> str:
    scene.sam.connect()
    return _all({scene.comes_in(CLOSED), scene.comes_in(DIRECT)})


def reading_history(scene: Scene) -> str:
    scene.sam.connect()
    seq = scene.message(scene.olga.user)
    log.append(Post(CLOSED, "old", scene.olga.user, "Olga", "old"))

    def reads(room: str) -> bool:
        asks: list[tuple[str, dict[str, Any]]] = [
            ("history", {}), ("search", {"text": "old"}), ("members", {}), ("markRead", {"seq": seq}),
        ]  # fmt: skip
        return _all({scene.sam.may(action, room=room, **fields) for action, fields in asks}) == "✓"

    if reads(OPEN) and reads(CLOSED):
        return "✓"
    return "if joined" if not reads(CLOSED) and scene.comes_in(OPEN) and reads(OPEN) else "–"


def speaking(scene: Scene) -> str:
    scene.sam.connect()
    seqs = {room: log.append(Post(room, "old", "guest:olga", "Olga", "old")).seq for room in (OPEN, CLOSED)}

    def speaks(room: str) -> bool:
        heard = len(scene.olga.heard())
        done = {
            scene.sam.may("sendMessage", room=room, text="hello"),
            scene.sam.may("react", room=room, seq=seqs[room], reaction="👍", on=True),
            scene.sam.may("typing", room=room),
        }
        told = [frame["type"] for frame in scene.olga.heard()[heard:]]
        assert told == (["message", "reacted", "typing"] if done == {True} else [])
        return _all(done) == "✓"

    assert not speaks(OPEN) and not speaks(CLOSED)
    spoken = [room for room in (OPEN, CLOSED) if scene.comes_in(room) and speaks(room)]
    return {0: "–", 1: "if joined", 2: "✓"}[len(spoken)]


def changing(scene: Scene) -> str:
    scene.sam.connect()
    scene.comes_in(OPEN)
    edited, erased, of_others = (scene.message(user) for user in (scene.sam.user, scene.sam.user, "guest:ole"))
    edits = scene.sam.may("editMessage", room=OPEN, seq=edited, text="new")
    erases = scene.sam.may("eraseMessage", room=OPEN, seq=erased)
    assert edits == erases
    assert not scene.sam.may("editMessage", room=OPEN, seq=of_others, text="new")
    erases_any = scene.sam.may("eraseMessage", room=OPEN, seq=of_others)
    return ", ".join([*["own"] * edits, *["any"] * erases_any]) or "–"


def moderating(scene: Scene) -> str:
    scene.sam.connect()
    scene.comes_in(OPEN)
    done = {
        (act, name)
        for name in (*OTHERS, "Sam")
        for act in ("mute", "kick", "ban")
        if scene.sam.may("moderate", room=OPEN, user=f"guest:{name.lower()}", act=act)
    }
    met = {name for _, name in done}
    assert len(done) == 3 * len(met)
    return {(): "–", ("Mia", "Vic"): "below own rank", ("Max", "Mia", "Ole", "Vic"): "anyone but self"}[
        tuple(sorted(met))
    ]


def governing(scene: Scene) -> str:
    scene.sam.connect()
    scene.comes_in(OPEN)
    done = {scene.sam.may("moderate", room=OPEN, user="guest:mia", act="promote")}
    done.add(scene.sam.may("moderate", room=OPEN, user="guest:max", act="demote"))
    assert not scene.sam.may("moderate", room=OPEN, user=scene.sam.user, act="promote")
    done.add(scene.sam.may("changeRoom", room=OPEN, access="members"))
    return _all(done | {scene.sam.may("changeRoom", room=OPEN, archived=True)})


TRIES: dict[str, tuple[Callable[[Scene], str], str, dict[str, Any]]] = {
    "connect": (connecting, "", {}),
    "join an open room": (joining_an_open_room, "joinRoom", {"room": OPEN}),
    "join a members' room, direct room": (joining_a_closed_room, "joinRoom", {"room": CLOSED}),
    "read history": (reading_history, "history", {"room": OPEN}),
    "say, react, type": (speaking, "sendMessage", {"room": OPEN, "id": "a", "text": "hello"}),
    "edit own / erase own / erase any": (changing, "eraseMessage", {"room": OPEN, "id": "a", "seq": 1}),
    "mute, kick, ban": (moderating, "moderate", {"room": OPEN, "id": "a", "user": "guest:mia", "act": "kick"}),
    "roles, access, close the room": (governing, "changeRoom", {"room": OPEN, "id": "a", "archived": True}),
}


def _cells() -> list[Any]:
    return [
        pytest.param(row, column, cell, marks=pytest.mark.cell(row, column), id=f"{row}-{column}")
        for row, cells in ROWS.items()
        for column, cell in zip(COLUMNS, cells, strict=True)
    ]


@pytest.mark.parametrize(("row", "scene", "cell"), _cells(), indirect=["scene"])
def test_promise_6_who_may(row: str, scene: Scene, cell: str) -> None:
    tries, action, fields = TRIES[row]
    assert (_source(scene, action, fields) if scene.column == "source (IAM)" else tries(scene)) == cell


def _source(scene: Scene, action: str, fields: dict[str, Any]) -> str:
    """A source holds no connection, and what it says is the one thing that it does: in its own rooms."""
    before = _heads()
    if action:
        said = {"requestContext": {"routeKey": action, "connectionId": "source1="}, "body": "{}"}
        with pytest.raises(KeyError):
            import_module(f"handlers.{DOORS[action]}").handler(said, CONTEXT)
    else:
        with pytest.raises(KeyError):
            connect.handler({"requestContext": {"routeKey": "$connect", "connectionId": "source1="}}, CONTEXT)
    assert _heads() == before
    spoken = []
    for room in (OPEN, CLOSED):
        with suppress(Exception):
            direct_source.handler({"action": action, **fields, "room": room}, CONTEXT)
            spoken.append(room)
    if spoken:
        assert [entry.user for entry in reading.newest(OPEN, 1).messages] == ["source:direct"]
    assert _heads() == (before[0] + len(spoken), before[1])
    return "its own rooms" if spoken == [OPEN] else "–"


def _heads() -> tuple[int, int]:
    return int(Room.named(OPEN).head), int(Room.named(CLOSED).head)


def _all(done: set[bool]) -> str:
    """All of a cell's actions may be done, or none of them."""
    assert len(done) == 1
    return "✓" if done == {True} else "–"


def _let_in(enabled: bool) -> bool:
    """Whether the authorizer lets a name in, where names are switched on or off."""
    settings = authorize.SETTINGS
    event = {
        "methodArn": "arn:aws:execute-api:us-east-1:000000000000:api/live/$connect",
        "requestContext": context("$connect"),
        "headers": {"Authorization": "Guest Sam"},
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authorize, "SETTINGS", type(settings)(**{**vars(settings), "guest_names": enabled}))
        answer = authorize.handler(event, CONTEXT)
    return bool(answer["policyDocument"]["Statement"][0]["Effect"] == "Allow")


def test_rooms_and_standings_are_those_of_the_scene(olga: Person, come: Come) -> None:
    """What the scene is made of by hand is what the verbs make: invited and promoted by Olga, Mia may moderate."""
    mia = come("Mia", OPEN)
    for act in ("invite", "promote"):
        assert olga.may("moderate", room=OPEN, user=mia.user, act=act)
    assert mia.may("moderate", room=OPEN, user="guest:vic", act="mute")
