"""Every function's role allows all that the function does: the flows, with the emulator enforcing IAM.

The emulator does not ask for a role's permission to read from a queue or stream on behalf of its mapping, and the
gateway does not ask for execute-api:ManageConnections: tests/template/test_expanded.py looks for these.
"""

import asyncio
import inspect
import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from local import sources
from local.aws import client
from local.emulator import REGION
from local.stack import Stack
from tests.permissions.narrowing import Narrowing
from tests.permissions.stack_flows import flows
from tests.permissions.watched import Watched
from tests.stack import test_accounts, test_community, test_signing_in
from tests.stack.peer import peer, texts
from tests.stack.test_large_room import crowd_in

pytestmark = pytest.mark.xdist_group("stack")

COMMUNITY = [name for name in vars(test_community) if name.startswith("test_")]
SIGNING_IN = [
    test_signing_in.test_a_program_brings_its_token_in_a_header.__name__,
    test_signing_in.test_a_ticket_opens_the_door_once_for_a_client_that_can_set_no_header.__name__,
    test_signing_in.test_a_guest_s_pass_opens_the_door_and_no_forged_one.__name__,
]
ACCOUNTS = [
    test_accounts.test_a_token_is_renewed_over_the_open_connection.__name__,
    test_accounts.test_who_signs_out_everywhere_is_out_on_every_device_and_comes_back_by_signing_in.__name__,
]
PINGED = "ping tells the heads of the own rooms"


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack whose functions may do what their roles say, and nothing else."""
    with Stack(tmp_path_factory.mktemp("guarded"), build=built, guarded=True) as stack:
        yield stack


def refused(stack: Stack) -> list[str]:
    """What functions have been refused so far, whether they complained of it or not."""
    return [line for line in Watched(stack).refused() if "assumed-role" in line]


def test_who_may_nothing_is_refused(guarded: Stack) -> None:
    """Without this, the other tests of this file would prove nothing."""
    iam = client("iam", guarded.endpoints.aws)
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    nobody = boto3.client(
        "dynamodb",
        endpoint_url=guarded.endpoints.aws,
        region_name=REGION,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    with pytest.raises(ClientError, match="AccessDenied"):
        nobody.scan(TableName=guarded.deployment.tables["Table"])


async def test_a_conversation_needs_no_more_than_the_roles_allow(guarded: Stack) -> None:
    url = guarded.endpoints.websocket
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join("general")
        await bo.join("general")
        said = [await ana.say("general", f"text {number}") for number in range(3)]
        assert texts([await bo.get(type="message") for _ in said]) == ["text 0", "text 1", "text 2"]
        assert await ana.say("general", "text 0", id=said[0]["id"]) == said[0]
        assert len((await bo.ask(action="history", room="general"))["messages"]) == 3
        assert (await bo.ask(action="ping"))["heads"]["general"] >= 3
        assert (await bo.ask(action="whistle"))["code"] == "unknown_action"
        assert (await bo.ask(action="joinRoom", room="general", after=1, epoch=(await ana.join("general"))["epoch"]))[
            "recovered"
        ]
        assert (await bo.ask(action="leaveRoom", room="general"))["type"] == "left"
    assert not refused(guarded)


@pytest.mark.parametrize("flow", COMMUNITY)
async def test_what_people_do_with_each_other_needs_no_more_than_the_roles_allow(
    flow: str, guarded: Stack, room: str
) -> None:
    run = getattr(test_community, flow)
    known = {"url": guarded.endpoints.websocket, "room": room}
    await run(**{name: known[name] for name in inspect.signature(run).parameters})
    assert not refused(guarded)


@pytest.mark.parametrize("flow", SIGNING_IN)
async def test_signing_in_needs_no_more_than_the_roles_allow(flow: str, guarded: Stack, room: str) -> None:
    token = await asyncio.to_thread(test_signing_in.signed_up, guarded)
    run = getattr(test_signing_in, flow)
    known = {"stack": guarded, "url": guarded.endpoints.websocket, "room": room, "id_token": token["IdToken"]}
    await run(**{name: known[name] for name in inspect.signature(run).parameters})
    assert not refused(guarded)


@pytest.mark.parametrize("flow", ACCOUNTS)
async def test_staying_in_and_signing_out_need_no_more_than_the_roles_allow(
    flow: str, guarded: Stack, room: str
) -> None:
    cleo = await asyncio.to_thread(test_accounts.Cleo, guarded)
    run = getattr(test_accounts, flow)
    known = {"stack": guarded, "url": guarded.endpoints.websocket, "room": room, "cleo": cleo}
    await run(**{name: known[name] for name in inspect.signature(run).parameters})
    assert not refused(guarded)


async def test_a_sweep_needs_no_more_than_its_role_allows(guarded: Stack) -> None:
    functions = client("lambda", guarded.endpoints.aws)
    answer = functions.invoke(FunctionName=f"{guarded.endpoints.stack}-sweep", Payload=b"{}")
    assert json.loads(answer["Payload"].read()).keys() == {"looked_at", "gone"}


async def test_a_large_room_needs_no_more_than_the_roles_allow(guarded: Stack) -> None:
    url = guarded.endpoints.websocket
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join("large")
        await asyncio.to_thread(crowd_in, guarded, "large")
        await bo.join("large")
        await ana.say("large", "hello")
        assert (await bo.get(type="message"))["text"] == "hello"
    assert not refused(guarded)


@pytest.mark.parametrize("source", sources.names())
async def test_a_source_needs_no_more_than_its_role_allows(guarded: Stack, source: str) -> None:
    parts = sources.stack(guarded.endpoints.aws, guarded.endpoints.stack)
    async with peer(guarded.endpoints.websocket, "Ana") as ana:
        await ana.join("operations")
        await asyncio.to_thread(sources.fire, source, parts)
        message = await ana.get(type="message", room="operations")
        assert message["from"]["user"] == f"source:{source}"
    assert not refused(guarded)


async def test_what_nothing_needs_is_found_by_taking_it_out(guarded: Stack) -> None:
    """`make narrow` does so with every action of every function."""
    aws = guarded.endpoints.aws
    narrowing = Narrowing(guarded, [flow for flow in flows() if flow.name == PINGED])
    ping = next(function for function in narrowing.functions if function.module == "ping")
    needless = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "dynamodb:Scan", "Resource": "*"}]}
    client("iam", aws).put_role_policy(RoleName=ping.role, PolicyName="Needless", PolicyDocument=json.dumps(needless))
    tried = ("dynamodb:BatchGetItem", "dynamodb:Scan")
    tasks = [task for task in narrowing.tasks() if task.function == ping and task.action in tried]
    rows = {task.action: await narrowing.take_out(task) for task in tasks}
    client("iam", aws).delete_role_policy(RoleName=ping.role, PolicyName="Needless")
    assert (rows["dynamodb:BatchGetItem"].by, rows["dynamodb:BatchGetItem"].shown) == (PINGED, "refused")
    assert not rows["dynamodb:Scan"].by
    async with peer(guarded.endpoints.websocket, "Ana") as ana:
        assert (await ana.ask(action="ping"))["type"] == "pong"
