"""Every number has a test, and every test's number is one."""

import re

import pytest

from tests.parts.template import TREE
from tests.reliability.contract import FAULTS, PROMISES
from tests.reliability.found import proofs

NUMBERS = [("promise", number) for number in PROMISES] + [("fault", number) for number in FAULTS]
PAGE = TREE / "docs" / "reliability.md"


@pytest.mark.parametrize(("kind", "number"), NUMBERS, ids=lambda value: str(value))
def test_a_number_has_a_test_with_it_in_the_name(kind: str, number: int) -> None:
    named = [proof.id for proof in proofs() if proof.name.startswith(f"test_{kind}_{number}_")]
    assert named, f"no test tries {kind} {number}"


def test_no_test_has_a_number_that_there_is_not() -> None:
    for proof in proofs():
        assert proof.numbers <= set(NUMBERS), f"{proof.id}: see tests/reliability/contract.py"


def test_the_page_has_every_number_and_no_test_that_is_gone() -> None:
    written = PAGE.read_text()
    for kind, number in NUMBERS:
        assert f"### {kind.capitalize()} {number}:" in written, "`python -m tests.reliability` makes the page"
    known = {proof.path for proof in proofs()}
    named = set(re.findall(r"\]\(\.\./(tests/[^)]+)\)", written))
    assert named and named <= known, f"`python -m tests.reliability` makes the page: {sorted(named - known)} is gone"
