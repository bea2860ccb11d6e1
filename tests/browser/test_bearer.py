"""The client library with tokens: one for every line, and a new one before it ends."""

import time
from typing import Any

import jwt
import pytest
from playwright.async_api import Page

from tests.browser.client import START, until
from tests.browser.conftest import Windows
from tests.browser.peer import Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEY = "no service of these tests reads it: the browser does not, and the peer need not"
# Takes the next of `issued` each time, and the last one for ever; what is no token is thrown.
TOKENS = """
() => {
  window.issued = [];
  window.asked = [];
  window.token = async (fresh) => {
    asked.push(fresh);
    const next = issued.length > 1 ? issued.shift() : issued[0];
    if (typeof next === "object") throw Object.assign(new Error("no"), next);
    return next;
  };
}
"""


def token(seconds: float = 3600, number: int = 0, skewed: float = 0, name: str = "Ana") -> str:
    """A token that lives so long, by a clock that is wrong by so much."""
    now = time.time() + skewed
    said = {"sub": "u-1", "name": name, "iat": now, "exp": now + seconds, "jti": str(number)}
    return jwt.encode(said, KEY, "HS256")


async def start(windows: Windows, peer: Peer, *issued: str | dict[str, bool], **timing: int) -> Page:
    """A page with a client that brings tokens, in the room."""
    page = await windows.open()
    await page.evaluate(TOKENS)
    await page.evaluate("(all) => (issued = all)", list(issued))
    script = START.replace("{ url, name, timing:", "{ url, token, timing:")
    await page.evaluate(script, [peer.url, "", timing])
    return page


def ids(peer: Peer) -> list[Any]:
    """Which tokens have come, in order."""
    return [jwt.decode(each, options={"verify_signature": False})["jti"] for each in peer.tokens]


async def test_a_token_travels_and_tells_who_one_is(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, token(name="Zoë (家)"))
    assert await page.evaluate("parley.join('general')") is True
    assert await page.evaluate("parley.self.name") == "Zoë (家)"
    assert (peer.guests[0].name, peer.opened, await page.evaluate("asked")) == ("Zoë (家)", 1, [False])


async def test_one_talks_for_longer_than_tokens_live_on_one_connection(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, *(token(0.5, n) for n in range(4)), token(3600, 4))
    await page.evaluate("parley.join('general')")
    for n in range(1, 5):
        await peer.brought(n + 1)
        await page.evaluate("parley.say('general', 'still here')")
    await until(page, "posts().filter((state) => state === 'sent').length === 4")
    assert (ids(peer), peer.opened) == (["0", "1", "2", "3", "4"], 1)
    assert await page.evaluate("states()") == ["connecting", "online"]
    assert await page.evaluate("asked") == [False, True, True, True, True]


async def test_a_clock_that_is_wrong_neither_storms_nor_forgets(windows: Windows, peer: Peer) -> None:
    """A token that seems to have ended, or to begin in an hour, lives for as long as it says."""
    for number, skewed in enumerate([-7200, 7200]):
        page = await start(windows, peer, token(1, 2 * number, skewed), token(3600, 2 * number + 1, skewed))
        began = time.monotonic()
        await peer.brought(2 * number + 2)
        assert 0.5 < time.monotonic() - began < 10
        await page.evaluate("parley.close()")


async def test_who_wakes_up_renews_at_once(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, token(3600, 0), token(3600, 1))
    await page.evaluate("parley.join('general')")
    await page.evaluate("() => { const { now } = Date; Date.now = () => now() + 3_500_000; }")
    assert len(peer.tokens) == 1
    await page.evaluate("dispatchEvent(new Event('online'))")
    await peer.until(lambda: ids(peer) == ["0", "1"])
    assert peer.opened == 1


async def test_a_renewal_that_fails_is_tried_again(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, token(0.2, 0), {"retry": True}, {"retry": True}, token(3600, 1))
    await page.evaluate("parley.join('general')")
    await peer.until(lambda: ids(peer) == ["0", "1"])
    assert (peer.opened, await page.evaluate("asked")) == (1, [False, True, True, True])


async def test_a_renewal_that_is_refused_connects_again(windows: Windows, peer: Peer) -> None:
    refused = token(3600, 1)
    peer.shut = lambda brought: brought == refused
    page = await start(windows, peer, token(0.2, 0), refused, token(3600, 2))
    await page.evaluate("parley.join('general')")
    await peer.until(lambda: ids(peer) == ["0", "2"])
    await until(page, "parley.state.state === 'online'")
    await peer.say("general", "hello")
    assert await until(page, "seqs().length && seqs()") == [1]


async def test_a_handshake_that_fails_asks_once_for_a_fresh_token(windows: Windows, peer: Peer) -> None:
    old = token(3600, 0)
    peer.shut = lambda brought: brought == old
    page = await start(windows, peer, old, old, token(3600, 1))
    await until(page, "parley.state.state === 'online'")
    assert await page.evaluate("asked") == [False, True, False]
    assert await page.evaluate("parley.join('general')") is True
    windows.complaints.clear()


async def test_nobody_signed_in_any_more_ends_it_and_keeps_what_was_said(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, token(3600, 0), {"retry": False}, token(3600, 1))
    await page.evaluate("parley.join('general')")
    await page.evaluate("window.over = []; void parley.on('signedOut', ({ reason }) => over.push(reason))")
    await peer.hang_up()
    await page.evaluate("parley.say('general', 'kept')")
    await peer.listen()
    await until(page, "over.length")
    assert await page.evaluate("[over, parley.state.state, posts()]") == [["expired"], "closed", ["pending"]]
    await page.evaluate("parley.connect()")
    await until(page, "posts().includes('sent')")
    assert ids(peer) == ["0", "1"]


@pytest.mark.parametrize("reason", ["you", "banned"])
async def test_who_is_signed_out_stays_out(windows: Windows, peer: Peer, reason: str) -> None:
    ana, ben = await start(windows, peer, token()), await start(windows, peer, token(name="Ben"))
    for page in (ana, ben):
        await page.evaluate("window.over = []; void parley.on('signedOut', ({ reason }) => over.push(reason))")
        await page.evaluate("parley.join('general')")
    if reason == "you":
        await ana.evaluate("parley.signOut()")
    else:
        await peer.sign_out("Ana", "banned")
    assert await until(ana, "over.length && over") == [reason]
    await peer.until(lambda: [guest.name for guest in peer.guests] == ["Ben"])
    assert (await ana.evaluate("parley.state.state"), await ben.evaluate("parley.state.state")) == ("closed", "online")
    assert peer.opened == 2
