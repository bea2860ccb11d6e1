"""`python -m smoke` against the stack as it is deployed: exit codes, sentences, and what is left behind."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from websockets.asyncio.client import connect

from local.emulator import CREDENTIALS, REGION
from local.sam import STACK
from local.stack import Stack
from smoke.__main__ import smoke
from smoke.find import Target
from tests.parts.template import TREE
from tests.stack.test_signing_in import signed_up


@pytest.mark.parametrize("way", ["name", "pass"])
async def test_every_promise_holds(way: str, target: Target) -> None:
    said: list[str] = []
    assert await smoke(target, wanted=way, talk=8, say=said.append) == []
    assert sum(line.startswith("  held") for line in said) == 6
    assert any("acknowledged: median" in line and "of 8 messages" in line for line in said)
    assert any("heard by the other: median" in line and "of 8 messages" in line for line in said)


async def test_every_promise_holds_for_one_who_has_signed_in(target: Target, stack: Stack) -> None:
    """The three are one user then, on three connections; guests are not let in."""
    token = signed_up(stack)["IdToken"]
    closed = replace(target, names=False, passes=False)
    assert await smoke(closed, token=token, talk=4, say=lambda line: None) == []


async def test_nobody_stays_behind(target: Target) -> None:
    assert await smoke(target, talk=2, say=lambda line: None) == []
    async with connect(f"{target.websocket}?guest=Looker") as looker:
        await looker.send(json.dumps({"action": "joinRoom", "room": "smoke"}))
        joined = json.loads(await looker.recv())
        assert [one["name"] for one in joined["roster"]] in (["Looker"], [])


async def test_nobody_at_the_address_is_a_sentence(target: Target) -> None:
    nowhere = Target("nowhere", "ws://127.0.0.1:9/live", None, names=True, passes=False)
    (sentence,) = await smoke(nowhere, say=lambda line: None)
    assert "Smoke Ana cannot connect to ws://127.0.0.1:9/live" in sentence


def test_a_name_that_no_stack_has_ends_with_1_and_a_sentence(stack: Stack) -> None:
    done = run(stack, "parley-nowhere")
    assert done.returncode == 1
    assert "The stack parley-nowhere cannot be looked up" in done.stderr and "Traceback" not in done.stderr


def test_a_stack_that_cannot_be_reached_ends_with_1_and_a_sentence(stack: Stack) -> None:
    # The deployed stack's own address is one at AWS, where nobody has an API of that name.
    done = run(stack, STACK, "--by", "name")
    assert done.returncode == 1
    assert "Smoke Ana" in done.stderr and "execute-api" in done.stderr and "Traceback" not in done.stderr


def run(stack: Stack, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`python -m smoke` with the credentials of the emulator."""
    aws = {**CREDENTIALS, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "AWS_ENDPOINT_URL": stack.endpoints.aws}
    command = [sys.executable, "-m", "smoke", *arguments]
    return subprocess.run(command, cwd=TREE, env=os.environ | aws, capture_output=True, text=True)
