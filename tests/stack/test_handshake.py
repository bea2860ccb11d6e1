"""Who may connect, and how a name travels."""

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from local.stack import Stack
from tests.stack.peer import Peer


async def status(url: str, **options: object) -> int:
    """The HTTP status that a handshake is refused with."""
    with pytest.raises(InvalidStatus) as refused:
        async with connect(url, open_timeout=60, **options):  # type: ignore[arg-type]
            pass
    return int(refused.value.response.status_code)


async def roster(peer: Peer, room: str) -> list[dict[str, str]]:
    return list((await peer.join(room))["roster"])


async def test_a_browser_gives_the_name_as_a_subprotocol(stack: Stack, url: str, room: str) -> None:
    offers = [Subprotocol("parley.v1"), Subprotocol("guest.J%C3%B6rg%20M")]
    async with connect(url, open_timeout=60, subprotocols=offers, origin=stack.endpoints.web) as socket:  # type: ignore[arg-type]
        assert socket.subprotocol == "parley.v1"
        assert await roster(Peer(socket), room) == [{"user": "guest:jörg m", "name": "Jörg M"}]


async def test_a_program_gives_the_name_in_a_header(url: str, room: str) -> None:
    async with connect(url, open_timeout=60, additional_headers={"Authorization": "Guest J%C3%B6rg"}) as socket:
        assert await roster(Peer(socket), room) == [{"user": "guest:jörg", "name": "Jörg"}]


async def test_by_hand_the_name_is_in_the_query(url: str, room: str) -> None:
    async with connect(f"{url}?guest=ana", open_timeout=60) as socket:
        assert await roster(Peer(socket), room) == [{"user": "guest:ana", "name": "ana"}]


async def test_without_a_name_nobody_comes_in(url: str) -> None:
    assert await status(url) == 401


@pytest.mark.parametrize(
    "query",
    [
        "guest=",
        "guest=%20%20",
        "guest=%1b[2J",
        "guest=a%0ab",
        "guest=%e2%80%aeana",
        f"guest={'a' * 65}",
        "guest=a&guest=b",
    ],
)
async def test_a_bad_name_is_refused(query: str, url: str) -> None:
    assert await status(f"{url}?{query}") == 403


@pytest.mark.parametrize("scheme", ["Bearer abc", "Basic YTpi", "Guest %ff", "Guest"])
async def test_another_authorization_is_refused(scheme: str, url: str) -> None:
    assert await status(url, additional_headers={"Authorization": scheme}) == 403


@pytest.mark.parametrize("origin", ["null", "https://good.evil", "http://127.0.0.1:1", "HTTP://127.0.0.1"])
async def test_a_page_of_another_origin_is_refused(origin: str, url: str) -> None:
    assert await status(f"{url}?guest=ana", origin=origin) == 403
