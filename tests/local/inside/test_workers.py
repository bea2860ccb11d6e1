"""Running calls are not cut off when workers are replaced."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.reload import put_live
from local.stack import Stack
from tests.local.inside.test_functions import records

pytestmark = pytest.mark.xdist_group("laptop")
Call = Callable[..., dict[str, Any]]


def begun(laptop: Stack) -> int:
    return sum("line" in record for record in records(laptop))


def start_slow_call(laptop: Stack, call: Call, pool: ThreadPoolExecutor) -> Any:
    before = begun(laptop)
    slow = pool.submit(call, wait=2)
    while begun(laptop) == before:
        assert not slow.done()
    return slow


def test_a_call_that_fails_does_not_end_the_others(laptop: Stack, call: Call) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = start_slow_call(laptop, call, pool)
        assert call(fail=True)["errorMessage"] == "told to fail"
        assert slow.result()["version"] == "one"


def test_a_reload_lets_running_calls_end(laptop: Stack, call: Call) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = start_slow_call(laptop, call, pool)
        put_live(laptop.places, laptop.deployment, laptop.endpoints.aws)
        assert slow.result()["version"] == "one"
