"""Lets Lighthouse judge the page: `python -m tests.browser.lighthouse`; its marks are kept in docs/lighthouse.json."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from local.ports import Ports
from local.web import Web
from tests.browser.chromium import find
from tests.browser.conftest import WEB
from tests.browser.peer import Peer
from tests.browser.scene import furnish
from tests.parts import downloads
from tests.parts.template import TREE

KEPT = TREE / "docs" / "lighthouse.json"
CATEGORIES = ("accessibility", "best-practices")
LEAST = 95
# The page as a newcomer sees it, and a room full of talk; by phone and by desktop.
PAGES = {"welcome": "/", "room": "/?name=Ana&room=general"}
SCREENS = {"phone": [], "desktop": ["--preset=desktop"]}


async def judge() -> dict[str, Any]:
    """The marks out of 100 for each page on each screen, and what cost any."""
    command = downloads.lighthouse()
    found: dict[str, Any] = {"lighthouse": "", "pages": {}}
    port = Ports.free().web
    async with Peer() as peer:
        furnish(peer)
        with Web(WEB, port, peer.url):
            for page, path in PAGES.items():
                for screen, flags in SCREENS.items():
                    url = f"http://127.0.0.1:{port}{path}"
                    report = await asyncio.to_thread(_run, [*command, url, *flags])
                    found["pages"][f"{page}, {screen}"] = _marks(report)
            found["lighthouse"] = report["lighthouseVersion"]
    return found


def _run(command: list[str]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        flags = ["--quiet", "--output=json", f"--output-path={out}", f"--only-categories={','.join(CATEGORIES)}"]
        environment = os.environ | {"CHROME_PATH": find("")}
        subprocess.run([*command, *flags, "--chrome-flags=--headless=new --no-sandbox"], env=environment, check=True)
        report: dict[str, Any] = json.loads(out.read_text())
        return report


def _marks(report: dict[str, Any]) -> dict[str, Any]:
    marks = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    failed = [audit["id"] for audit in report["audits"].values() if audit["score"] is not None and audit["score"] < 1]
    return marks | {"not perfect": failed}


def main() -> None:
    """Prints the marks and keeps them; fails when one is too low."""
    found = asyncio.run(judge())
    KEPT.write_text(json.dumps(found, indent=2) + "\n")
    print(KEPT.read_text())
    worst = {name: min(marks[each] for each in CATEGORIES) for name, marks in found["pages"].items()}
    low = [name for name, mark in worst.items() if mark < LEAST]
    sys.exit(f"Below {LEAST}: {'; '.join(low)}" if low else 0)


if __name__ == "__main__":
    main()
