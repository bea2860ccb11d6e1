"""The function that does what operators ask for: where it is, and one call of it."""

import getpass
import json
import time
from pathlib import Path
from typing import Any

ENDPOINTS = Path(".parley") / "endpoints.json"
# A step takes up to half a minute.
PATIENCE = 60
ATTEMPTS = 6
PAUSE = 1.0


class Unreachable(Exception):
    """There is no such function, or AWS does not let us call it; the message says what to do."""


class Refused(Exception):
    """The function says no, and why."""


class Function:
    """The function of one stack."""

    def __init__(self, client: Any, name: str, by: str) -> None:
        self._client = client
        self._name = name
        self._by = by

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer; what is busy is asked again, under the same id. Refused where it says no."""
        event = {**request, "by": self._by}
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE)
            answer = self._call(event)
            if answer.get("ok"):
                return answer
            if not answer.get("retry"):
                break
        raise Refused(str(answer.get("message", "the function did not answer as it should")))

    def _call(self, event: dict[str, Any]) -> dict[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.invoke(FunctionName=self._name, Payload=json.dumps(event).encode())
            told = json.load(answer["Payload"])
        except (BotoCoreError, ClientError) as error:
            raise Unreachable(f"{self._name}: {error}") from error
        if "FunctionError" in answer or not isinstance(told, dict):
            # It was killed: a step of something long goes on from what it had kept.
            return {"retry": True, "message": f"{self._name} ended without an answer: its log says why"}
        return told


def of_stack(stack: str, region: str | None, profile: str | None) -> Function:
    """The function of a stack on AWS, called as whoever the credentials are of."""
    boto3, botocore = _sdk()
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
        by = session.client("sts").get_caller_identity()["Arn"]
        return Function(session.client("lambda", config=_config()), f"{stack}-admin", by)
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as error:
        raise Unreachable(f"AWS does not know you: {error}") from error


def running(folder: Path) -> Function:
    """The function of the stack that `make run` has started in this folder's clone."""
    found = next((at / ENDPOINTS for at in (folder, *folder.parents) if (at / ENDPOINTS).exists()), None)
    if found is None:
        raise Unreachable("name a stack (parley admin --stack NAME …), or start one here: make run")
    here = json.loads(found.read_text())
    boto3, _ = _sdk()
    client = boto3.client(
        "lambda",
        endpoint_url=here["aws"],
        region_name=here["region"],
        # The laptop's AWS takes anybody.
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=_config(),
    )
    return Function(client, f"{here['stack']}-admin", getpass.getuser())


def _config() -> Any:
    from botocore.config import Config

    # A call that was not answered may have been done: only we know that asking again is harmless.
    return Config(connect_timeout=5, read_timeout=PATIENCE, retries={"total_max_attempts": 1})


def _sdk() -> tuple[Any, Any]:
    try:
        import boto3
        import botocore.exceptions
    except ImportError:
        raise Unreachable("this needs boto3: pip install 'parley[admin]'") from None
    return boto3, botocore
