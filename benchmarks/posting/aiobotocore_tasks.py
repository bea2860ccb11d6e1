"""One aiobotocore client, reused, on tasks of an event loop that stays."""

import asyncio
import atexit
from collections.abc import Iterator
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session

from benchmarks.posting import IN_FLIGHT, PAYLOAD, REGION, Post


def way(url: str) -> Post:
    loop = asyncio.new_event_loop()
    client = loop.run_until_complete(_client(url))
    atexit.register(lambda: loop.run_until_complete(client.close()))

    async def some(left: Iterator[str]) -> int:
        posted = 0
        for recipient in left:
            await client.post_to_connection(ConnectionId=recipient, Data=PAYLOAD)
            posted += 1
        return posted

    async def all_of(recipients: list[str]) -> int:
        left = iter(recipients)
        return sum(await asyncio.gather(*(some(left) for _ in range(min(IN_FLIGHT, len(recipients))))))

    return lambda recipients: loop.run_until_complete(all_of(recipients))


async def _client(url: str) -> Any:
    settings = AioConfig(max_pool_connections=IN_FLIGHT)
    maker = get_session().create_client(
        "apigatewaymanagementapi", endpoint_url=url, region_name=REGION, config=settings
    )
    return await maker.__aenter__()
