"""The places for bugs are there, and so are the tests that are to notice them."""

import ast

import pytest

from tests.mutations.__main__ import planted
from tests.mutations.planted import BUGS, Bug
from tests.parts.template import TREE


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.what)
def test_a_bug_has_its_place_and_its_test(bug: Bug) -> None:
    ast.parse(planted((TREE / bug.file).read_text(), bug))
    path, _, name = bug.test.partition("::")
    tests = [getattr(node, "name", "") for node in ast.parse((TREE / path).read_text()).body]
    assert name in tests


def test_a_place_that_has_gone_fails_loudly(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        planted("something else", BUGS[0])
    told = capsys.readouterr()
    assert "0 times" in told.out + told.err
