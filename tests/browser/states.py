"""The states of the page that one should look at, and how a person gets there."""

from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.picture import png

Open = Callable[[Windows, Peer, bool], Awaitable[Page]]
WIDE, NARROW = (1360, 820), (390, 780)


async def _enter(windows: Windows, dark: bool, size: tuple[int, int], room: str = "general") -> Page:
    page = await windows.open(f"/?name=Ana&room={room}", *size, dark=dark)
    await page.locator("#people li").first.wait_for(state="attached", timeout=30_000)
    return page


async def conversation(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await _enter(windows, dark, WIDE)
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    await expect(page.locator(".picture img")).to_be_visible()
    return page


async def narrow(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await _enter(windows, dark, NARROW)
    await expect(page.locator("#rows .row").last).to_be_in_viewport()
    return page


async def narrow_rooms(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await narrow(windows, peer, dark)
    await page.click("#side-open")
    await expect(page.locator("#side")).to_be_in_viewport(ratio=0.99)
    return page


async def actions(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    await page.focus("#log")
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "+"):
        await page.keyboard.press(key)
    await expect(page.locator(".picker button").first).to_be_focused()
    return page


async def thread(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    await page.locator(".replies").first.click()
    await expect(page.locator("#thread-rows .row")).to_have_count(3)
    return page


async def search(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    await page.click("#search-open")
    await page.fill("#search-text", "the")
    await page.keyboard.press("Enter")
    await expect(page.locator("#found .row").first).to_be_visible()
    return page


async def settings(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    await page.click("#settings-open")
    await expect(page.locator("#settings-panel")).to_be_visible()
    return page


async def upload(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    network = await page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
    await network.send("Network.emulateNetworkConditions", slow)
    await page.set_input_files("#attach-file", _picture("evening.png", padding=3_000_000))
    await page.fill("#text", "The view from here")
    await page.keyboard.press("Enter")
    await page.wait_for_function("() => document.querySelector('#uploads progress')?.value > 0.3")
    await page.set_input_files("#attach-file", _picture("night.png"))
    await expect(page.locator("#uploads li")).to_have_count(2)
    await page.wait_for_function("() => document.querySelector('#uploads progress')?.value > 0.4")
    return page


def _picture(name: str, padding: int = 0) -> FilePayload:
    """A picture, as large as one likes: what stands after its end belongs to no picture."""
    return {"name": name, "mimeType": "image/png", "buffer": png() + bytes(padding)}


async def offline(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await conversation(windows, peer, dark)
    await peer.hang_up()
    await expect(page.locator("#line-text")).to_have_text("Reconnecting")
    await page.context.set_offline(True)
    await expect(page.locator("#line-text")).to_have_text("Offline")
    await page.fill("#text", "Written in a tunnel, sent when the train is out of it")
    await page.keyboard.press("Enter")
    await expect(page.locator("#posts .pending")).to_have_count(1)
    return page


async def empty(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await _enter(windows, dark, WIDE, "tea-room")
    await expect(page.locator("#blank h2")).to_be_visible()
    return page


async def refused(windows: Windows, peer: Peer, dark: bool) -> Page:
    refusal = {"type": "error", "code": "not_found", "retry": False, "message": "there is no such room"}
    peer.wire = lambda frame: [refusal | {"id": frame["id"]}] if frame["type"] == "joined" else [frame]
    page = await windows.open("/?name=Ana&room=secret", *WIDE, dark=dark)
    await expect(page.locator("#blank h2")).to_contain_text("You cannot enter")
    return page


async def loading(windows: Windows, peer: Peer, dark: bool) -> Page:
    peer.deaf = True
    page = await windows.open("/?name=Ana&room=general", *WIDE, dark=dark)
    await expect(page.locator("#blank.loading")).to_be_visible()
    return page


async def welcome(windows: Windows, peer: Peer, dark: bool) -> Page:
    page = await windows.open("/", *WIDE, dark=dark)
    await page.click("text=Come in")
    await expect(page.locator("#welcome-fault")).to_have_text("Please choose a name.")
    return page


STATES: dict[str, Open] = {
    "conversation": conversation, "actions": actions, "thread": thread, "search": search, "settings": settings,
    "upload": upload, "offline": offline, "empty": empty, "refused": refused, "loading": loading, "welcome": welcome,
    "narrow": narrow, "narrow-rooms": narrow_rooms,
}  # fmt: skip
