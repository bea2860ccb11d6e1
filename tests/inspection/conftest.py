"""A function in the emulator that looks at texts: docs/moderation/hook.py, or any other."""

import io
import uuid
import zipfile
from collections.abc import Callable, Iterator

import pytest

from inspection import function
from local.aws import client as aws_client
from tests.parts import processes
from tests.parts.dynamodb import forget, function_environment
from tests.parts.template import TREE

HOOK = (TREE / "docs" / "moderation" / "hook.py").read_text()
Deploy = Callable[..., str]


@pytest.fixture
def deploy(emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deploy]:
    """Create a function of that source, and let the settings name it."""
    client = aws_client("lambda", emulator, processes.REGION)
    made: list[str] = []

    def deploy(source: str = HOOK, **more: str) -> str:
        name = f"hook-{uuid.uuid4().hex[:8]}"
        arn = client.create_function(
            FunctionName=name,
            Runtime="python3.12",
            Role="arn:aws:iam::000000000000:role/hook",
            Handler="hook.handler",
            Code={"ZipFile": _zipped(source)},
            Timeout=10,
        )["FunctionArn"]
        made.append(name)
        settings = function_environment("parley-none", "http://127.0.0.1:9")
        settings |= {"AWS_ENDPOINT_URL_LAMBDA": emulator, "MODERATION_FUNCTION": arn} | more
        for setting, value in settings.items():
            monkeypatch.setenv(setting, value)
        forget()
        function._client.cache_clear()
        return str(arn)

    yield deploy
    for name in made:
        client.delete_function(FunctionName=name)
    forget()
    function._client.cache_clear()


def _zipped(source: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("hook.py", source)
    return archive.getvalue()
