"""`parley admin` as it is typed, against the whole stack: what it does is felt on the wire."""

import json
from pathlib import Path
from typing import Any

import pytest

from local import sources
from local.stack import Stack
from parley.terminal import main
from tests.stack.peer import peer

pytestmark = pytest.mark.xdist_group("stack")


@pytest.fixture
def here(stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone in which that stack runs."""
    (tmp_path / ".parley").mkdir()
    stack.endpoints.write(tmp_path / ".parley" / "endpoints.json")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    return tmp_path


@pytest.fixture
def admin(here: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Types a command; its last answer."""

    def typed(*words: str, status: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        code = main(["admin", "--json", *words])
        said = capsys.readouterr()
        assert code == status, said
        return dict(json.loads(said.out.splitlines()[-1])) if said.out else {"error": said.err}

    return typed


async def test_what_an_operator_does_is_felt_in_the_room(url: str, room: str, admin: Any) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        await bo.say(room, "hello")
        assert admin("room", room)["connections"] == 2
        admin("announce", "We move at eight.", "--room", room)
        heard = await ana.get(type="message", text="We move at eight.")
        assert heard["from"] == {"user": "source:admin", "name": "Operator"}
        admin("erase", room, "1")
        assert (await ana.get(type="erased"))["target"] == 1
        admin("kick", room, "guest:bo", "--reason", "enough")
        assert (await bo.get(type="left"))["reason"] == "enough"
        assert [one["user"] for one in admin("connections", "--room", room)["connections"]] == ["guest:ana"]
        admin("keep", room, "7")
        assert admin("room", room)["days"] == 7
        log = admin("verify", room)
        assert (log["head"], log["holes"], log["wrong"]) == (4, [], [])
        assert admin("seal", room)["sealed"] == []
    assert "no such room" in admin("room", "not-there", status=1)["error"]


async def test_a_dead_letter_is_said_after_all(url: str, stack: Stack, admin: Any) -> None:
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{stack.endpoints.stack}-direct:$LATEST"
    failed = {
        "requestContext": {"functionArn": arn, "condition": "RetriesExhausted"},
        "requestPayload": {"text": "It is said after all.", "id": "dead-1"},
    }
    async with peer(url, "Ana") as ana:
        await ana.join("operations")
        parts.client("sqs").send_message(QueueUrl=parts.part("Unsaid"), MessageBody=json.dumps(failed))
        told = admin("redrive", "unsaid", "--source", "direct")
        assert told["tried"] == {f"{stack.endpoints.stack}-direct": 1}
        assert (await ana.get(type="message", text="It is said after all."))["room"] == "operations"


async def test_somebody_is_exported_and_erased(url: str, room: str, here: Path, admin: Any) -> None:
    async with peer(url, "Zora") as zora:
        await zora.join(room)
        await zora.say(room, "remember me")
    admin("export-user", "guest:zora", "--into", "zora.jsonl")
    lines = [json.loads(line) for line in (here / "zora.jsonl").read_text().splitlines()]
    assert [line["text"] for line in lines if line["kind"] == "message"] == ["remember me"]
    told = admin("erase-user", "guest:zora", "--yes")
    assert told["done"] and told["counts"]["messages"] == 1
    async with peer(url, "Ana") as ana:
        page = (await ana.join(room))["messages"]
        assert [(one["text"], one["from"]["name"], "erased" in one) for one in page] == [("", "Somebody", True)]
