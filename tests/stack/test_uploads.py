"""A file in the bucket becomes a message with a link that works, and that ends."""

from urllib.parse import parse_qs, urlsplit, urlunsplit
from urllib.parse import urlencode as encoded

import aiohttp

from local import sources
from local.stack import Stack
from tests.stack.peer import peer


async def test_a_link_works_until_it_expires(stack: Stack, url: str, room: str) -> None:
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    async with peer(url, "Ana") as ana, aiohttp.ClientSession() as session:
        await ana.join(room)
        key = f"rooms/{room}/floor plan ü.txt"
        parts.client("s3").put_object(
            Bucket=parts.part("Uploads"), Key=key, Body=b"two rooms", ContentType="text/plain"
        )
        message = await ana.get(type="message", room=room)
        title, link = message["text"].split("\n")
        assert (message["from"], title) == ({"user": "source:s3", "name": "Uploads"}, "floor plan ü.txt (9 bytes)")
        async with session.get(link) as answer:
            assert (answer.status, await answer.read()) == (200, b"two rooms")
        for other in (_of_yesterday(link), link.replace("floor", "roof")):
            async with session.get(other) as answer:
                assert answer.status in (403, 404), other


def _of_yesterday(link: str) -> str:
    parts = urlsplit(link)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    asked["X-Amz-Date"] = "20200101T000000Z"
    return urlunsplit(parts._replace(query=encoded(asked)))
