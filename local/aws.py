"""boto3 clients of the emulator."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from local.emulator import CREDENTIALS, REGION


@cache
def client(service: str, url: str, region: str = REGION) -> Any:
    """A boto3 client that talks to the emulator at `url`, whatever the user's own AWS settings are."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=url,
        region_name=region,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        config=Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 3}),
    )
