"""Web addresses in a text: web/page/links.js, as inline.js reads a line with it."""

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS = [
    ("no link at all", []),
    ("see https://example.org/a?b=c#d now", ["https://example.org/a?b=c#d"]),
    ("https://example.org.", ["https://example.org"]),
    ("(see http://example.org/x_(y)).", ["http://example.org/x_(y)"]),
    ("“https://example.org/quoted”", ["https://example.org/quoted"]),
    ("two: http://a.example, https://b.example!", ["http://a.example", "https://b.example"]),
    ("HTTPS://EXAMPLE.ORG/Path", ["HTTPS://EXAMPLE.ORG/Path"]),
    ("javascript:alert(1) data:text/html,x vbscript:x ftp://example.org //example.org", []),
    ("https://paypal.example@evil.example/", []),
    ("https://", []),
    ("xhttps://example.org", []),
    ("<a href='https://example.org'>", ["https://example.org"]),
    ("https://example.org/\u202egnp.exe", ["https://example.org/"]),
    ("https://例え.example/道", ["https://例え.example/道"]),
]


async def test_the_pieces_give_the_text_again_and_only_web_addresses_are_links(modules: Page) -> None:
    texts = [text for text, _ in LINKS]
    pieces = await modules.evaluate(
        "async (texts) => (({ inline }) => texts.map((text) => inline(text)))(await import('/page/inline.js'))", texts
    )
    assert ["".join(piece["text"] for piece in each) for each in pieces] == texts
    found = [[piece["text"] for piece in each if "href" in piece] for each in pieces]
    assert found == [links for _, links in LINKS]
    addresses = [piece["href"] for each in pieces for piece in each if "href" in piece]
    assert all(address.startswith(("http://", "https://")) for address in addresses)


async def test_ten_thousand_brackets_take_no_time_to_speak_of(modules: Page) -> None:
    took = await modules.evaluate(
        """async () => {
          const { inline } = await import('/page/inline.js');
          const start = performance.now();
          inline(`https://example.org/${")".repeat(8_000)}`);
          inline("https://".repeat(1_000));
          return performance.now() - start;
        }"""
    )
    assert took < 500
