"""The page at the edge: short links, settings, and headers that keep the page to itself."""

import shutil
from collections.abc import AsyncIterator

import aiohttp
import pytest

from local import sources
from local.stack import Stack
from tests.parts.absent import give_up


@pytest.fixture
async def edge(stack: Stack) -> AsyncIterator[aiohttp.ClientSession]:
    """Requests to the distribution, with the page in its bucket."""
    if not shutil.which("node"):
        give_up("The edge function runs on node, and there is none: https://nodejs.org")
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    page = (stack.places.tree / "web" / "index.html").read_bytes()
    parts.client("s3").put_object(Bucket=parts.part("Pages"), Key="index.html", Body=page, ContentType="text/html")
    distribution = parts.client("cloudfront").get_distribution(Id=parts.part("Distribution"))["Distribution"]
    headers = {"Host": distribution["DomainName"], "X-Forwarded-Proto": "https"}
    async with aiohttp.ClientSession(stack.endpoints.aws, headers=headers) as session:
        yield session


async def test_a_short_link_leads_into_a_room(edge: aiohttp.ClientSession) -> None:
    async with edge.get("/r/general", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/#general")
    for path in ("/r/General", "/r/a%0d%0aSet-Cookie:x", "/r/../general/x", "/r//evil.example"):
        async with edge.get(path, allow_redirects=False) as answer:
            assert answer.status in (403, 404), path


async def test_the_page_learns_where_the_socket_is(edge: aiohttp.ClientSession, stack: Stack) -> None:
    async with edge.get("/config.json") as answer:
        settings = await answer.json()
    api = stack.deployment.api
    assert settings["websocket"].startswith(f"wss://{api}.execute-api.") and settings["guests"] is True
    assert settings["signIn"]["client"] == stack.deployment.names["UserPoolClient"]
    assert settings["signIn"]["url"].startswith("https://cognito-idp.")


async def test_the_page_keeps_to_itself(edge: aiohttp.ClientSession) -> None:
    async with edge.get("/") as answer:
        assert answer.status == 200 and "Parley" in await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert " https://cognito-idp.us-east-1.amazonaws.com " in policy.partition("connect-src")[2]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
