"""Bad frames: each gets its error, which repeats nothing of it, and nobody else notices."""

import json

import pytest
from websockets.exceptions import ConnectionClosed

from tests.stack.peer import peer, texts

TEXT = {"action": "sendMessage", "room": "{room}", "id": "bad", "text": "hi"}
JOIN = {"action": "joinRoom", "room": "{room}"}
PAST = {"action": "history", "room": "{room}"}

# What is wrong, the frame as it is sent ({room} stands for a room that the sender is in), and the error's code.
BAD: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "bad_frame"),
    "null": ("null", "bad_frame"),
    "a string": ('"x"', "bad_frame"),
    "a list": ("[]", "bad_frame"),
    "a number": ("1", "bad_frame"),
    "no JSON": ('{"action":"ping"', "bad_frame"),
    "base64": ("eyJhY3Rpb24iOiJwaW5nIn0=", "bad_frame"),
    "nested 1,000 deep": ('{"action":' + "[" * 1000 + "]" * 1000 + "}", "bad_frame"),
    "NaN": ('{"action":"history","room":"{room}","limit":NaN}', "bad_frame"),
    "infinity": ('{"action":"history","room":"{room}","limit":Infinity}', "bad_frame"),
    "1e400": ('{"action":"history","room":"{room}","limit":1e400}', "bad_frame"),
    "a key twice": ('{"action":"ping","action":"sendMessage"}', "bad_frame"),
    "a lone surrogate": ('{"action":"sendMessage","room":"{room}","id":"bad","text":"\\ud800"}', "bad_frame"),
    "no action": ('{"room":"{room}"}', "bad_frame"),
    "an action that is no string": ('{"action":7}', "bad_frame"),
    "an unknown action": ('{"action":"sendmessage"}', "unknown_action"),
    "__proto__": ('{"action":"__proto__"}', "unknown_action"),
    "constructor": ('{"action":"constructor"}', "unknown_action"),
    "__class__": ('{"action":"__class__"}', "unknown_action"),
    "$connect": ('{"action":"$connect"}', "unknown_action"),
    "$disconnect": ('{"action":"$disconnect"}', "unknown_action"),
    "$default": ('{"action":"$default"}', "unknown_action"),
    "a field too many": (json.dumps(TEXT | {"colour": "red"}), "bad_frame"),
    "no text": (json.dumps({key: value for key, value in TEXT.items() if key != "text"}), "bad_frame"),
    "no id": (json.dumps({key: value for key, value in TEXT.items() if key != "id"}), "bad_frame"),
    "an id with a space": (json.dumps(TEXT | {"id": "a b"}), "bad_frame"),
    "an id of 65": (json.dumps(TEXT | {"id": "a" * 65}), "bad_frame"),
    "a text of 8,193 bytes": (json.dumps(TEXT | {"text": "é" * 4096 + "a"}, ensure_ascii=False), "too_large"),
    "only white space": (json.dumps(TEXT | {"text": " \n\t\u3000"}), "bad_frame"),
    "an empty text": (json.dumps(TEXT | {"text": ""}), "bad_frame"),
    "a terminal escape": (json.dumps(TEXT | {"text": "\x1b[2J"}), "bad_frame"),
    "a C1 control": (json.dumps(TEXT | {"text": "\x9b2J"}), "bad_frame"),
    "a text that is no string": (json.dumps(TEXT | {"text": {"a": 1}}), "bad_frame"),
    "true for a number": (json.dumps(PAST | {"limit": True}), "bad_frame"),
    "a negative limit": (json.dumps(PAST | {"limit": -1}), "bad_frame"),
    "a huge limit": (json.dumps(PAST | {"limit": 101}), "bad_frame"),
    "a string for a limit": (json.dumps(PAST | {"limit": "50"}), "bad_frame"),
    "a float for after": (json.dumps(PAST | {"after": 1.5}), "bad_frame"),
    "a negative after": (json.dumps(PAST | {"after": -1}), "bad_frame"),
    "a huge after": (json.dumps(PAST | {"after": 10**30}), "bad_frame"),
    "before and after": (json.dumps(PAST | {"after": 1, "before": 2}), "bad_frame"),
    "after without an epoch": (json.dumps(JOIN | {"after": 1}), "bad_frame"),
    "a path for a room": (json.dumps(JOIN | {"room": "../../etc/passwd"}), "bad_frame"),
    "capitals in a room": (json.dumps(JOIN | {"room": "General"}), "bad_frame"),
    "a room of 65": (json.dumps(JOIN | {"room": "a" * 65}), "bad_frame"),
    "a key of the table for a room": (json.dumps(JOIN | {"room": "ROOM#general"}), "bad_frame"),
    "a room that one is not in": (json.dumps(TEXT | {"room": "elsewhere"}), "not_joined"),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_frame_gets_its_error_and_nobody_notices(name: str, url: str, room: str) -> None:
    frame, code = BAD[name]
    sent = frame.replace("{room}", room) if isinstance(frame, str) else frame
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        await ana.join(room)
        await bo.get(type="presence")
        await ana.socket.send(sent)
        error = await ana.get(type="error")
        assert (error["code"], error["retry"]) == (code, False)
        assert set(error) <= {"type", "code", "retry", "message", "id"}
        assert "Traceback" not in error["message"] and error["message"] not in ("", sent)
        assert await bo.nothing_more() == []
        await ana.say(room, "and yet it goes on")
        assert (await bo.get(type="message"))["text"] == "and yet it goes on"


async def test_a_binary_frame_ends_that_connection_only(url: str, room: str) -> None:
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        await ana.socket.send(b'{"action":"ping"}')
        with pytest.raises(ConnectionClosed) as closed:
            await ana.get(type="pong")
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1003
        await bo.say(room, "all is well")


@pytest.mark.parametrize("size", [32 * 1024 + 1, 128 * 1024 + 1])
async def test_too_large_a_frame_ends_that_connection_only(size: int, url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        await ana.socket.send('{"action":"ping","id":"' + "a" * size + '"}')
        with pytest.raises(ConnectionClosed) as closed:
            await ana.get(type="pong")
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
        assert [frame["type"] for frame in await bo.nothing_more()] == []
        await bo.say(room, "all is well")


async def test_twenty_bad_frames_a_minute_are_enough(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        with pytest.raises(ConnectionClosed):
            # The minute may turn in between: then a second twenty are needed.
            for _ in range(45):
                await ana.socket.send("nonsense")
                assert (await ana.get(type="error"))["code"] == "bad_frame"
            await ana.get(type="pong")
        await bo.say(room, "it is quiet now")


async def test_an_honest_frame_a_thousand_bytes_long_is_none_of_this(url: str, room: str) -> None:
    marks = "e" + "\u0301" * 4000
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        await ana.say(room, marks)
        assert texts((await ana.ask(action="history", room=room))["messages"]) == [marks]


async def test_a_connection_is_in_fifty_rooms_at_most(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        for number in range(50):
            await ana.join(f"{room}-{number}")
        refused = await ana.ask(action="joinRoom", room=room)
        assert (refused["type"], refused["retry"]) == ("error", False)
        assert (await ana.ask(action="leaveRoom", room=f"{room}-0"))["type"] == "left"
        await ana.join(room)
