"""The marks of docs/markup.md: web/page/markup.js, inline.js and blocks.js."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANA, BEN = {"user": "guest:ana", "name": "Ana"}, {"user": "guest:ben", "name": "Ana B."}

# A text, and what it is shown as, in the words of SHAPE below.
SHOWN = [
    ("plain *emphasis*, **strong**, ~~gone~~", "plain <em emphasis>, <strong strong>, <s gone>"),
    ("_so_ and *so*, ***both***", "<em so> and <em so>, <strong <em both>>"),
    ("**a *b* c** *d **e** f*", "<strong a <em b> c> <em d <strong e> f>"),
    ("`code *as it is*` `` a`b `` ``` x", "<code code *as it is*> <code a`b> ``` x"),
    ("2*3*4 snake_case_name __init__ a * b * c ~x~ 10 ** 2 ** 3 ****", None),
    ("*open **and never closed", None),
    ("*a **b* c**", "<em a **b> c**"),
    ("**", None),
    ("日本語の*強調*です", "日本語の<em 強調>です"),
    ("@Ana, @ana and @Anabel but not x@Ana", "<bdi @Ana>, <bdi @ana> and @Anabel but not x@Ana"),
    ("@Ana B. is another", "<bdi @Ana B.> is another"),
    ("@Cy is not known", None),
    ("*@Ana*", "<em <bdi @Ana>>"),
    ("*https://example.org/a_b_c*", "<em <a <bdi https://example.org/a_b_c>>>"),
    ("[the notes](https://example.org/x_(y))", "<a <bdi the notes><small (example.org)>>"),
    ("[https://bank.example](https://bank.example/in)", "<a <bdi https://bank.example>>"),
    ("[https://bank.example](https://evil.example)", "<a <bdi https://bank.example><small (evil.example)>>"),
    ("[https://a.example.evil](https://a.example)", "<a <bdi https://a.example.evil><small (a.example)>>"),
    ("https://ех.example/", "<a <bdi https://ех.example/><small (xn--e1a6a.example)>>"),
    (
        "[x](javascript:alert(1)) [ ](https://example.org) [x]() [x](/y)",
        "[x](javascript:alert(1)) [ ](<a <bdi https://example.org>>) [x]() [x](/y)",
    ),
    ("![x](https://example.org/x.png)", "!<a <bdi x><small (example.org)>>"),
    ("before\n```py\n*a* <b>\n\n> c\n```\nafter", "before<pre <code *a* <b>\n\n> c>>after"),
    ("```\nnever closed", None),
    ("> a\n> > b *c*\nd", "<blockquote a<blockquote b <em c>>>d"),
    (">>>>> deep", "<blockquote <blockquote <blockquote >> deep>>>"),
    (">", None),
    ("to do\n- *one*\n- two\n\nthen", "to do<ul <li <em one>><li two>>then"),
    ("7. seven\n8) eight", "<ol 7 <li seven><li eight>>"),
    ("1990. A year", None),
    ("-no list\n- ", None),
    ("*not\nacross lines*", None),
    ("# no heading\n| no | table |\n---", None),
]
SHAPE = """
async ([texts, mentions]) => {
  const { markup } = await import("/page/markup.js");
  const shape = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inside = [...node.childNodes].map(shape).join("");
    if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return inside;
    return `<${node.localName} ${node.localName === "ol" ? `${node.start} ` : ""}${inside}>`;
  };
  return texts.map((text) => shape(markup(text, { mentions })));
}
"""
# Everything that a text may become, and what is left of it without marks.
CHECK = """
async ([texts, mentions]) => {
  const { markup, onlyEmoji, plain } = await import("/page/markup.js");
  const allowed = {
    a: ["href", "rel", "target"], bdi: ["class", "data-user"], blockquote: ["dir"], code: [], em: [], li: ["dir"],
    ol: ["start"], pre: ["data-language", "dir", "tabindex"], s: [], small: ["class"], strong: [], ul: [],
  };
  const fine = ({ localName, attributes }) => {
    const names = Object.hasOwn(allowed, localName) ? allowed[localName] : null;
    return names && [...attributes].every(({ name }) => names.includes(name));
  };
  const safe = ({ protocol, username, rel, target }) =>
    /^https?:$/.test(protocol) && !username && rel === "noopener noreferrer" && target === "_blank";
  const depth = (element) => (element.localName === "div" ? 0 : 1 + depth(element.parentElement));
  return texts.map((text) => {
    const holder = document.createElement("div");
    holder.append(markup(text, { mentions }));
    const elements = [...holder.querySelectorAll("*")];
    const strange = elements.filter((each) => !fine(each)).map((each) => each.outerHTML);
    const unsafe = [...holder.querySelectorAll("a")].filter((each) => !safe(each)).map((each) => each.href);
    const deepest = Math.max(0, ...elements.map(depth));
    holder.querySelectorAll(".host").forEach((each) => each.remove());
    return { strange, unsafe, deepest, left: holder.textContent, plain: plain(text), large: onlyEmoji(text) };
  });
}
"""


@pytest.mark.parametrize(("text", "shown"), SHOWN)
async def test_each_mark_is_shown_as_the_page_about_it_says(modules: Page, text: str, shown: str | None) -> None:
    assert await modules.evaluate(SHAPE, [[text], [ANA, BEN]]) == [shown or text]


async def test_a_few_emoji_alone_are_large(modules: Page) -> None:
    texts = ["👍", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿\n👍🏽", "1️⃣", "👍 yes", "", " ", "12", "👍" * 7, "❤️"]
    large = [each["large"] for each in await modules.evaluate(CHECK, [texts, []])]
    assert large == [True, True, True, False, False, False, False, False, True]


async def test_one_line_says_a_text_without_its_marks(modules: Page) -> None:
    text = "**Look**: [here](https://example.org)\n- one\n- `two`\n\n> three\n```\nfour\n```"
    assert (await modules.evaluate(CHECK, [[text], []]))[0]["plain"] == "Look: here one two three four"


MARKS = list("*_~`[]()>-@.\n 1ab:/") + [
    "https://x.y/",
    "](https://z.w)",
    "```",
    "\n> ",
    "\n- ",
    "\n1. ",
    "@Ana",
    "\u202e",
    "\u2066",
    "<b>",
    "é",
    "字",
    "👍🏽",
    "&lt;",
    "\t",
]
TEXTS = strategies.lists(
    strategies.one_of(strategies.sampled_from(MARKS), strategies.text(max_size=8)), max_size=60
).map("".join)


def made(count: int) -> list[str]:
    """As many texts as that, made of marks and of anything else; the same in every run."""
    texts: list[str] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(TEXTS)
    def collect(text: str) -> None:
        texts.append(text.encode(errors="replace").decode().replace("\r", ""))

    collect()
    return texts


def is_left_of(left: str, text: str) -> bool:
    """Whether `left` is `text` with some characters taken out."""
    rest = iter(text)
    return all(character in rest for character in left)


async def test_whatever_is_written_becomes_only_what_the_list_allows(modules: Page) -> None:
    texts = made(1_500)
    for text, found in zip(texts, await modules.evaluate(CHECK, [texts, [ANA]]), strict=True):
        what = json.dumps(text)
        assert (found["strange"], found["unsafe"]) == ([], []), what
        assert found["deepest"] <= 12, what
        assert is_left_of(found["left"], text), what
        taken = lost(text, found["left"])
        assert re.fullmatch(r"[-*_~`>\s\[\]().•0-9]*|.*(```|\]\(http).*", taken, re.DOTALL), (what, taken)


def lost(text: str, left: str) -> str:
    """The characters of the text that are not shown."""
    taken, at = "", 0
    for character in text:
        if at < len(left) and left[at] == character:
            at += 1
        else:
            taken += character
    return taken


async def test_a_text_without_marks_is_shown_byte_for_byte(modules: Page) -> None:
    texts = [text for text in made(600) if not re.search(r"[-*_~`>\[•@.)]|http", text)]
    assert len(texts) > 20
    assert [each["left"] for each in await modules.evaluate(CHECK, [texts, [ANA]])] == texts


HEAVY = [
    "*",
    "**",
    "_a",
    "`",
    "` ",
    "``` ",
    "[",
    "[a](",
    "[a](https://",
    "https://",
    "@",
    "@A",
    "> ",
    ">",
    "- a\n",
    "> - a\n",
    "```\n",
    "*a* ",
    "**a _b ",
    "~~",
    "***a",
    "1. \n",
    "👍",
    "\n",
]


@pytest.mark.parametrize("unit", HEAVY)
async def test_the_longest_text_takes_a_moment_whatever_is_in_it(modules: Page, unit: str) -> None:
    took: Any = await modules.evaluate(
        """async ([text, mentions]) => {
          const { markup } = await import("/page/markup.js");
          const start = performance.now();
          markup(text, { mentions });
          return performance.now() - start;
        }""",
        [(unit * 8192)[:8192], [{"user": f"u{n}", "name": f"A{n}"} for n in range(20)]],
    )
    assert took < 500  # in proportion to its length it is some milliseconds; in its square it would be seconds
