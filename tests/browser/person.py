"""What a person does on the page, and sees."""

from playwright.async_api import Page


async def say(page: Page, text: str) -> None:
    """Writes a text and sends it with Enter."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def texts(page: Page) -> list[str]:
    """The texts of the log, top to bottom, as they are."""
    shown: list[str] = await page.locator("#rows .text").evaluate_all("(rows) => rows.map((row) => row.textContent)")
    return shown
