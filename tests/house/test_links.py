"""Every link between pages leads somewhere, and every page is found from the index."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.parts.template import TREE

INDEX = TREE / "docs" / "README.md"
PAGES = [
    *(TREE / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(TREE.glob("docs/**/*.md")),
]

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)\)")


def links(page: Path) -> list[str]:
    """Where a page leads within the tree; what stands in code leads nowhere."""
    text = CODE.sub("", FENCED.sub("", page.read_text()))
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def target(page: Path, link: str) -> tuple[Path, str]:
    """The file that a link names, and the place in it."""
    path, _, anchor = unquote(link).partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


def anchors(page: Path) -> set[str]:
    """What the headings are called in links: https://github.com/gjtorikian/html-pipeline does it so."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#+ (.*)$", FENCED.sub("", page.read_text()), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found[name] = found.get(name, -1) + 1
    return {name if not again else f"{name}-{again}" for name, most in found.items() for again in range(most + 1)}


def test_there_is_something_to_follow() -> None:
    assert len(PAGES) > 20 and sum(len(links(page)) for page in PAGES) > 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TREE)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        there, anchor = target(page, link)
        assert there.exists(), f"{link} is not there"
        assert there.is_relative_to(TREE), f"{link} leads out of the tree"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{link}: no such heading; there are {sorted(anchors(there))}"


def test_every_page_is_found_from_the_index() -> None:
    found, open_ends = {INDEX}, [INDEX]
    while open_ends:
        page = open_ends.pop()
        leads = {target(page, link)[0] for link in links(page)} & set(PAGES) - found
        found |= leads
        open_ends += leads
    lost = sorted(str(page.relative_to(TREE)) for page in set(PAGES) - found - {TREE / "CHANGELOG.md"})
    assert not lost, f"docs/README.md leads to none of {lost}: give each a line there"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```mermaid" in page.read_text()], ids=lambda page: page.name
)
def test_a_diagram_says_what_it_is(page: Path) -> None:
    for block in re.findall(r"^```mermaid\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL):
        assert re.match(r"(flowchart (LR|TB)|sequenceDiagram)\n", block), block
        assert block.count("[") == block.count("]") and block.count('"') % 2 == 0
        # A semicolon ends a line of Mermaid's, and an @ begins an edge's name.
        assert ";" not in block and "@" not in block
