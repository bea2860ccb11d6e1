"""What to do when this machine lacks a part that a test stands on."""

import os
from typing import NoReturn

import pytest


class Absent(Exception):
    """A part is not on this machine and could not be fetched; the message is a sentence that says what to do."""


def give_up(sentence: object) -> NoReturn:
    """Skips the test with the sentence; where CI=true nothing may be skipped, so there it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(str(sentence), pytrace=False)
    pytest.skip(str(sentence))
