"""A bucket takes what comes by a form, hands it out until it is deleted, and has its source called for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aws_lambda_powertools.utilities.data_classes import S3Event

from tests.checker import bucket
from tests.checker.bucket import NAME, Bucket
from tests.checker.files import content, get, put

KEY = "rooms/general/x/100 % ü & (1).txt"


@asynccontextmanager
async def opened(refusals: int = 0) -> AsyncIterator[tuple[Bucket, list[dict[str, Any]], str]]:
    """A bucket, the events that its source was called with, and its URL; the first calls fail."""
    events: list[dict[str, Any]] = []

    async def call(event: dict[str, Any]) -> bool:
        events.append(event)
        return len(events) > refusals

    made = Bucket(call)
    server = web.Server(made)
    door = await asyncio.get_running_loop().create_server(server, "127.0.0.1", 0)
    try:
        yield made, events, f"http://127.0.0.1:{door.sockets[0].getsockname()[1]}/{NAME}"
    finally:
        door.close()
        await server.shutdown(1.0)


def form(url: str) -> dict[str, Any]:
    return {"url": url, "fields": {"key": KEY, "Content-Type": "text/plain"}}


async def test_a_file_is_there_byte_for_byte_until_it_is_deleted() -> None:
    async with opened() as (made, events, url), aiohttp.ClientSession() as session:
        held = content("cat.txt", 100)
        link = f"{url}/rooms/general/x/100%20%25%20%C3%BC%20%26%20%281%29.txt"
        assert await get(link) == b""
        assert await put(form(url), "cat.txt", held)
        assert await get(link) == held
        async with session.delete(link) as answer:
            assert answer.status == 204
        assert await get(link) == b""
        await asyncio.gather(*made.telling)
    (record,) = S3Event(events[0]).records
    assert (record.s3.bucket.name, record.s3.get_object.size) == (NAME, 100)


async def test_the_source_is_called_until_it_has_said_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "AGAIN_AFTER", 0)
    async with opened(refusals=2) as (made, events, url):
        assert await put(form(url), "cat.txt", b"cat")
        await asyncio.gather(*made.telling)
        assert not made.telling
    assert len(events) == 3 and events[0] == events[2]


async def test_some_files_are_told_of_twice() -> None:
    async with opened() as (made, events, url):
        for _ in range(bucket.TWICE):
            assert await put(form(url), "cat.txt", b"cat")
            await asyncio.gather(*made.telling)
    assert len(events) == bucket.TWICE + 1 and events[-1] == events[-2] != events[0]


async def test_where_there_is_no_bucket_nothing_is_put_and_nobody_can_tell() -> None:
    async with opened() as (_, _, url):
        pass
    assert not await put(form(url), "cat.txt", b"cat") and await get(url) is None


def test_no_file_has_in_it_what_another_has() -> None:
    assert content("a.txt", 7) == b"a.txt\na" and len(content("b.txt", 5_000)) == 5_000
