"""Signed in: a token for every line, and a new one before it ends."""

import asyncio
import time

import pytest

import parley
from tests.client.hearing import QUICK, texts
from tests.client.peer import Peer, fault
from tests.client.tokens import Tokens, numbers, token


def brought(peer: Peer) -> list[int]:
    """The tokens of handshakes and renewals, in that order."""
    handshakes = [line.name.removeprefix("Bearer ") for line in peer.lines]
    return numbers(handshakes + [frame["token"] for frame in peer.requests("renew")])


async def test_a_token_travels_in_the_header(peer: Peer) -> None:
    async with parley.connect(peer.url, token=token(name="Zoë"), timing=QUICK) as chat:
        room = await chat.join("general")
        assert (await room.say("hello")).sender.name == "Zoë"
        assert peer.lines[0].name.startswith("Bearer ey")


async def test_one_talks_for_longer_than_tokens_live_on_one_connection(peer: Peer) -> None:
    tokens = Tokens(*(token(0.2, n) for n in range(3)), token(3600, 3))
    async with parley.connect(peer.url, token=tokens, timing=QUICK) as chat:
        room = await chat.join("general")
        await peer.told("renew", 3)
        assert await texts_of(room, "still here") == ["still here"]
        assert (brought(peer), len(peer.lines), tokens.asked) == ([0, 1, 2, 3], 1, [False, True, True, True])


async def texts_of(room: parley.Room, text: str) -> list[str]:
    await room.say(text)
    return await texts(room, 1)


@pytest.mark.parametrize("skewed", [-7200, 7200])
async def test_a_clock_that_is_wrong_neither_storms_nor_forgets(peer: Peer, skewed: float) -> None:
    began = time.monotonic()
    tokens = Tokens(token(0.6, 0, skewed=skewed), token(3600, 1, skewed=skewed))
    async with parley.connect(peer.url, token=tokens, timing=QUICK):
        await peer.told("renew")
        assert time.monotonic() - began > 0.3


async def test_a_renewal_that_fails_is_tried_again(peer: Peer) -> None:
    tokens = Tokens(token(0.2, 0), OSError("no network"), parley.Unreachable("down"), token(3600, 1))
    async with parley.connect(peer.url, token=tokens, timing=QUICK):
        await peer.told("renew")
        assert (brought(peer), len(peer.lines)) == ([0, 1], 1)


async def test_a_renewal_that_is_refused_connects_again(peer: Peer) -> None:
    peer.detour("renew", fault("forbidden", False))
    tokens = Tokens(token(0.2, 0), token(3600, 1), token(3600, 2))
    async with parley.connect(peer.url, token=tokens, timing=QUICK) as chat:
        room = await chat.join("general")
        await peer.until(lambda: len(peer.lines) == 2)
        assert await texts_of(room, "here") == ["here"]
        assert tokens.asked == [False, True, False]


async def test_a_refused_token_is_replaced_once(peer: Peer) -> None:
    peer.refusals.append(403)
    tokens = Tokens(token(3600, 0), token(3600, 1))
    async with parley.connect(peer.url, token=tokens, timing=QUICK):
        assert (brought(peer), tokens.asked) == ([1], [False, True])
    peer.refusals.extend([403, 403])
    with pytest.raises(parley.Refused):
        async with parley.connect(peer.url, token=Tokens(token(), token()), timing=QUICK):
            pass
    peer.refusals.append(403)
    with pytest.raises(parley.Refused):
        async with parley.connect(peer.url, token=token(), timing=QUICK):
            pass


@pytest.mark.parametrize("broken", ["", "abc", "a.b.c", "a.W10.c"])
async def test_what_is_no_token_is_not_sent(peer: Peer, broken: str) -> None:
    with pytest.raises(parley.SignedOut, match="no token"):
        async with parley.connect(peer.url, token=broken):
            pass
    assert peer.lines == []


async def test_nobody_signed_in_any_more_ends_the_chat(peer: Peer) -> None:
    tokens = Tokens(token(0.2, 0), parley.SignedOut("expired"))
    async with parley.connect(peer.url, token=tokens, timing=QUICK) as chat:
        room = await chat.join("general")
        async with asyncio.timeout(10):
            assert [event async for event in chat.events()] == []
        assert isinstance(chat.ended, parley.SignedOut) and chat.state == "closed"
        with pytest.raises(parley.SignedOut, match="your sign-in has ended"):
            await room.say("too late")


async def test_who_signs_out_everywhere_is_out_everywhere_and_stays_out(peer: Peer) -> None:
    laptop, phone = (parley.connect(peer.url, token=token(), timing=QUICK) for _ in range(2))
    async with laptop, phone:
        events = phone.events()
        await laptop.sign_out()
        async with asyncio.timeout(10):
            assert [event async for event in events] == []
        for chat in (laptop, phone):
            assert isinstance(chat.ended, parley.SignedOut) and chat.ended.reason == "you"
        assert len(peer.lines) == 2


async def test_who_is_banned_learns_why_and_until_when(peer: Peer) -> None:
    async with parley.connect(peer.url, token=token(), timing=QUICK) as chat:
        events = chat.events()
        await peer.lines[0].send({"type": "signedOut", "reason": "banned", "until": 5, "text": "spam"})
        async with asyncio.timeout(10):
            assert [event async for event in events] == []
        assert isinstance(chat.ended, parley.SignedOut)
        assert (chat.ended.reason, chat.ended.until) == ("banned", 5)
        assert str(chat.ended) == "you have been banned from this service: spam"
