"""What the client library says: once, in order, until acknowledged."""

import pytest

from tests.browser.client import start, until
from tests.browser.conftest import Windows
from tests.browser.peer import Frame, Peer

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_saying_something_is_acknowledged_by_the_own_copy(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    await page.evaluate("for (const text of ['a', 'b', 'c']) parley.say('general', text)")
    await until(page, "posts().filter((state) => state === 'sent').length === 3")
    assert [message["text"] for message in peer.room("general").log] == ["a", "b", "c"]
    assert await page.evaluate("seqs()") == [1, 2, 3]


async def test_it_is_said_again_with_the_same_id_until_the_own_copy_comes(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer, patience=400)
    lost: list[Frame] = []

    def lose_two(frame: Frame) -> list[Frame]:
        if frame["type"] == "message" and len(lost) < 2:
            lost.append(frame)
            return []
        return [frame]

    peer.wire = lose_two
    await page.evaluate("parley.say('general', 'hello')")
    await until(page, "posts().includes('sent')")
    said = peer.asked("sendMessage")
    assert len(said) >= 3
    assert len({each["id"] for each in said}) == 1
    assert len(peer.room("general").log) == 1
    assert await page.evaluate("seqs()") == [1]


async def test_a_post_is_sent_when_the_line_comes_back(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    await peer.hang_up()
    await until(page, "parley.state.state === 'waiting'")
    await page.evaluate("parley.say('general', 'kept')")
    await peer.listen()
    await until(page, "posts().includes('sent')")
    assert [message["text"] for message in peer.room("general").log] == ["kept"]
    actions = [request["action"] for request in peer.requests]
    assert actions == ["joinRoom", "joinRoom", "sendMessage"]


async def test_retry_is_honoured(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.refusals = [{"code": code, "retry": True, "message": "later"} for code in ("rate_limited", "busy", "internal")]
    await page.evaluate("parley.say('general', 'again and again')")
    await until(page, "posts().includes('sent')")
    assert len(peer.asked("sendMessage")) == 4
    assert len({each["id"] for each in peer.asked("sendMessage")}) == 1


async def test_a_refusal_is_final_and_does_not_hold_up_what_follows(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.refusals = [{"code": "forbidden", "retry": False, "message": "muted"}]
    await page.evaluate("for (const text of ['a', 'b']) parley.say('general', text)")
    await until(page, "posts().includes('sent')")
    assert await page.evaluate("posts()") == ["pending", "pending", "failed", "sent"]
    assert [each["text"] for each in peer.asked("sendMessage")] == ["a", "b"]


async def test_a_post_to_a_room_that_the_service_has_forgotten_joins_and_goes_out(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    peer.refusals = [{"code": "not_joined", "retry": False, "message": "join first"}]
    await page.evaluate("parley.say('general', 'hello')")
    await until(page, "posts().includes('sent')")
    assert [each["action"] for each in peer.requests] == ["joinRoom", "sendMessage", "joinRoom", "sendMessage"]


async def test_an_error_of_api_gateway_itself_is_tried_again(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)
    failed: list[Frame] = []

    def fail_once(frame: Frame) -> list[Frame]:
        if frame["type"] == "message" and not failed:
            failed.append(frame)
            return [{"message": "Internal server error", "connectionId": "c", "requestId": "r"}]
        return [frame]

    peer.wire = fail_once
    await page.evaluate("parley.say('general', 'hello')")
    await until(page, "posts().includes('sent')")
    assert len(peer.room("general").log) == 1


async def test_another_message_with_the_same_id_is_no_acknowledgement(windows: Windows, peer: Peer) -> None:
    page = await start(windows, peer)

    def others_first(frame: Frame) -> list[Frame]:
        return [] if frame["type"] == "message" and frame["from"]["name"] == "Ana" else [frame]

    peer.wire = others_first
    id = await page.evaluate("parley.say('general', 'mine').id")
    await peer.until(lambda: peer.room("general").log)
    await peer.tell("general", peer.write("general", "theirs", id=id))
    await until(page, "seqs().length === 2")
    assert "theirs" in await page.evaluate(
        "events.filter((each) => each.type === 'message').map((each) => each.message.text)"
    )
    peer.wire = lambda frame: [frame]
    assert await page.evaluate(
        "events.filter((each) => each.post?.state === 'sent').map((each) => each.message.text)"
    ) == ["mine"]


@pytest.mark.parametrize("text", ["", " \\n ", "\\u001b[31mred", "x".ljust(8193, "x")])
async def test_what_cannot_be_said_is_not_sent(windows: Windows, peer: Peer, text: str) -> None:
    page = await start(windows, peer)
    code = await page.evaluate(
        f"(() => {{ try {{ parley.say('general', `{text}`) }} catch (error) {{ return error.code }} }})()"
    )
    assert code == "bad_frame"
    assert peer.asked("sendMessage") == []
