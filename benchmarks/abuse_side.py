"""Gateway and functions of one side: `python -m benchmarks.abuse_side DYNAMODB TABLE FOLDER [idle] [NAME=value …]`.

Prints its WebSocket URL, and ends with its standard input. An idle side has of this machine what the other leaves:
on AWS no function takes another's processor.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.processes import step_back
from tests.checker.handlers import handlers

IDLE = "idle"


async def run(dynamodb: str, table: str, folder: str, *words: str) -> None:
    """Serves until standard input ends, and is gone then: to say goodbye to a thousand takes minutes."""
    settings = dict(word.split("=", 1) for word in words if word != IDLE)
    # More at a time than there are cores would only wait for each other in the table.
    at_once = os.cpu_count() or 1
    async with handlers("DynamoDB Local", dynamodb, Path(folder), {"TABLE_NAME": table, **settings}, at_once) as side:
        print(side.url, flush=True)
        await asyncio.to_thread(sys.stdin.read)
        os._exit(0)


def main(words: Sequence[str]) -> None:
    """Steps back first where it is asked to: what it starts does, too."""
    if IDLE in words:
        step_back()
    # Each refusal would be a line.
    logging.disable(logging.WARNING)
    asyncio.run(run(*words))


if __name__ == "__main__":
    main(sys.argv[1:])
