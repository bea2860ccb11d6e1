"""The words before the line."""

import pytest

from parley.entries import User
from parley.terminal.prompt import prompt

BO, CY = User("b", "Bo"), User("c", "Cy\x1b" + "y" * 40)


@pytest.mark.parametrize(
    ("down", "late", "typists", "shown"),
    [
        (False, 0, [], "plans> "),
        (True, 2, [BO], "plans (reconnecting…)> "),
        (False, 2, [BO], "plans (2 on the way)> "),
        (False, 0, [BO], "plans (Bo is typing…)> "),
        (False, 0, [BO, CY, CY], "plans (Bo and 2 more are typing…)> "),
        (False, 0, [CY], "plans (Cy␛yyyyyyyyyyyyyyyyyyyy… is typing…)> "),
    ],
)
def test_the_prompt(down: bool, late: int, typists: list[User], shown: str) -> None:
    assert prompt("plans", down=down, late=late, typists=typists) == shown
