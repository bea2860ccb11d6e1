"""The deployed stack under the gateway's faults, and what its clients saw of it."""

from pathlib import Path

import pytest

from local.stack import Stack
from tests.checker.on_stack import OnStack
from tests.checker.plan import Size
from tests.checker.soak import Wish, soak, told


@pytest.mark.promise(1)
@pytest.mark.promise(2)
@pytest.mark.promise(3)
@pytest.mark.promise(4)
@pytest.mark.promise(5)
@pytest.mark.promise(6)
async def test_the_promises_hold_on_the_stack_in_all_weathers(stack: Stack, tmp_path: Path) -> None:
    target = OnStack(stack.endpoints)
    try:
        size = Size(clients=3, rooms=2, steps=8, pause=0.4)
        found = await soak(Wish(seed=1, seeds=1, size=size), target, tmp_path, print)
    finally:
        await target.calm()
    assert not found.violations, told(found.violations, "stack")
    assert found.tally.acknowledged and found.tally.faults.total()
