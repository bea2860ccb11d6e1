"""Permissions are asked for as AWS asks for them, and each refusal is in the emulator's log."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.aws import client
from local.emulator import REGION, Emulator
from local.places import Places
from local.ports import Ports
from tests.parts.absent import give_up

ROLE = "arn:aws:iam::000000000000:role/writer"


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Emulator]:
    """An emulator that enforces IAM, empty."""
    if not Places().python("emulator").exists():
        give_up("The emulator is not installed: `python3 -m local.install emulator` does it.")
    emulator = Emulator(Places(home=tmp_path), Ports.free().aws, guarded=True)
    child = emulator.start()
    yield emulator
    child.stop()


@pytest.fixture
def writer(guarded: Emulator) -> Any:
    """SQS, as a role sees it that may send and nothing else."""
    iam, sts = client("iam", guarded.url), client("sts", guarded.url)
    iam.create_role(RoleName="writer", AssumeRolePolicyDocument=_document("sts:AssumeRole", Principal={"AWS": "*"}))
    iam.put_role_policy(
        RoleName="writer", PolicyName="writing", PolicyDocument=_document("sqs:SendMessage", Resource="*")
    )
    keys = sts.assume_role(RoleArn=ROLE, RoleSessionName="now")["Credentials"]
    return boto3.client(
        "sqs",
        endpoint_url=guarded.url,
        region_name=REGION,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def test_who_may_do_it_once_may_do_it_in_a_batch_and_who_may_not_is_in_the_log(guarded: Emulator, writer: Any) -> None:
    url = client("sqs", guarded.url).create_queue(QueueName="words")["QueueUrl"]
    sent = writer.send_message_batch(QueueUrl=url, Entries=[{"Id": "1", "MessageBody": "hello"}])
    assert [one["Id"] for one in sent["Successful"]] == ["1"]
    assert "not authorized" not in guarded.places.emulator_log.read_text()
    with pytest.raises(ClientError, match="not authorized"):
        writer.delete_message_batch(QueueUrl=url, Entries=[{"Id": "1", "ReceiptHandle": "any"}])
    refused = "assumed-role/writer/now is not authorized to perform: sqs:DeleteMessage on "
    assert refused in guarded.places.emulator_log.read_text()


def _document(action: str, **more: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, **more}]})
