"""What axe-core finds in every state of the page, light and dark, and the page by the keyboard alone."""

import json
from typing import Any

import pytest
from playwright.async_api import Page

from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.scene import furnish
from tests.browser.states import STATES
from tests.parts import downloads
from tests.parts.absent import Absent, give_up

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Every level up to AA of WCAG 2.0, 2.1 and 2.2, and what axe's authors hold to be good besides.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
async (rules) => {
  const { violations, passes } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message);
  const where = ({ nodes }) => nodes.slice(0, 5).map((node) => ({ target: node.target.join(" "), why: why(node) }));
  return { violations: violations.map((each) => ({ rule: each.id, where: where(each) })), passes: passes.length };
}
"""
STILL = """
() => {
  const ends = document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity);
  return Promise.all(ends.map((each) => each.finished.catch(() => {})));
}
"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The engine's script."""
    try:
        return downloads.axe().read_text()
    except Absent as absent:
        give_up(f"axe-core: {absent}")


async def judge(page: Page, axe: str) -> dict[str, Any]:
    """What axe finds on the page as it is now, when nothing moves any more."""
    await page.evaluate(STILL)
    await page.evaluate(axe)
    found: dict[str, Any] = await page.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
async def test_no_state_of_the_page_shuts_anybody_out(
    windows: Windows, peer: Peer, axe: str, state: str, dark: bool
) -> None:
    furnish(peer)
    page = await STATES[state](windows, peer, dark)
    found = await judge(page, axe)
    assert found["violations"] == [], json.dumps(found["violations"], indent=1, ensure_ascii=False)
    assert found["passes"] > 10
