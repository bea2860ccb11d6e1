"""What axe-core finds in every state of the page, light and dark."""

import json

import pytest

from tests.browser.axe import judge
from tests.browser.conftest import Windows
from tests.browser.peer import Peer
from tests.browser.scene import furnish
from tests.browser.states import STATES

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
async def test_no_state_of_the_page_shuts_anybody_out(
    windows: Windows, peer: Peer, axe: str, state: str, dark: bool
) -> None:
    furnish(peer)
    page = await STATES[state](windows, peer, dark)
    found = await judge(page, axe)
    assert found["violations"] == [], json.dumps(found["violations"], indent=1, ensure_ascii=False)
    assert found["passes"] > 10
