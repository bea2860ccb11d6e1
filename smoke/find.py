"""Finding a stack: by its name in CloudFormation, with the credentials of whoever asks, or the one that runs here."""

from dataclasses import dataclass

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from local.endpoints import Endpoints
from local.places import Places


class NotFound(Exception):
    """There is no such stack, or nobody may look; the message says what to do."""


@dataclass(frozen=True)
class Target:
    """A stack as a client sees it: where it is, and whether it lets in who has a name or a guest's pass."""

    stack: str
    websocket: str
    http: str | None
    names: bool
    passes: bool


def here(places: Places) -> Target:
    """The stack that `make run` runs in this clone."""
    try:
        endpoints = Endpoints.read(places.endpoints)
    except FileNotFoundError:
        raise NotFound("Nothing runs in this clone: `make run` starts the chat, or name a stack: STACK=…") from None
    return Target("the stack that runs here", endpoints.websocket, endpoints.http, names=True, passes=True)


def deployed(stack: str) -> Target:
    """The stack of that name, as CloudFormation tells of it."""
    try:
        (found,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    except (BotoCoreError, ClientError) as error:
        raise NotFound(f"The stack {stack} cannot be looked up: {_reason(error)}") from None
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])}
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", [])}
    if "WebSocketUrl" not in outputs:
        raise NotFound(f"The stack {stack} ({found['StackStatus']}) has no output WebSocketUrl: it is no Parley.")
    return Target(
        stack,
        outputs["WebSocketUrl"],
        outputs.get("HttpUrl"),
        names=parameters.get("GuestNames") == "true",
        passes=parameters.get("GuestTokens") == "true",
    )


def _reason(error: BotoCoreError | ClientError) -> str:
    said = str(error).rstrip(".")
    return f"{said}. AWS_PROFILE and AWS_REGION say as whom and where to look."
