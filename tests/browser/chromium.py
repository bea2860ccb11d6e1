"""Finds a Chromium on this machine."""

import os
import shutil
from pathlib import Path

from tests.parts.absent import Absent

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find(own: str) -> str:
    """The executable: CHROMIUM, else one on the PATH, else Playwright's own; Absent when there is none."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None) or own
    if shutil.which(found) or Path(found).is_file():
        return found
    raise Absent("The browser tests need a Chromium: install one, or name its executable in CHROMIUM.")
