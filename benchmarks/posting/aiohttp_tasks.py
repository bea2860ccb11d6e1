"""aiohttp and Parley's signer, on tasks of an event loop that stays."""

import asyncio
import atexit
from collections.abc import Iterator

import aiohttp
from yarl import URL

from benchmarks.posting import IN_FLIGHT, PAYLOAD, Post
from benchmarks.posting.signed import Signed


def way(url: str) -> Post:
    loop = asyncio.new_event_loop()
    session = loop.run_until_complete(_session())
    atexit.register(lambda: loop.run_until_complete(session.close()))
    origin = str(URL(url).origin())

    async def some(left: Iterator[str], signed: Signed) -> int:
        posted = 0
        for recipient in left:
            path, authorization = signed.post(recipient)
            headers = signed.headers | {"authorization": authorization}
            async with session.post(URL(origin + path, encoded=True), data=PAYLOAD, headers=headers) as answer:
                posted += answer.status == 200
        return posted

    async def all_of(recipients: list[str]) -> int:
        left, signed = iter(recipients), Signed(url)
        return sum(await asyncio.gather(*(some(left, signed) for _ in range(min(IN_FLIGHT, len(recipients))))))

    return lambda recipients: loop.run_until_complete(all_of(recipients))


async def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT, ttl_dns_cache=None))
