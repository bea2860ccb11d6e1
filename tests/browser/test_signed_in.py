"""Signing in on the page of the deployed stack: browsers, the user pool, the gateway, the functions, the table."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, WebSocket, expect

from local.aws import client
from local.stack import Stack
from tests.browser.conftest import Windows
from tests.browser.person import say
from tests.browser.pool import Pool
from tests.browser.test_signing_in import PASSWORD, enter, enter_new, form, sign_out_everywhere

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIFE = 4


@pytest.fixture
def short_tokens(stack: Stack) -> Iterator[None]:
    """Tokens that live some seconds, for as long as this test lasts."""
    names = stack.deployment.names
    pool = Pool(
        client("cognito-idp", stack.endpoints.aws), stack.endpoints.aws, names["UserPool"], names["UserPoolClient"]
    )
    pool.live(LIFE)
    yield
    pool.live(3600)


@pytest_asyncio.fixture(loop_scope="session")
async def people(chromium: Browser, stack: Stack) -> AsyncIterator[Windows]:
    """Pages of the deployed stack."""
    assert stack.endpoints.web
    windows = Windows(chromium, stack.endpoints.web)
    yield windows
    windows.complaints.clear()  # Chromium says of itself that a pool answered 400, and a door 403
    await windows.close()


class Wire:
    """What a page's connections have brought."""

    def __init__(self, page: Page) -> None:
        self.opened = 0
        self.renewed: list[int] = []
        self._something = asyncio.Event()
        page.on("websocket", self._open)

    async def until(self, count: int) -> None:
        """Waits for so many renewals."""
        async with asyncio.timeout(60):
            while len(self.renewed) < count:
                self._something.clear()
                await self._something.wait()

    def _open(self, socket: WebSocket) -> None:
        self.opened += 1
        socket.on("framereceived", self._hear)

    def _hear(self, text: str | bytes) -> None:
        frame = json.loads(text)
        if frame["type"] == "renewed":
            self.renewed.append(frame["until"])
            self._something.set()


async def test_one_signs_up_talks_longer_than_the_token_lives_and_signs_out_everywhere(
    people: Windows, stack: Stack, short_tokens: None
) -> None:
    room, email = f"room-{secrets.token_hex(6)}", f"{secrets.token_hex(6)}@example.com"
    ben = await people.enter("Ben", room)
    laptop = await people.open(f"/?room={room}")
    wire = Wire(laptop)
    await laptop.get_by_role("button", name="Sign in").click()
    await laptop.get_by_role("button", name="Make an account").click()
    await form(laptop).get_by_label("Your name").fill("Ana")
    await enter_new(laptop, email)
    await form(laptop).get_by_label("The code").fill("123456")
    await laptop.keyboard.press("Enter")
    await say(laptop, "hello")
    await expect(ben.locator("#rows .text")).to_have_text(["hello"])
    for n in range(1, 4):
        await wire.until(n)
        await say(laptop, f"still here {n}")
        await expect(ben.locator("#rows .text").last).to_have_text(f"still here {n}")
    assert wire.opened == 1 and wire.renewed[-1] - wire.renewed[0] >= LIFE * 1000
    phone = await people.open(f"/?room={room}")
    await phone.get_by_role("button", name="Sign in").click()
    await enter(phone, email, PASSWORD)
    await expect(phone.locator("#rows .text").first).to_have_text("hello")
    await phone.fill("#text", "half a sentence")
    await sign_out_everywhere(laptop, phone)
    await expect(phone.locator("#line-text")).to_have_text("Closed")
    await expect(phone.locator("#text")).to_have_value("half a sentence")
    await phone.locator(".signed-out button").click()
    await enter(phone, email, PASSWORD)
    await expect(phone.locator("#line-text")).to_have_text("Connected")
    await phone.press("#text", "Enter")
    await expect(ben.locator("#rows .text").last).to_have_text("half a sentence")
