"""The client keeps "What a client does" of docs/protocol.md."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest

from tests.checker.client import Client
from tests.checker.history import History
from tests.checker.scripted import Answers, Frame, Scripted, scripted

SAY = {"action": "sendMessage", "room": "general", "id": "m1", "text": "hello"}


def message(seq: int, id: str = "", user: str = "guest:ben") -> Frame:
    sender = {"user": user, "name": user}
    return {"type": "message", "room": "general", "seq": seq, "id": id, "from": sender, "text": "hello", "at": seq}


def joined(head: int, *messages: Frame, **more: Any) -> Frame:
    bounds = {"after": 0, "through": head, "head": head}
    about = {
        "type": "joined",
        "room": "general",
        "epoch": "k",
        "recovered": True,
        "more": False,
        "you": {"role": "member"},
    }
    return {**about, **bounds, "messages": list(messages), **more}


def page(after: int, through: int, *messages: Frame) -> Frame:
    return {"type": "history", "room": "general", "after": after, "through": through, "messages": list(messages)}


def answers(**by_action: list[Frame]) -> Answers:
    """The same answer each time that an action is asked for."""
    return lambda frame: by_action.get(frame["action"], [])


@asynccontextmanager
async def running(told: Answers) -> AsyncIterator[tuple[Scripted, Client, History]]:
    """A client in the room general of a scripted server."""
    history = History()
    async with scripted(told) as server:
        client = Client("ana", server.url, history, Random(0), patience=0.3)
        client.join("general")
        task = asyncio.create_task(client.run())
        try:
            await server.until(lambda: bool(server.heard))
            yield server, client, history
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await client.close()


def applied(history: History) -> list[int]:
    return [record.seq for record in history.of("applied")]


async def test_a_gap_is_asked_for_and_filled_in_order() -> None:
    told = answers(joinRoom=[joined(1, message(1))], history=[page(1, 2, message(2))])
    async with running(told) as (server, client, history):
        assert await client.until(client.settled, 5)
        await server.tell(message(3), message(4))
        await server.until(lambda: bool(server.asked("history")))
        assert await client.until(lambda: applied(history) == [1, 2, 3, 4], 5)
    assert server.asked("history")[0]["after"] == 1


async def test_what_has_no_answer_is_sent_again_with_its_id_until_the_own_copy_comes() -> None:
    tries: list[Frame] = []

    def told(frame: Frame) -> list[Frame]:
        if frame["action"] == "sendMessage":
            tries.append(frame)
            return [message(1, id="m1", user="guest:ana")] if len(tries) == 3 else []
        return [joined(0)] if frame["action"] == "joinRoom" else []

    async with running(told) as (_, client, history):
        client.write(SAY)
        assert await client.until(lambda: not client.outbox.waiting, 5)
    assert tries == [SAY] * 3
    assert [(record.id, record.seq) for record in history.of("acked")] == [("m1", 1)]


async def test_the_own_copy_in_a_page_is_an_acknowledgement_too() -> None:
    own = message(1, id="m1", user="guest:ana")
    async with running(answers(joinRoom=[joined(0)])) as (server, client, history):
        client.write(SAY)
        await server.until(lambda: bool(server.asked("sendMessage")))
        await server.tell(page(0, 1, own))
        assert await client.until(client.settled, 5)
    assert [record.seq for record in history.of("acked")] == [1]


async def test_a_refusal_without_retry_ends_it_and_one_with_retry_does_not() -> None:
    codes = iter([("busy", True), ("too_large", False)])

    def told(frame: Frame) -> list[Frame]:
        if frame["action"] == "sendMessage":
            code, retry = next(codes)
            return [{"type": "error", "code": code, "retry": retry, "message": ""}]
        return [joined(0)] if frame["action"] == "joinRoom" else []

    async with running(told) as (server, client, history):
        client.write(SAY)
        assert await client.until(lambda: any(history.of("refused")), 5)
        assert client.settled() and len(server.asked("sendMessage")) == 2
    assert [(record.id, record.kind) for record in history.of("refused")] == [("m1", "too_large")]


async def test_after_a_reset_it_resumes_where_it_is() -> None:
    async with running(answers(joinRoom=[joined(1, message(1))])) as (server, client, history):
        assert await client.until(client.settled, 5)
        assert client.line is not None
        client.line.abort()
        await server.until(lambda: len(server.asked("joinRoom")) == 2)
        assert await client.until(client.settled, 5)
    assert {"after": 1, "epoch": "k"}.items() <= server.asked("joinRoom")[1].items()
    assert [record.kind for record in history.of("joined")] == ["first", "resumed"]
    assert applied(history) == [1]


async def test_a_room_that_the_heads_do_not_have_is_joined_again() -> None:
    told = answers(joinRoom=[joined(0)], ping=[{"type": "pong", "heads": {}}])
    async with running(told) as (server, _, _):
        await server.until(lambda: len(server.asked("joinRoom")) == 2)
    assert server.asked("joinRoom")[1]["after"] == 0


async def test_a_head_beyond_what_it_has_is_asked_for() -> None:
    told = answers(
        joinRoom=[joined(0)],
        ping=[{"type": "pong", "heads": {"general": 1}}],
        history=[page(0, 1, message(1))],
    )
    async with running(told) as (_, client, history):
        assert await client.until(lambda: applied(history) == [1], 5)


async def test_not_in_the_room_means_join_then_send_again() -> None:
    def told(frame: Frame) -> list[Frame]:
        if frame["action"] == "sendMessage" and len(server.asked("joinRoom")) == 1:
            return [{"type": "error", "code": "not_joined", "retry": False, "message": ""}]
        if frame["action"] == "sendMessage":
            return [message(1, id="m1", user="guest:ana")]
        return [joined(0)] if frame["action"] == "joinRoom" else []

    async with running(told) as (server, client, history):
        client.write(SAY)
        assert await client.until(lambda: any(history.of("acked")), 5)
    assert not any(history.of("refused"))


async def test_it_goes_on_with_a_new_line_before_the_old_one_ends() -> None:
    async with running(answers(joinRoom=[joined(1, message(1))])) as (server, client, history):
        assert await client.until(client.settled, 5)
        await client.renew()
        assert client.settled() and len(server.lines) == 2
    assert [record.kind for record in history.of("open")] == ["opened", "renewed"]
    assert server.asked("joinRoom")[1]["after"] == 1


async def test_a_line_that_was_lost_meanwhile_comes_again_by_itself_and_no_second_beside_it() -> None:
    async with running(answers(joinRoom=[joined(1, message(1))])) as (server, client, history):
        assert await client.until(client.settled, 5)
        await server.lines[0].close()
        assert await client.until(lambda: client.line is None, 5)
        await client.renew()
        assert await client.until(lambda: client.line is not None and client.settled(), 5)
    assert [record.kind for record in history.of("open")] == ["opened", "opened"]


async def test_who_left_without_an_answer_gives_it_up_and_may_go_on_later() -> None:
    async with running(answers(joinRoom=[joined(1, message(1))])) as (server, client, history):
        assert await client.until(client.settled, 5)
        client.write(SAY)
        await client.leave("general", keep=True)
        assert [record.id for record in history.of("abandoned")] == ["m1"]
        client.join("general")
        await server.until(lambda: len(server.asked("joinRoom")) == 2)
        assert await client.until(client.settled, 5)
    assert server.asked("joinRoom")[1]["after"] == 1
    assert len({record.id for record in history.of("begin")}) == 1


def refused(code: str) -> Frame:
    return {"type": "error", "code": code, "retry": False, "message": ""}


async def test_who_is_not_let_in_gives_up_what_was_to_be_said_there_until_it_tries_again() -> None:
    async with running(answers(joinRoom=[refused("not_found")])) as (server, client, history):
        client.write(SAY)
        assert await client.until(lambda: any(history.of("shut")), 5)
        assert not client.places and client.shut == {"general"} and client.settled()
        assert [record.id for record in history.of("abandoned")] == ["m1"] and not server.asked("sendMessage")
        server.answers = answers(joinRoom=[joined(0)])
        client.join("general")
        assert await client.until(lambda: client.settled() and not client.shut, 5)
    assert {record.id for record in history.of("shut")} < {record.id for record in history.of("asked")}


@pytest.mark.parametrize(("reason", "comes"), [("invite", True), ("direct", True), ("mention", False)])
async def test_who_is_invited_or_spoken_to_comes(reason: str, comes: bool) -> None:
    async with running(answers(joinRoom=[joined(0)])) as (server, client, history):
        assert await client.until(client.settled, 5)
        about = {"from": {"user": "guest:ben", "name": "Ben"}, "text": "come", "at": 1}
        await server.tell({"type": "notice", "room": "plans", "seq": 1, "reason": reason, **about}, message(1))
        assert await client.until(lambda: bool(applied(history)), 5)
    assert ("plans" in client.places) is comes
    assert [(one.seq, one.id, one.kind, one.text) for one in history.of("noticed")] == [
        (1, "guest:ben", reason, "come")
    ]


async def test_what_comes_besides_messages_is_written_down() -> None:
    rooms = {"type": "rooms", "rooms": [{"room": "general", "read": 3, "head": 9, "unread": 4, "mentions": 1}]}
    async with running(answers(joinRoom=[joined(0)], rooms=[rooms])) as (server, client, history):
        assert await client.until(client.settled, 5)
        await client.type("general")
        id = await client.inquire("rooms")
        await server.tell({"type": "typing", "room": "general", "user": "guest:ben", "name": "Ben"})
        await server.tell({"type": "read", "room": "general", "seq": 3})
        assert await client.until(lambda: any(history.of("marked")) and id in client.answered, 5)
    counted, typed, marked = (next(history.of(op)) for op in ("counted", "typed", "marked"))
    assert (counted.id, counted.after, counted.seq, counted.text) == (id, 3, 9, "4 1")
    assert (typed.id, typed.seq, marked.seq) == ("guest:ben", 0, 3)
    assert [record.room for record in history.of("types")] == ["general"]


async def test_the_own_file_is_a_message_of_ones_own_whatever_its_id() -> None:
    file = {"name": "cat.txt", "type": "text/plain", "size": 3}
    async with running(answers(joinRoom=[joined(0)])) as (server, client, history):
        assert await client.until(client.settled, 5)
        client.shared["cat.txt"] = "general"
        await server.tell(message(1, id="of-the-event", user="guest:ana") | {"file": file})
        assert await client.until(lambda: any(history.of("acked")), 5)
    assert [(one.id, one.seq) for one in client.said["general"]] == [("of-the-event", 1)]
    assert client.files == {"general": {1: "cat.txt"}} and not client.shared


async def test_who_gets_no_link_is_told_why_and_follows_none() -> None:
    async with running(answers(joinRoom=[joined(0)], link=[refused("not_found")])) as (server, client, history):
        assert await client.until(client.settled, 5)
        await client.fetch("general", 7, "cat.txt")
    assert [(one.seq, one.kind, one.text) for one in history.of("linked")] == [(7, "not_found", "")]
    assert not any(history.of("fetched"))


async def test_who_speaks_to_one_other_comes_into_the_room_that_the_answer_names() -> None:
    own = message(1, id="m1", user="guest:ana") | {"room": "direct-1"}
    told = answers(joinRoom=[joined(0) | {"room": "direct-1"}], sendDirect=[own])
    async with running(told) as (server, client, history):
        client.write_anywhere({"action": "sendDirect", "to": "guest:ben", "id": "m1", "text": "hello"})
        assert await client.until(lambda: any(history.of("acked")), 5)
        assert [(record.op, record.room) for record in history.of("sent", "acked")] == [
            ("sent", ""),
            ("acked", "direct-1"),
        ]
        assert "direct-1" in client.places
