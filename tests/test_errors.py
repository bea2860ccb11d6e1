"""The tree of errors and docs/protocol.md agree."""

import re
from pathlib import Path

import errors
from errors import ParleyError

PROTOCOL = Path(__file__).parent.parent / "docs" / "protocol.md"


def tree(root: type[ParleyError]) -> set[type[ParleyError]]:
    return {root} | {found for child in root.__subclasses__() for found in tree(child)}


def test_every_error_is_in_the_protocol_with_its_retry_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| (yes|no) \|", PROTOCOL.read_text(), re.MULTILINE)
    documented = {(code, retry == "yes") for code, retry in rows}
    assert documented == {(error.code, error.retry) for error in tree(ParleyError)}


def test_every_error_is_in_the_drawing_of_the_tree() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn == {error.__name__ for error in tree(ParleyError)} - {"ParleyError"}
