"""What a soak can run on, by name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.checker.handlers import handlers
from tests.checker.on_stack import on_stack
from tests.checker.target import Target
from tests.emulator import emulator
from tests.parts import dynamodb

NAMES = ("local", "emulator", "stack")


@asynccontextmanager
async def backend(name: str, folder: Path) -> AsyncIterator[Target]:
    """local: the handlers on DynamoDB Local; emulator: the handlers on the emulator's; stack: all that is deployed."""
    if name == "stack":
        with on_stack(folder) as target:
            yield target
    else:
        engine = emulator(folder) if name == "emulator" else dynamodb.running(folder)
        with engine as url:
            async with handlers("the emulator" if name == "emulator" else "DynamoDB Local", url, folder) as target:
                yield target
