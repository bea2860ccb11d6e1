"""A layer is unpacked once for all workers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_workers_share_one_unpacked_layer(laptop: Stack, call: Callable[..., dict[str, Any]]) -> None:
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda _: call(wait=0.5), range(3)))
    homes = {Path(one["layer"]).parent.parent for one in said}
    assert len({one["environment"]["LAMBDA_TASK_ROOT"] for one in said}) == 3
    assert len(homes) == 1
    assert homes.pop().parent == laptop.places.home / "layers"
