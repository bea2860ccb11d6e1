"""A flood over a real socket: it is refused, then ended, and nobody else notices."""

import time

from websockets.exceptions import ConnectionClosed

from chat.flooding import FRAMES
from tests.stack.peer import Peer, peer

PINGS = 500


async def flood(flooder: Peer) -> tuple[list[str], bool]:
    """Pings, each as soon as the one before it is answered: what the answers were, and whether they came to an end."""
    answers: list[str] = []
    try:
        for _ in range(PINGS):
            answer = await flooder.ask(action="ping")
            answers.append(str(answer.get("code", answer["type"])))
    except ConnectionClosed:
        return answers, True
    return answers, False


async def test_a_flood_of_pings_ends_its_connection_and_no_other(url: str, room: str) -> None:
    async with peer(url, "Flo") as flo, peer(url, "Bo") as bo:
        await bo.join(room)
        began = time.monotonic()
        answers, ended = await flood(flo)
        if ended:
            assert answers.count("pong") >= FRAMES.burst and "rate_limited" in answers
        else:
            # A machine that answers no more in a second than that has not been flooded.
            assert PINGS / (time.monotonic() - began) < 2 * 1000 / FRAMES.interval_ms
        assert (await bo.ask(action="ping"))["type"] == "pong"
