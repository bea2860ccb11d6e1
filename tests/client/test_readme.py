"""The README's example, as it is printed."""

import asyncio
import re
import sys
from pathlib import Path

from tests.client.peer import Peer
from tests.client.terminal.window import environment_of_a_client

README = Path(__file__).parents[2] / "README.md"


async def test_the_example_says_something_and_prints_what_is_said(peer: Peer) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    example = next(block for block in blocks if "parley.connect" in block)
    code = re.sub(r'"ws://[^"]+"', f'"{peer.url}"', example)
    assert code != example
    pipe = asyncio.subprocess.PIPE
    environment = environment_of_a_client()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=pipe, env=environment)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            assert await process.stdout.readline() == b"Ana hello\n"
            await peer.do("general", "reacted", target=1, reaction="👍", on=True)
            await peer.say("general", "good day")
            assert await process.stdout.readline() == b"Bo good day\n"
    finally:
        process.kill()
        await process.communicate()
