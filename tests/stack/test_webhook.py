"""The REST API in front of the webhook: its key, its validation, and refusals that look like the wire's."""

from typing import Any

import aiohttp
import pytest

from local import sources
from local.sam import STAGE
from local.stack import Stack

HELLO = {"text": "hello"}


@pytest.fixture
def webhook(stack: Stack) -> tuple[str, str]:
    """The URL of the webhooks, and a key."""
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    key = parts.client("apigateway").get_api_key(apiKey=parts.part("WebhooksApiKey"), includeValue=True)["value"]
    return f"{parts.aws}/_aws/execute-api/{parts.part('Webhooks')}/{STAGE}/rooms", key


async def post(url: str, payload: Any, key: str) -> tuple[int, dict[str, Any]]:
    headers = {"x-api-key": key} if key else {}
    async with aiohttp.ClientSession() as session, session.post(url, json=payload, headers=headers) as answer:
        return answer.status, dict(await answer.json(content_type=None))


async def test_nobody_posts_without_a_key(webhook: tuple[str, str]) -> None:
    url, _ = webhook
    for key in ("", "guessed"):
        status, _ = await post(f"{url}/operations", HELLO, key)
        assert status == 403


async def test_what_has_no_text_is_refused_before_a_function_runs(webhook: tuple[str, str]) -> None:
    url, key = webhook
    status, error = await post(f"{url}/operations", {"value": 7}, key)
    assert (status, error["code"]) == (400, "bad_frame")


async def test_a_room_that_is_not_the_webhook_s_is_refused(webhook: tuple[str, str]) -> None:
    url, key = webhook
    status, error = await post(f"{url}/secret", HELLO, key)
    assert (status, error["type"], error["code"]) == (403, "error", "forbidden")


async def test_a_form_passes_as_tools_for_other_chats_send_it(webhook: tuple[str, str]) -> None:
    url, key = webhook
    form, headers = {"payload": '{"text": "Build 7 is green."}'}, {"x-api-key": key}
    async with aiohttp.ClientSession() as tool, tool.post(f"{url}/operations", data=form, headers=headers) as answer:
        assert answer.status == 202
        assert (await answer.json())["room"] == "operations"
