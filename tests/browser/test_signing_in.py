"""Signing up, in and out on the page, with a real user pool behind it."""

import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from local.ports import Ports
from local.web import Web
from tests.browser import pool as pools
from tests.browser.axe import judge
from tests.browser.conftest import WEB, Windows
from tests.browser.peer import Peer
from tests.browser.person import say
from tests.browser.pool import Pool

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "correct horse battery 9"


@pytest.fixture(scope="module")
def pool(emulator: str) -> Pool:
    return pools.make(emulator)


@pytest.fixture
def email() -> str:
    return f"{secrets.token_hex(6)}@example.com"


@pytest.fixture
def guests() -> bool:
    return True


@pytest_asyncio.fixture(loop_scope="session")
async def windows(chromium: Browser, peer: Peer, pool: Pool, guests: bool) -> AsyncIterator[Windows]:
    """Pages that can sign in."""
    pool.live(3600)
    port = Ports.free().web
    with Web(WEB, port, peer.url, guests=guests, sign_in=pool.place):
        windows = Windows(chromium, f"http://127.0.0.1:{port}")
        yield windows
        await windows.close()


def form(page: Page) -> Locator:
    """The form of the step that is shown."""
    return page.locator(".sign-in")


async def enter(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fills the form in and sends it."""
    await form(page).get_by_label("E-mail address").fill(email)
    await form(page).get_by_label("Password", exact=True).fill(password)
    await page.locator(".sign-in .primary").click()


async def sign_out_everywhere(laptop: Page, phone: Page) -> None:
    """On the one device; the other is told so, and does not come again by itself."""
    await laptop.click("#settings-open")
    await laptop.get_by_role("button", name="Sign out on all devices…").click()
    await laptop.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    await expect(laptop.locator("#welcome-name")).to_be_visible()
    await expect(phone.locator(".signed-out")).to_contain_text("You have signed out on all devices.")
    await phone.evaluate("dispatchEvent(new Event('online'))")


async def come_in(windows: Windows, pool: Pool, email: str, name: str = "Ana") -> Page:
    """Somebody who has an account signs in on a page of their own."""
    pool.sign_up(email, PASSWORD, name)
    return await come_back(windows, email)


async def come_back(windows: Windows, email: str) -> Page:
    page = await windows.open("/?room=tea")
    await page.get_by_role("button", name="Sign in").click()
    await enter(page, email)
    await expect(page.locator("#line-text")).to_have_text("Connected")
    return page


async def test_somebody_makes_an_account_proves_the_address_and_talks(windows: Windows, peer: Peer, email: str) -> None:
    page = await windows.open()
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("button", name="Make an account").click()
    await page.get_by_role("button", name="Make it").click()
    await expect(page.get_by_role("alert")).to_have_text("Please fill this in.")
    await expect(form(page).get_by_label("Your name")).to_be_focused()
    await form(page).get_by_label("Your name").fill("Zoë (home)")
    await form(page).get_by_label("E-mail address").fill(email)
    await form(page).get_by_label("A password").fill("short")
    await page.keyboard.press("Enter")
    await expect(page.locator("#sign-in-fault")).to_contain_text("length greater than or equal to 12")
    await form(page).get_by_label("A password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("#welcome section h1")).to_have_text("Look into your mail")
    await expect(page.locator(".sign-in .note")).to_contain_text("the code is 123456")
    await form(page).get_by_label("The code").fill("123456")
    await page.keyboard.press("Enter")
    await expect(page.locator("#self-name")).to_have_text("Zoë (home)")
    await say(page, "hello")
    await expect(page.locator("#rows .text")).to_have_text(["hello"])
    await page.reload()
    await expect(page.locator("#rows .text")).to_have_text(["hello"])
    await expect(page.locator("#change-name")).to_have_text("Sign out")
    assert [each.name for each in peer.everyone] == ["Zoë (home)"] * 2 and len(peer.tokens) == 2
    assert await page.evaluate("(secret) => JSON.stringify(localStorage).includes(secret)", PASSWORD) is False
    windows.complaints.clear()  # Chromium says of itself that the pool answered 400


async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(windows: Windows, pool: Pool, email: str) -> None:
    pool.sign_up(email, PASSWORD, "Ana")
    page = await windows.open("/?room=tea")
    await page.get_by_role("button", name="Sign in").click()
    await enter(page, email, "something else 1")
    await expect(page.locator("#sign-in-fault")).to_have_text("The e-mail address or the password is wrong.")
    await expect(form(page).get_by_label("E-mail address")).to_have_value(email)
    await page.get_by_role("button", name="A name is enough").click()
    await expect(page.locator("#welcome-name")).to_be_focused()
    await page.get_by_role("button", name="Sign in").click()
    await page.context.set_offline(True)
    await enter(page, email)
    await expect(page.locator("#sign-in-fault")).to_contain_text("does not answer")
    await page.context.set_offline(False)
    await enter(page, email)
    await expect(page.locator("#room-name")).to_have_text("tea")
    windows.complaints.clear()  # Chromium says of itself that the pool answered 400, and that there was no network


async def test_an_address_that_was_never_proven_is_asked_for_its_code(windows: Windows, pool: Pool, email: str) -> None:
    attributes = [{"Name": "email", "Value": email}, {"Name": "name", "Value": "Ana"}]
    pool.api.sign_up(ClientId=pool.client, Username=email, Password=PASSWORD, UserAttributes=attributes)
    page = await windows.open()
    await page.get_by_role("button", name="Sign in").click()
    await enter(page, email)
    await page.get_by_role("button", name="Send it again").click()
    await expect(page.locator(".sign-in .note")).to_contain_text("Sent again.")
    await form(page).get_by_label("The code").fill("123456")
    await page.keyboard.press("Enter")
    await expect(page.locator("#self-name")).to_have_text("Ana")
    windows.complaints.clear()


async def test_a_forgotten_password_is_replaced(windows: Windows, pool: Pool, email: str) -> None:
    pool.sign_up(email, "the one that is lost 1", "Ana")
    page = await windows.open()
    await page.get_by_role("button", name="Sign in").click()
    await form(page).get_by_label("E-mail address").fill(email)
    await page.get_by_role("button", name="Forgot the password?").click()
    await expect(form(page).get_by_label("E-mail address")).to_have_value(email)
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.locator(".sign-in .note")).to_contain_text("the code is 654321")
    await form(page).get_by_label("The code").fill("654321")
    await form(page).get_by_label("A password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.locator("#self-name")).to_have_text("Ana")


async def test_signing_out_leaves_nothing_here(windows: Windows, pool: Pool, email: str) -> None:
    page = await come_in(windows, pool, email)
    kept = await page.evaluate("JSON.parse(localStorage.getItem('parley.session'))")
    assert set(kept) == {"self", "refresh"} and kept["self"]["name"] == "Ana"
    await page.fill("#text", "a draft")
    await page.click("#change-name")
    await expect(page.locator("#welcome-name")).to_have_value("")
    await page.wait_for_function("() => localStorage.length + sessionStorage.length === 0")
    with pytest.raises(pool.api.exceptions.NotAuthorizedException):
        pool.api.get_tokens_from_refresh_token(ClientId=pool.client, RefreshToken=kept["refresh"])


async def test_who_does_not_stay_is_signed_in_for_this_tab_alone(windows: Windows, pool: Pool, email: str) -> None:
    pool.sign_up(email, PASSWORD, "Ana")
    page = await windows.open("/?room=tea")
    await page.get_by_role("button", name="Sign in").click()
    await form(page).get_by_label("Stay signed in on this device").uncheck()
    await enter(page, email)
    await expect(page.locator("#self-name")).to_have_text("Ana")
    await page.reload()
    await expect(page.locator("#self-name")).to_have_text("Ana")
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator("#welcome-name")).to_be_visible()


async def test_one_talks_on_for_longer_than_the_token_lives(
    windows: Windows, pool: Pool, peer: Peer, email: str
) -> None:
    pool.live(2)
    page = await come_in(windows, pool, email)
    for n in range(1, 4):
        await peer.brought(n + 1)
        await say(page, f"still here, {n}")
    await expect(page.locator("#rows .text")).to_have_count(3)
    assert peer.opened == 1 and len(set(peer.tokens)) == len(peer.tokens)


async def test_a_sign_in_that_has_ended_is_asked_for_again_and_nothing_is_lost(
    windows: Windows, pool: Pool, peer: Peer, email: str
) -> None:
    page = await come_in(windows, pool, email)
    await say(page, "before")
    await expect(page.locator("#rows .text")).to_have_text(["before"])
    await page.fill("#text", "half a sentence")
    kept = await page.evaluate("JSON.parse(localStorage.getItem('parley.session')).refresh")
    pool.api.revoke_token(ClientId=pool.client, Token=kept)
    await peer.hang_up()
    await page.evaluate("() => { const { now } = Date; Date.now = () => now() + 4_000_000; }")
    await peer.listen()
    await page.evaluate("dispatchEvent(new Event('online'))")
    bar = page.locator(".signed-out")
    await expect(bar).to_contain_text("Your sign-in has ended. What you write is kept.")
    await expect(page.locator("#down")).to_be_hidden()
    await page.keyboard.press("Enter")
    await expect(page.locator("#posts .pending")).to_have_count(1)
    await page.fill("#text", "another half")
    await bar.get_by_role("button", name="Sign in").click()
    await enter(page, email)
    await expect(page.locator("#rows .text")).to_have_text(["before", "half a sentence"])
    await expect(page.locator("#text")).to_have_value("another half")
    await expect(bar).to_have_count(0)
    windows.complaints.clear()


async def test_signing_out_everywhere_ends_it_on_every_device_and_for_good(
    windows: Windows, pool: Pool, peer: Peer, email: str
) -> None:
    laptop, phone = await come_in(windows, pool, email), await come_back(windows, email)
    await phone.fill("#text", "a draft")
    await sign_out_everywhere(laptop, phone)
    await phone.reload()
    await phone.get_by_role("button", name="Sign in").click()
    assert (peer.guests, peer.opened) == ([], 2)
    await enter(phone, email)
    await expect(phone.locator("#text")).to_have_value("a draft")
    windows.complaints.clear()


async def test_another_tab_of_the_same_browser_goes_with_it_and_comes_again(
    windows: Windows, pool: Pool, peer: Peer, email: str
) -> None:
    page = await come_in(windows, pool, email)
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator("#line-text")).to_have_text("Connected")
    await page.click("#change-name")
    await expect(other.locator(".signed-out")).to_contain_text("in another window")
    await peer.until(lambda: not peer.guests)
    await page.get_by_role("button", name="Sign in").click()
    await enter(page, email)
    await expect(page.locator("#self-name")).to_have_text("Ana")
    await other.locator(".signed-out button").click()
    await expect(other.locator("#line-text")).to_have_text("Connected")
    assert len(peer.guests) == 2


async def test_who_is_banned_is_told_so_and_stays_out(windows: Windows, pool: Pool, peer: Peer, email: str) -> None:
    ana, ben = await come_in(windows, pool, email), await windows.enter("Ben")
    for name in ("Ana", "Ben"):
        await peer.sign_out(name, "banned")
    for page in (ana, ben):
        await expect(page.locator(".signed-out")).to_have_text("You have been banned from this service.")
        await page.evaluate("dispatchEvent(new Event('online'))")
    assert (peer.guests, peer.opened) == ([], 2)


@pytest.mark.parametrize("guests", [False])
async def test_where_no_names_are_taken_one_signs_in_first(
    windows: Windows, pool: Pool, peer: Peer, email: str, guests: bool
) -> None:
    pool.sign_up(email, PASSWORD, "Ana")
    page = await windows.open("/?name=Mallory&room=tea")
    await expect(page.get_by_role("button", name="A name is enough")).to_have_count(0)
    await enter(page, email)
    await expect(page.locator("#room-name")).to_have_text("tea")
    await peer.until(lambda: [guest.name for guest in peer.guests] == ["Ana"])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_no_step_of_it_shuts_anybody_out(
    windows: Windows, pool: Pool, peer: Peer, axe: str, email: str, dark: bool
) -> None:
    page = await windows.open("/", 390, 780, dark=dark)
    found = {}

    async def look(step: str) -> None:
        found[step] = (await judge(page, axe))["violations"]

    await expect(page.locator("#welcome-name")).to_be_focused()
    await look("welcome")
    await page.get_by_role("button", name="Sign in").click()
    await page.locator(".sign-in .primary").click()
    await look("enter")
    for step, link in [("forgot", "Forgot the password?"), ("make", "Make an account")]:
        await page.get_by_role("button", name=link).click()
        await look(step)
        if step == "forgot":
            await page.get_by_role("button", name="Back").click()
    await form(page).get_by_label("Your name").fill("Ana")
    await enter_new(page, email)
    await look("confirm")
    await form(page).get_by_label("The code").fill("123456")
    await page.keyboard.press("Enter")
    await expect(page.locator("#line-text")).to_have_text("Connected")
    await peer.sign_out("Ana", "you")
    await expect(page.locator(".signed-out")).to_be_visible()
    await look("signed out")
    await page.evaluate("localStorage.removeItem('parley.session')")
    await page.locator(".signed-out button").click()
    await expect(form(page)).to_be_visible()
    await look("again")
    assert found == dict.fromkeys(found, []), found


async def enter_new(page: Page, email: str) -> None:
    await form(page).get_by_label("E-mail address").fill(email)
    await form(page).get_by_label("A password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(form(page).get_by_label("The code")).to_be_focused()
