"""People with nothing but a WebSocket tool talk in one room."""

import pytest

from local.stack import Stack
from tests.stack.test_signing_in import signed_up
from tests.stack.tools import BY_HAND, tool, wscat


@pytest.mark.parametrize("with_wscat", [True, False], ids=["wscat", "python -m websockets"])
async def test_a_tool_and_python_talk_in_one_room(with_wscat: bool, url: str, room: str) -> None:
    first = (*wscat(), "-c") if with_wscat else BY_HAND
    async with tool(*first, f"{url}?guest=Ana") as ana, tool(*BY_HAND, f"{url}?guest=Bo") as bo:
        for one in (ana, bo):
            await one.join(room)
        await ana.type(action="sendMessage", room=room, id="m1", text="typed by hand")
        for one in (ana, bo):
            assert (await one.see("message"))["text"] == "typed by hand"
        await bo.type(action="sendMessage", room=room, id="m2", text="and answered")
        for one in (ana, bo):
            message = await one.see("message")
            assert (message["text"], message["from"]["name"], message["seq"]) == ("and answered", "Bo", 2)


async def test_wscat_brings_a_real_token(stack: Stack, url: str, room: str) -> None:
    """As the README says."""
    header = f"Authorization: Bearer {signed_up(stack)['IdToken']}"
    async with tool(*wscat(), "-H", header, "-c", url) as cleo:
        await cleo.join(room)
        await cleo.type(action="sendMessage", room=room, id="m1", text="signed in by hand")
        message = await cleo.see("message")
        assert (message["text"], message["from"]["name"]) == ("signed in by hand", "Cleo")
