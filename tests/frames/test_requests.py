"""What a client can ask for: each action's fields, which it needs, and which go together."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import frames
from errors import BadFrame, ParleyError, UnknownAction
from frames.requests import ACCESS, ACTS, SHAPES, decode

RIGHT: list[tuple[dict[str, Any], frames.Request]] = [
    ({"action": "joinRoom", "room": "general"}, frames.JoinRoom("general")),
    (
        {"action": "joinRoom", "room": "a-1", "after": 0, "epoch": "k3", "id": "x"},
        frames.JoinRoom("a-1", 0, "k3", "x"),
    ),
    ({"action": "leaveRoom", "room": "general"}, frames.LeaveRoom("general")),
    ({"action": "leaveRoom", "room": "r", "quit": True, "id": "q"}, frames.LeaveRoom("r", "q", True)),
    (
        {"action": "sendMessage", "room": "general", "id": "A_z-9", "text": "hi"},
        frames.SendMessage("general", "A_z-9", "hi"),
    ),
    (
        {"action": "sendMessage", "room": "r", "id": "a", "text": "hi", "reply": 7, "mentions": ["room", "guest:bo"]},
        frames.SendMessage("r", "a", "hi", 7, ("room", "guest:bo")),
    ),
    (
        {"action": "sendDirect", "to": "guest:ben", "id": "a", "text": "psst"},
        frames.SendDirect("guest:ben", "a", "psst"),
    ),
    (
        {"action": "editMessage", "room": "r", "id": "e", "seq": 45, "text": "hello all"},
        frames.EditMessage("r", "e", 45, "hello all"),
    ),
    ({"action": "eraseMessage", "room": "r", "id": "e", "seq": 45}, frames.EraseMessage("r", "e", 45)),
    (
        {"action": "react", "room": "r", "id": "e", "seq": 44, "reaction": "👍", "on": False},
        frames.React("r", "e", 44, "👍", False),
    ),
    ({"action": "history", "room": "general"}, frames.History("general", limit=50)),
    ({"action": "history", "room": "r", "before": 20, "limit": 100}, frames.History("r", before=20, limit=100)),
    ({"action": "history", "room": "r", "after": 41, "limit": 1}, frames.History("r", after=41, limit=1)),
    ({"action": "history", "room": "r", "thread": 18, "after": 20}, frames.History("r", after=20, thread=18)),
    ({"action": "search", "room": "r", "text": " invoice "}, frames.Search("r", "invoice")),
    ({"action": "search", "room": "r", "text": "x", "before": 5000}, frames.Search("r", "x", 5000)),
    ({"action": "createRoom", "room": "plans", "id": "c"}, frames.CreateRoom("plans", "c")),
    (
        {"action": "createRoom", "room": "plans", "id": "c", "access": "members", "title": "Plans", "topic": "2027"},
        frames.CreateRoom("plans", "c", "members", "Plans", "2027"),
    ),
    ({"action": "changeRoom", "room": "plans", "id": "c", "topic": ""}, frames.ChangeRoom("plans", "c", topic="")),
    ({"action": "changeRoom", "room": "plans", "id": "c", "slow": 0}, frames.ChangeRoom("plans", "c", slow=0)),
    (
        {"action": "changeRoom", "room": "plans", "id": "c", "archived": False},
        frames.ChangeRoom("plans", "c", archived=False),
    ),
    (
        {
            "action": "moderate",
            "room": "r",
            "id": "m",
            "user": "guest:ben",
            "act": "mute",
            "minutes": 10,
            "reason": "x",
        },
        frames.Moderate("r", "m", "guest:ben", "mute", 10, "x"),
    ),
    ({"action": "rooms"}, frames.Rooms()),
    ({"action": "rooms", "after": "plans"}, frames.Rooms("plans")),
    ({"action": "findRooms"}, frames.FindRooms()),
    ({"action": "findRooms", "prefix": "", "after": "plans"}, frames.FindRooms("", "plans")),
    ({"action": "findRooms", "prefix": "pl"}, frames.FindRooms("pl")),
    ({"action": "members", "room": "r", "after": "guest:ana"}, frames.Members("r", "guest:ana")),
    ({"action": "markRead", "room": "r", "seq": 44}, frames.MarkRead("r", 44)),
    ({"action": "typing", "room": "r"}, frames.Typing("r")),
    (
        {"action": "upload", "room": "r", "name": "cat.png", "type": "image/png", "size": 48213, "text": "my cat"},
        frames.Upload("r", "cat.png", "image/png", 48213, "my cat"),
    ),
    ({"action": "link", "room": "r", "seq": 49}, frames.Link("r", 49)),
    ({"action": "renew", "token": "eyJh.eyJz.c2ln", "id": "r"}, frames.Renew("eyJh.eyJz.c2ln", "r")),
    ({"action": "signOut", "id": "s"}, frames.SignOut("s")),
    (
        {"action": "operate", "user": "oidc:1", "act": "ban", "minutes": 60, "reason": "spam"},
        frames.Operate("oidc:1", "ban", 60, "spam"),
    ),
    ({"action": "ping", "id": "p"}, frames.Ping("p")),
]


@pytest.mark.parametrize(("frame", "expected"), RIGHT)
def test_a_right_frame_is_decoded(frame: dict[str, Any], expected: frames.Request) -> None:
    assert decode(frame["action"], frames.parse(json.dumps(frame))) == expected


def test_every_action_is_among_them() -> None:
    assert {frame["action"] for frame, _ in RIGHT} == set(SHAPES)


@pytest.mark.parametrize("action", ["__proto__", "constructor", "__class__", "handler", "", "PING", "$connect", "say"])
def test_an_action_outside_the_closed_table_is_unknown(action: str) -> None:
    with pytest.raises(UnknownAction):
        decode("$default", {"action": action})


@pytest.mark.parametrize("action", [None, True, 1, [], {}, ["ping"]])
def test_an_action_that_is_no_string_is_a_bad_frame(action: object) -> None:
    with pytest.raises(BadFrame) as refused:
        decode("$default", {"action": action})
    assert refused.value.code == "bad_frame"


@pytest.mark.parametrize(("frame", "expected"), RIGHT)
def test_an_action_other_than_the_route_is_a_bad_frame(frame: dict[str, Any], expected: frames.Request) -> None:
    for route in {*SHAPES, "$default"} - {frame["action"]}:
        with pytest.raises(BadFrame):
            decode(route, frame)


@pytest.mark.parametrize(("frame", "expected"), RIGHT)
def test_what_an_action_needs_is_needed(frame: dict[str, Any], expected: frames.Request) -> None:
    for needed in SHAPES[frame["action"]].needs:
        with pytest.raises(BadFrame, match=f"needs {needed}"):
            decode(frame["action"], {name: value for name, value in frame.items() if name != needed})


@pytest.mark.parametrize("extra", ["seq_", "from", "at", "__proto__", "epoch_", "Room", "self", ""])
@pytest.mark.parametrize(("frame", "expected"), RIGHT)
def test_a_field_that_is_not_the_actions_own_is_refused(
    frame: dict[str, Any], expected: frames.Request, extra: str
) -> None:
    with pytest.raises(BadFrame, match="takes no other fields"):
        decode(frame["action"], {**frame, extra: 1})


@pytest.mark.parametrize(
    ("route", "frame"),
    [
        ("joinRoom", {"room": "r", "after": 1}),
        ("joinRoom", {"room": "r", "epoch": "k3"}),
        ("joinRoom", {"room": "r", "after": 1, "epoch": "../"}),
        ("joinRoom", {"room": "r", "after": -1, "epoch": "k3"}),
        ("leaveRoom", {"room": "r", "quit": 1}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "reply": 0}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "reply": None}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "thread": 1}),
        ("sendDirect", {"to": "", "id": "a", "text": "x"}),
        ("editMessage", {"room": "r", "id": "e", "seq": 0, "text": "x"}),
        ("editMessage", {"room": "r", "id": "e", "seq": 1, "text": ""}),
        ("react", {"room": "r", "id": "e", "seq": 1, "reaction": "👍", "on": 1}),
        ("history", {"room": "r", "before": 0}),
        ("history", {"room": "r", "limit": 0}),
        ("history", {"room": "r", "limit": 101}),
        ("history", {"room": "r", "before": 2, "after": 1}),
        ("history", {"room": "r", "before": 2, "thread": 1}),
        ("search", {"room": "r", "text": " "}),
        ("search", {"room": "r", "text": "a" * 101}),
        ("createRoom", {"room": "r", "id": "c", "access": "direct"}),
        ("createRoom", {"room": "r", "id": "c", "title": "a" * 81}),
        ("createRoom", {"room": "r", "id": "c", "topic": "a" * 301}),
        ("createRoom", {"room": "r", "id": "c", "archived": True}),
        ("changeRoom", {"room": "r", "id": "c"}),
        ("changeRoom", {"room": "r", "id": "c", "title": None}),
        ("changeRoom", {"room": "r", "id": "c", "slow": 21_601}),
        ("changeRoom", {"room": "r", "id": "c", "slow": -1}),
        ("moderate", {"room": "r", "id": "m", "user": "u", "act": "slap"}),
        ("moderate", {"room": "r", "id": "m", "user": "u", "act": "mute", "minutes": 0}),
        ("moderate", {"room": "r", "id": "m", "user": "u", "act": "ban", "minutes": 525_601}),
        ("moderate", {"room": "r", "id": "m", "user": "u", "act": "kick", "reason": "a" * 201}),
        ("findRooms", {"prefix": "P"}),
        ("rooms", {"after": ""}),
        ("members", {"room": "r", "after": ""}),
        ("markRead", {"room": "r", "seq": 0}),
        ("upload", {"room": "r", "name": "", "type": "image/png", "size": 1}),
        ("upload", {"room": "r", "name": "a", "type": "image/png", "size": 0}),
        ("upload", {"room": "r", "name": "a\nb", "type": "image/png", "size": 1}),
        ("ping", {"__proto__": {}}),
        ("renew", {"token": ""}),
        ("renew", {"token": "a b"}),
        ("renew", {"token": "a" * 8193}),
        ("renew", {"token": 5}),
        ("operate", {"user": "oidc:1", "act": "kick"}),
        ("operate", {"user": "oidc:1", "act": "unban", "minutes": 5}),
        ("operate", {"user": "oidc:1", "act": "signOut", "reason": "x"}),
    ],
)
def test_values_out_of_range_and_fields_that_contradict_each_other_are_bad_frames(
    route: str, frame: dict[str, Any]
) -> None:
    with pytest.raises(BadFrame):
        decode(route, {"action": route, **frame})


@pytest.mark.parametrize("act", ACTS)
def test_minutes_are_for_mutes_and_bans(act: str) -> None:
    frame = {"action": "moderate", "room": "r", "id": "m", "user": "u", "act": act}
    assert decode("moderate", frame) == frames.Moderate("r", "m", "u", act)
    if act in ("mute", "ban"):
        assert decode("moderate", {**frame, "minutes": 5}) == frames.Moderate("r", "m", "u", act, 5)
    else:
        with pytest.raises(BadFrame, match="minutes"):
            decode("moderate", {**frame, "minutes": 5})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)
names = st.sampled_from(sorted({name for shape in SHAPES.values() for name in shape.fields}))
plausible: Mapping[str, st.SearchStrategy[Any]] = {
    "room": st.sampled_from(["general", "a-1"]),
    "id": st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True),
    "text": st.text(min_size=1, max_size=20),
    "seq": st.integers(1, 100),
    "after": st.integers(0, 100) | st.sampled_from(["general", "guest:ana"]),
    "before": st.integers(1, 100),
    "thread": st.integers(1, 100),
    "reply": st.integers(1, 100),
    "limit": st.integers(1, 100),
    "epoch": st.just("k3"),
    "mentions": st.lists(st.sampled_from(["room", "guest:ana", "guest:bo"]), max_size=3),
    "to": st.just("guest:bo"),
    "user": st.just("guest:bo"),
    "reaction": st.sampled_from(["👍", "❤️"]),
    "on": st.booleans(),
    "quit": st.booleans(),
    "archived": st.booleans(),
    "access": st.sampled_from(ACCESS),
    "act": st.sampled_from(ACTS),
    "minutes": st.integers(1, 10),
    "prefix": st.sampled_from(["", "pl"]),
    "size": st.integers(1, 1000),
    "token": st.from_regex(r"[A-Za-z0-9_-]{1,20}(\.[A-Za-z0-9_-]{1,20}){2}", fullmatch=True),
}


@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_whatever_object_arrives_the_answer_is_a_request_or_one_of_our_errors(data: st.DataObject, action: str) -> None:
    frame = data.draw(st.dictionaries(names, anything)) | {"action": action}
    for name in data.draw(st.sets(st.sampled_from(sorted(SHAPES[action].fields)))):
        frame[name] = data.draw(plausible.get(name, st.text(min_size=1, max_size=20)))
    try:
        assert isinstance(decode(action, frame), frames.Request)
    except ParleyError as failure:
        assert failure.code in ("bad_frame", "unknown_action", "too_large")


@given(st.data(), st.sampled_from(sorted(SHAPES)))
def test_what_is_accepted_is_what_was_sent(data: st.DataObject, action: str) -> None:
    shape = SHAPES[action]
    chosen = {*shape.needs, *data.draw(st.sets(st.sampled_from(sorted(shape.fields))))}
    frame = {name: data.draw(plausible.get(name, st.text(min_size=1, max_size=20))) for name in sorted(chosen)}
    try:
        request = decode(action, {"action": action, **frame})
    except BadFrame:
        return
    for name, value in frame.items():
        taken = getattr(request, name)
        if isinstance(value, list):
            assert taken == tuple(dict.fromkeys(value))
        else:
            assert taken in (value, value.strip() if isinstance(value, str) else value)
    for name in shape.fields.keys() - frame.keys():
        assert getattr(request, name) in (None, "", False, (), "open", frames.PAGE_DEFAULT)
