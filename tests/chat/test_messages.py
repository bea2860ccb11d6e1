"""Saying and reading."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import delivery
import frames
from chat import connections as verbs
from chat import messages, rooms
from errors import Forbidden, IdReused, NotFound, NotJoined, RateLimited
from identity import Caller
from models import crowd, reading
from models.allowance import BURST
from models.clock import now_ms
from models.membership import FOR_GOOD
from models.presence import Presence
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


def said(connections: Connections, connection: str) -> list[dict[str, Any]]:
    return [frame for frame in connections.frames(connection) if frame["type"] == "message"]


def say(caller: Caller, id: str, text: str, deadline: float) -> None:
    messages.say(caller, frames.SendMessage("general", id, text), deadline)


def test_promise_1_everyone_in_the_room_gets_the_stored_message(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")
    come("Cy", "random")
    say(ana, "a", "hello", deadline)
    (stored,) = reading.newest("general", 50).messages
    frame = {
        "type": "message",
        "room": "general",
        "seq": 1,
        "id": "a",
        "from": {"user": "guest:ana", "name": "Ana"},
        "text": "hello",
        "at": int(stored.at),
    }
    assert said(connections, "ana1=") == said(connections, "bo1=") == [frame]
    assert said(connections, "cy1=") == []


def test_promise_3_the_same_id_is_said_once_and_delivered_again(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    say(ana, "a", "hello", deadline)
    say(ana, "a", "hello", deadline)
    assert [frame["seq"] for frame in said(connections, "ana1=")] == [1, 1]
    with pytest.raises(IdReused):
        say(ana, "a", "goodbye", deadline)
    assert [message.text for message in reading.newest("general", 50).messages] == ["hello"]


def test_promise_6_nobody_says_anything_in_a_room_that_they_have_not_joined(come: Join, deadline: float) -> None:
    ana = come("Ana", "random")
    come("Bo", "general")
    with pytest.raises(NotJoined):
        say(ana, "a", "hello", deadline)
    with pytest.raises(NotJoined):
        messages.history(ana, frames.History("general"), deadline)
    assert reading.newest("general", 50).messages == ()


def test_who_says_too_much_at_once_is_told_so_and_nothing_of_it_is_stored(
    come: Join, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = come("Ana", "general")
    at = now_ms()
    monkeypatch.setattr("chat.messages.now_ms", lambda: at)
    refused = 0
    for number in range(BURST + 10):
        try:
            say(ana, f"id-{number}", "hello", deadline)
        except RateLimited:
            refused += 1
    assert refused == 10
    assert len(reading.newest("general", 100).messages) == BURST


def test_fault_10_a_connection_that_has_gone_is_taken_out_and_the_others_get_theirs(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")
    come("Cy", "general")
    connections.answers["bo1="] = 410
    say(ana, "a", "hello", deadline)
    assert sorted(crowd.look("general").everyone()) == ["ana1=", "cy1="]
    assert len(said(connections, "ana1=")) == len(said(connections, "cy1=")) == 1


@pytest.mark.parametrize("status", [403, 413])
def test_fault_13_a_refused_post_takes_nobody_out(
    come: Join, connections: Connections, deadline: float, status: int
) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")
    connections.answers["bo1="] = status
    say(ana, "a", "hello", deadline)
    assert sorted(crowd.look("general").everyone()) == ["ana1=", "bo1="]


def test_fault_1_a_fan_out_that_died_is_healed_by_the_same_id(
    come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "deliver", die)
        with pytest.raises(SystemExit):
            say(ana, "a", "hello", deadline)
    assert said(connections, "bo1=") == []
    say(ana, "a", "hello", deadline)
    assert [frame["seq"] for frame in said(connections, "bo1=")] == [1]
    assert len(reading.newest("general", 50).messages) == 1


def test_history_goes_back_page_by_page(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "general")
    for number in range(7):
        say(ana, f"id-{number}", f"text {number}", deadline)
    seen: list[int] = []
    before = None
    while True:
        messages.history(ana, frames.History("general", before=before, limit=3, id="h"), deadline)
        page = connections.frames("ana1=")[-1]
        assert page["id"] == "h"
        assert [message["seq"] for message in page["messages"]] == list(range(page["after"] + 1, page["through"] + 1))
        seen = [message["seq"] for message in page["messages"]] + seen
        before = page["after"] + 1
        if not page["more"]:
            break
    assert seen == list(range(1, 8))


def test_history_goes_forward_page_by_page(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "general")
    for number in range(7):
        say(ana, f"id-{number}", f"text {number}", deadline)
    messages.history(ana, frames.History("general", after=2, limit=3), deadline)
    page = connections.frames("ana1=")[-1]
    assert ([message["seq"] for message in page["messages"]], page["through"], page["more"]) == ([3, 4, 5], 5, True)
    messages.history(ana, frames.History("general", after=5, limit=3), deadline)
    page = connections.frames("ana1=")[-1]
    assert ([message["seq"] for message in page["messages"]], page["through"], page["more"]) == ([6, 7], 7, False)


def test_a_page_of_large_messages_fits_a_frame_in_both_directions(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    for number in range(8):
        say(ana, f"id-{number}", '"' * 8192, deadline)
    for request in (frames.History("general", after=0), frames.History("general")):
        messages.history(ana, request, deadline)
        post = connections.posts[-1]
        assert len(post.body) <= frames.FRAME_BYTES
        page = json.loads(post.body)
        assert page["more"] and page["messages"]
        assert [message["seq"] for message in page["messages"]] == list(range(page["after"] + 1, page["through"] + 1))


def test_fault_17_who_joins_while_others_speak_misses_nothing(
    come: Join, connections: Connections, deadline: float
) -> None:
    """The two orders of DESIGN 5: join writes its presence, then reads; say commits, then reads presences."""
    speakers = [come(f"S{number}", "general") for number in range(4)]
    joined = threading.Barrier(5)

    def speak(caller: Caller) -> None:
        joined.wait()
        for number in range(10):
            say(caller, f"{caller.connection[:-1]}-{number}", "hello", deadline)

    def listen() -> list[str]:
        joined.wait()
        listeners = []
        for number in range(8):
            listener = person(f"L{number}")
            verbs.connect(listener)
            rooms.join(listener, frames.JoinRoom("general"), deadline)
            listeners.append(listener.connection)
        return listeners

    with ThreadPoolExecutor(5) as pool:
        speaking = [pool.submit(speak, caller) for caller in speakers]
        listeners = pool.submit(listen).result()
        for one in speaking:
            one.result()
    everything = {message.seq for message in reading.newer("general", 0, 100).messages}
    assert len(everything) == 40
    for listener in listeners:
        assert _seen(connections, listener) >= everything


def _seen(connections: Connections, connection: str) -> set[int]:
    """All that a client knows: its page, what lay before it, what came live, and the rest of a page cut short."""
    live = {frame["seq"] for frame in said(connections, connection)}
    joined = next(frame for frame in connections.frames(connection) if frame["type"] == "joined")
    page = {message["seq"] for message in joined["messages"]}
    rest = reading.newer("general", joined["through"], max(joined["head"] - joined["through"], 0)).messages
    return live | page | set(range(1, joined["after"] + 1)) | {message.seq for message in rest}


def test_an_answer_is_in_the_thread_that_began_with_what_it_answers(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    say(ana, "a", "root", deadline)
    for number, reply in enumerate([1, 2, 1]):
        messages.say(ana, frames.SendMessage("general", f"r{number}", f"answer {number}", reply=reply), deadline)
        say(ana, f"x{number}", "beside it", deadline)
    told = [(frame["seq"], frame["reply"], frame["thread"]) for frame in said(connections, "ana1=") if "reply" in frame]
    assert told == [(2, 1, 1), (4, 2, 1), (6, 1, 1)]
    messages.history(ana, frames.History("general", thread=1, limit=2, id="t"), deadline)
    page = connections.frames("ana1=")[-1]
    assert ([message["seq"] for message in page["messages"]], page["through"], page["more"]) == ([2, 4], 4, True)
    messages.history(ana, frames.History("general", thread=1, after=4), deadline)
    page = connections.frames("ana1=")[-1]
    assert ([message["seq"] for message in page["messages"]], page["through"], page["more"]) == ([6], 6, False)
    assert reading.newest("general", 50).messages[0].replies == 3  # type: ignore[union-attr]


def test_promise_3_an_answer_that_comes_again_is_said_once(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    say(ana, "a", "root", deadline)
    answer = frames.SendMessage("general", "r", "answer", reply=1, mentions=("guest:bo", "room"))
    for _ in range(2):
        messages.say(ana, answer, deadline)
    assert [frame["seq"] for frame in said(connections, "ana1=")] == [1, 2, 2]
    with pytest.raises(IdReused):
        say(ana, "r", "answer", deadline)
    root, _ = reading.newest("general", 50).messages
    assert root.replies == 1  # type: ignore[union-attr]


def test_nothing_is_answered_that_is_not_there(come: Join, deadline: float) -> None:
    ana = come("Ana", "general")
    with pytest.raises(NotFound):
        messages.say(ana, frames.SendMessage("general", "r", "answer", reply=7), deadline)
    assert reading.newest("general", 50).head == 0


def test_a_thread_of_large_messages_comes_in_pages_that_fit_a_frame(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    say(ana, "a", "root", deadline)
    for number in range(5):
        messages.say(ana, frames.SendMessage("general", f"r{number}", '"' * 8192, reply=1), deadline)
    seen: list[int] = []
    after = None
    while True:
        messages.history(ana, frames.History("general", thread=1, after=after), deadline)
        page = connections.frames("ana1=")[-1]
        seen, after = [*seen, *(message["seq"] for message in page["messages"])], page["through"]
        if not page["more"]:
            break
    assert seen == [2, 3, 4, 5, 6]


def test_promise_3_what_was_said_before_a_mute_is_the_answer_to_its_own_retry(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    messages.say(ana, frames.SendMessage("general", "m1", "hello"), deadline)
    Presence.mute("general", 0, ana.connection, FOR_GOOD)
    connections.posts.clear()
    messages.say(ana, frames.SendMessage("general", "m1", "hello"), deadline)
    assert [frame["seq"] for frame in connections.frames(ana.connection)] == [1]
    with pytest.raises(Forbidden):
        messages.say(ana, frames.SendMessage("general", "m2", "more"), deadline)
