"""Who has signed in talks by HTTP with who is connected."""

import secrets
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from local import sources
from local.stack import Stack
from tests.stack.peer import peer
from tests.stack.test_signing_in import signed_up


@pytest.fixture
def token(stack: Stack) -> str:
    """The ID token of somebody who signed up, called Cleo."""
    return signed_up(stack)["IdToken"]


@pytest.fixture
async def session(token: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Requests that carry the token."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
        yield session


async def ask(session: aiohttp.ClientSession, method: str, url: str, body: Any = None) -> tuple[int, dict[str, Any]]:
    async with session.request(method, url, json=body) as answer:
        return answer.status, dict(await answer.json(content_type=None))


async def test_a_message_by_http_is_heard_and_read(
    session: aiohttp.ClientSession, stack: Stack, url: str, room: str
) -> None:
    http = stack.endpoints.http
    _, who = await ask(session, "GET", f"{http}/me")
    assert who["name"] == "Cleo" and who["user"].startswith("oidc:")
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        status, said = await ask(session, "POST", f"{http}/rooms/{room}/messages", {"text": "by HTTP"})
        assert (status, said["from"]) == (201, who)
        assert await ana.get(type="message", room=room) == said
        status, page = await ask(session, "GET", f"{http}/rooms/{room}/messages?limit=10")
        assert (status, page["messages"]) == (200, [said])


async def test_an_upload_that_was_asked_for_reaches_the_room(
    session: aiohttp.ClientSession, stack: Stack, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, aiohttp.ClientSession() as anybody:
        await ana.join(room)
        file = {"name": "plan.txt", "type": "text/plain", "size": 9}
        status, form = await ask(session, "POST", f"{stack.endpoints.http}/rooms/{room}/uploads", file)
        assert status == 201
        for content, accepted in ((b"too large for the form", False), (b"two rooms", True)):
            async with anybody.post(form["url"], data=_filled(form["fields"], content)) as answer:
                assert (answer.status < 300) == accepted, await answer.text()
        message = await ana.get(type="message", room=room)
        assert (message["from"]["name"], message["text"], message["file"]) == ("Cleo", "plan.txt", file)
        place = f"{stack.endpoints.http}/rooms/{room}/messages/{message['seq']}/file"
        status, link = await ask(session, "GET", place)
        async with anybody.get(link["url"]) as answer:
            assert (status, await answer.read()) == (200, b"two rooms")


async def test_one_s_rooms_a_search_and_one_s_own_messages_are_had_by_http(
    session: aiohttp.ClientSession, stack: Stack, url: str, room: str
) -> None:
    http = stack.endpoints.http
    _, who = await ask(session, "GET", f"{http}/me")
    async with peer(url, "Ana") as ana:
        await ana.ask(action="createRoom", room=room, access="members", title="Plans")
        await ana.join(room)
        assert (await ask(session, "GET", f"{http}/rooms/{room}"))[0] == 404
        invited = await ana.ask(action="moderate", room=room, user=who["user"], act="invite")
        assert (invited["name"], invited["role"]) == (who["user"].partition(":")[2], "member")
        await ana.say(room, "The Invoice")
        _, said = await ask(
            session, "POST", f"{http}/rooms/{room}/messages", {"text": "mine", "mentions": ["guest:ana"]}
        )
        assert await ana.get(type="message", text="mine") == said
    _, rooms = await ask(session, "GET", f"{http}/rooms")
    assert [(one["title"], one["role"], one["unread"]) for one in rooms["rooms"]] == [("Plans", "member", 1)]
    _, found = await ask(session, "GET", f"{http}/rooms/{room}/messages?search=invoice")
    assert [message["text"] for message in found["messages"]] == ["The Invoice"]
    _, own = await ask(session, "GET", f"{http}/me/rooms/{room}/messages")
    assert own["messages"] == [said]


async def test_nobody_signs_up_with_a_name_that_misleads(stack: Stack) -> None:
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    people = parts.client("cognito-idp")
    attributes = [{"Name": "email", "Value": "eve@example.com"}, {"Name": "name", "Value": "\u202enimda"}]
    with pytest.raises(people.exceptions.UserLambdaValidationException, match="a name is 1 to 64 characters"):
        people.sign_up(
            ClientId=parts.part("UserPoolClient"),
            Username="eve@example.com",
            Password=f"Aa1!{secrets.token_hex(12)}",
            UserAttributes=attributes,
        )


async def test_nobody_asks_without_a_token(stack: Stack, room: str) -> None:
    for headers in ({}, {"Authorization": "Bearer e30.e30.e30"}):
        async with aiohttp.ClientSession(headers=headers) as stranger:
            for method, path in (
                ("GET", "/me"),
                ("GET", "/rooms"),
                ("GET", f"/rooms/{room}"),
                ("GET", f"/rooms/{room}/messages"),
                ("GET", f"/rooms/{room}/messages/1/file"),
                ("GET", f"/me/rooms/{room}/messages"),
                ("POST", f"/rooms/{room}/uploads"),
            ):
                async with stranger.request(method, f"{stack.endpoints.http}{path}") as answer:
                    assert answer.status == 401


def _filled(fields: dict[str, str], content: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value)
    form.add_field("file", content, filename="plan.txt", content_type="text/plain")
    return form
