"""What axe-core, the accessibility checker, finds on a page."""

from typing import Any

from playwright.async_api import Page

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


async def judge(page: Page, axe: str) -> dict[str, Any]:
    """What axe finds on the page as it is now, when nothing moves any more."""
    await page.evaluate(STILL)
    await page.evaluate(axe)
    found: dict[str, Any] = await page.evaluate(RUN, RULES)
    return found
