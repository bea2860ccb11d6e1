"""The operators' function may do all that its verbs do, and the emulator asks for each permission."""

import json
from pathlib import Path
from typing import Any

import pytest

from local import sources
from local.aws import client
from local.stack import Stack
from parley.terminal import main
from tests.stack.peer import peer
from tests.stack.test_permissions import guarded, refused  # noqa: F401  # pytest finds it by its name

pytestmark = pytest.mark.xdist_group("stack")


async def test_what_operators_do_needs_no_more_than_the_role_allows(
    guarded: Stack,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / ".parley").mkdir()
    guarded.endpoints.write(tmp_path / ".parley" / "endpoints.json")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    parts = sources.stack(guarded.endpoints.aws, guarded.endpoints.stack)
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{guarded.endpoints.stack}-direct"
    failed = {"requestContext": {"functionArn": arn}, "requestPayload": {"text": "hello", "id": "x"}}

    def typed(*words: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main(["admin", "--json", *words]) == 0, (words, capsys.readouterr())
        return dict(json.loads(capsys.readouterr().out.splitlines()[-1]))

    async with peer(guarded.endpoints.websocket, "Ana") as ana, peer(guarded.endpoints.websocket, "Bo") as bo:
        await ana.join("steered")
        await bo.join("steered")
        await bo.say("steered", "hello")
        client("sqs", guarded.endpoints.aws).send_message(QueueUrl=parts.part("Unsaid"), MessageBody=json.dumps(failed))
        for command in (
            "rooms", "rooms --all", "room steered", "users", "user guest:bo", "connections", "announce hello",
            "kick steered guest:bo", "mute steered guest:bo", "change steered --access members", "keep steered 7",
            "erase steered 1", "verify steered", "seal steered", "dead", "redrive unsaid", "redrive undelivered",
            "sign-out guest:bo", "ban guest:bo", "unban guest:bo", "export-user guest:bo --into bo.jsonl",
            "erase-user guest:bo --yes",
        ):  # fmt: skip
            typed(*command.split())
        assert (tmp_path / "bo.jsonl").stat().st_size > 100
    assert not refused(guarded)
