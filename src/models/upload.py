"""Files that people share: leave to put one, and links to have one, each for a while and signed with our own keys."""

import json
from functools import cache
from typing import IO, Any

from botocore.config import Config
from botocore.session import Session

from config import settings
from models.table import sdk_errors, session

# Links in plain words: whoever has one may follow it until it expires.
LINK_SECONDS = 3600
FORM_SECONDS = 300


def link(bucket: str, key: str) -> str:
    """A URL by which anyone can have the file for an hour; browsers store it, and never run what is in it."""
    with sdk_errors():
        return str(
            _client(session()).generate_presigned_url(
                "get_object",
                Params={"Bucket": bucket, "Key": key, "ResponseContentDisposition": "attachment"},
                ExpiresIn=LINK_SECONDS,
            )
        )


def form(bucket: str, key: str, content_type: str, largest: int) -> dict[str, Any]:
    """The `url` and `fields` of a form that puts one file of that type, and of that size at most, for five minutes.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """
    with sdk_errors():
        made = _client(session()).generate_presigned_post(
            bucket,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, largest]],
            ExpiresIn=FORM_SECONDS,
        )
    return {"url": made["url"], "fields": made["fields"]}


def delete(bucket: str, key: str) -> None:
    """The file is gone; harmless where there was none."""
    with sdk_errors():
        _client(session()).delete_object(Bucket=bucket, Key=key)


def key_in(item: dict[str, Any]) -> str:
    """Under which key the file of a message is, as the message's item has it; empty where it came with none."""
    kept = item.get("file", {}).get("S")
    return str(json.loads(kept)["key"]) if kept else ""


def put(bucket: str, key: str, content: bytes | IO[bytes], content_type: str) -> None:
    """What is there under the key from here on."""
    with sdk_errors():
        _client(session()).put_object(Bucket=bucket, Key=key, Body=content, ContentType=content_type)


def keys(bucket: str, prefix: str) -> list[str]:
    """Every key that begins so, in order."""
    with sdk_errors():
        found = _client(session()).get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        return sorted(one["Key"] for page in found for one in page.get("Contents", ()))


def read(bucket: str, key: str) -> bytes:
    """What is there under a key."""
    with sdk_errors():
        return bytes(_client(session()).get_object(Bucket=bucket, Key=key)["Body"].read())


def delete_all(bucket: str, prefix: str) -> None:
    """Nothing is there under any key that begins so."""
    for key in keys(bucket, prefix):
        delete(bucket, key)


@cache
def _client(made_from: Session) -> Any:
    # Only the newer signature is good in every region, and only with the bucket in the host is the region in it too.
    config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    return made_from.create_client("s3", region_name=settings().region, config=config)
