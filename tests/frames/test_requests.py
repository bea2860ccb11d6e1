"""The wire, by values: every limit of docs/protocol.md and every bad input of PROMISES 4 that can be in a frame."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import frames
from errors import BadFrame, Internal, ParleyError, RateLimited, TooLarge, UnknownAction


def request(route: str, body: str) -> frames.Request:
    return frames.decode(route, frames.parse(body))


def say(text: object) -> frames.Request:
    return request("sendMessage", json.dumps({"action": "sendMessage", "room": "general", "id": "a", "text": text}))


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ({"action": "joinRoom", "room": "general"}, frames.JoinRoom("general")),
        (
            {"action": "joinRoom", "room": "a-1", "after": 0, "epoch": "k3", "id": "x"},
            frames.JoinRoom("a-1", 0, "k3", "x"),
        ),
        ({"action": "leaveRoom", "room": "general"}, frames.LeaveRoom("general")),
        (
            {"action": "sendMessage", "room": "general", "id": "A_z-9", "text": "hi"},
            frames.SendMessage("general", "A_z-9", "hi"),
        ),
        ({"action": "history", "room": "general"}, frames.History("general", limit=50)),
        ({"action": "history", "room": "r", "before": 20, "limit": 100}, frames.History("r", before=20, limit=100)),
        ({"action": "history", "room": "r", "after": 41, "limit": 1}, frames.History("r", after=41, limit=1)),
        ({"action": "ping", "id": "p"}, frames.Ping("p")),
    ],
)
def test_a_right_frame_is_decoded(frame: dict[str, Any], expected: frames.Request) -> None:
    assert request(frame["action"], json.dumps(frame)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "null",
        "1",
        "true",
        '"x"',
        "[]",
        "{",
        "not json",
        '{"action":"ping"}{"action":"ping"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"action":"ping","id":NaN}',
        '{"action":"history","room":"r","limit":Infinity}',
        '{"action":"history","room":"r","limit":-Infinity}',
        '{"action":"history","room":"r","limit":1e400}',
        '{"action":"history","room":"r","limit":1.0}',
        '{"action":"history","room":"r","limit":' + "9" * 5000 + "}",
        '{"action":"ping","action":"history","room":"r"}',
        '{"action":"sendMessage","room":"r","id":"a","text":"x","text":"y"}',
        '{"action":"sendMessage","room":"r","id":"a","text":"\\ud800"}',
        '{"action":"sendMessage","room":"r","id":"a","text":"\ud800"}',
        '\ufeff{"action":"ping"}',
    ],
)
def test_what_is_not_one_json_object_in_utf_8_is_a_bad_frame(body: str) -> None:
    with pytest.raises(BadFrame) as refused:
        frames.decode("ping", frames.parse(body))
    assert refused.value.code == "bad_frame"


@pytest.mark.parametrize("body", [None, 1, b"{}", {"action": "ping"}])
def test_a_body_that_is_no_text_is_a_bad_frame(body: object) -> None:
    with pytest.raises(BadFrame):
        frames.parse(body)


def test_a_binary_frame_is_a_bad_frame() -> None:
    with pytest.raises(BadFrame):
        frames.parse("eyJhY3Rpb24iOiJwaW5nIn0=", is_base64=True)


@pytest.mark.parametrize("action", ["__proto__", "constructor", "__class__", "handler", "", "PING", "$connect", "say"])
def test_an_action_outside_the_closed_table_is_unknown(action: str) -> None:
    with pytest.raises(UnknownAction):
        frames.decode("$default", {"action": action})


@pytest.mark.parametrize("action", [None, True, 1, [], {}, ["ping"]])
def test_an_action_that_is_no_string_is_a_bad_frame(action: object) -> None:
    with pytest.raises(BadFrame) as refused:
        frames.decode("$default", {"action": action})
    assert refused.value.code == "bad_frame"


def test_an_action_other_than_the_route_is_a_bad_frame() -> None:
    with pytest.raises(BadFrame):
        frames.decode("ping", {"action": "history", "room": "general"})


@pytest.mark.parametrize(
    "room",
    [None, 1, True, [], {}, "", "A", "a" * 65, "a/b", "../a", "a#b", "a b", "a\n", "é", "__proto__", "a\u0000", "ａ"],
)
def test_a_room_is_1_to_64_of_the_given_characters(room: object) -> None:
    with pytest.raises(BadFrame):
        frames.decode("joinRoom", {"action": "joinRoom", "room": room})


@pytest.mark.parametrize("value", [None, True, -1, 1.5, "1", 10**12, 2**70, [], {}])
@pytest.mark.parametrize("field", ["after", "before", "limit"])
def test_cursors_and_limits_are_whole_numbers_in_range(field: str, value: object) -> None:
    with pytest.raises(BadFrame):
        frames.decode("history", {"action": "history", "room": "r", field: value})


@pytest.mark.parametrize(
    ("route", "frame"),
    [
        ("joinRoom", {}),
        ("joinRoom", {"room": "r", "after": 1}),
        ("joinRoom", {"room": "r", "epoch": "k3"}),
        ("joinRoom", {"room": "r", "after": 1, "epoch": "../"}),
        ("joinRoom", {"room": "r", "user": "guest:eve"}),
        ("sendMessage", {"room": "r", "text": "x"}),
        ("sendMessage", {"id": "a", "text": "x"}),
        ("sendMessage", {"room": "r", "id": "a"}),
        ("sendMessage", {"room": "r", "id": "", "text": "x"}),
        ("sendMessage", {"room": "r", "id": "a" * 65, "text": "x"}),
        ("sendMessage", {"room": "r", "id": "a b", "text": "x"}),
        ("sendMessage", {"room": "r", "id": 7, "text": "x"}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "seq": 1}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "at": 1}),
        ("sendMessage", {"room": "r", "id": "a", "text": "x", "from": {"user": "eve"}}),
        ("history", {"room": "r", "before": 0}),
        ("history", {"room": "r", "limit": 0}),
        ("history", {"room": "r", "limit": 101}),
        ("history", {"room": "r", "before": 2, "after": 1}),
        ("ping", {"__proto__": {}}),
    ],
)
def test_missing_extra_and_contradicting_fields_are_bad_frames(route: str, frame: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        frames.decode(route, {"action": route, **frame})


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a" * 8192,
        "é" * 4096,
        "\u0301" * 4000,
        "line\nline\tend",
        "\u202eright to left\u202c",
        "zero\u200bwidth",
        "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈",
        "<script>alert(1)</script>",
        "'; DROP TABLE rooms; --",
        "{{7*7}} %s %n ${jndi:ldap://x} {0.__class__}",
        " x ",
    ],
)
def test_a_text_comes_through_byte_for_byte(text: str) -> None:
    decoded = say(text)
    assert isinstance(decoded, frames.SendMessage)
    assert decoded.text == text
    assert json.loads(frames.encode({"text": decoded.text}))["text"] == text


@pytest.mark.parametrize("text", ["a" * 8193, "é" * 4096 + "a", "\u0301" * 10_000])
def test_a_text_is_counted_in_bytes(text: str) -> None:
    with pytest.raises(TooLarge):
        say(text)


@pytest.mark.parametrize(
    "text",
    [None, 1, True, [], {}, "", " ", "\n\t", "\u00a0\u3000", "a\u0000", "\u001b[31mred", "a\rb", "a\u007f", "a\u0085b"],
)
def test_an_empty_text_and_control_characters_are_refused(text: object) -> None:
    with pytest.raises(BadFrame):
        say(text)


def test_the_id_of_a_bad_frame_is_read_where_it_is_right() -> None:
    assert frames.id_of({"id": "a-1"}) == "a-1"
    assert frames.id_of({"id": "<b>"}) is None
    assert frames.id_of({"id": 7}) is None
    assert frames.id_of({}) is None


def test_an_error_says_what_and_whether_to_retry_and_nothing_of_the_inside() -> None:
    assert frames.error(RateLimited("slow down")) == {
        "type": "error",
        "code": "rate_limited",
        "retry": True,
        "message": "slow down",
    }
    assert "secret" not in json.dumps(frames.error(Internal("secret table name")))


def test_an_answer_carries_the_id_of_its_request() -> None:
    assert frames.answer({"type": "pong"}, "p") == {"type": "pong", "id": "p"}
    assert frames.answer({"type": "pong"}, None) == {"type": "pong"}


def test_frames_go_out_unescaped_and_never_beyond_the_frame_size() -> None:
    assert frames.encode({"text": "é👍"}) == '{"text":"é👍"}'.encode()
    with pytest.raises(AssertionError):
        frames.encode({"text": "a" * frames.FRAME_BYTES})


def test_fitting_counts_what_fits_from_the_first() -> None:
    items = [{"n": 1}, {"n": 2}, {"n": 3}]
    assert frames.fitting(items, 1000) == 3
    assert frames.fitting(items, 16) == 2
    assert frames.fitting(items, 0) == 0
    assert frames.fitting([], 0) == 0


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_whatever_text_arrives_the_answer_is_a_request_or_one_of_our_errors(body: str) -> None:
    for route in ("sendMessage", "joinRoom", "leaveRoom", "history", "ping", "$default"):
        try:
            frames.decode(route, frames.parse(body))
        except ParleyError as failure:
            assert failure.code in ("bad_frame", "unknown_action", "too_large")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)
fields = st.sampled_from(["action", "room", "id", "text", "after", "before", "limit", "epoch", "user"])
actions = st.sampled_from(["sendMessage", "joinRoom", "leaveRoom", "history", "ping", "say"])


@given(st.dictionaries(fields, json_values), actions)
def test_whatever_object_arrives_the_answer_is_a_request_or_one_of_our_errors(
    frame: dict[str, Any], action: str
) -> None:
    try:
        frames.decode(action, frames.parse(json.dumps({**frame, "action": action})))
    except ParleyError as failure:
        assert failure.code in ("bad_frame", "unknown_action", "too_large")


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=2000))
def test_what_is_accepted_is_what_was_sent(text: str) -> None:
    try:
        decoded = say(text)
    except BadFrame:
        assert not text.strip()
    else:
        assert isinstance(decoded, frames.SendMessage)
        assert decoded.text == text
