"""Files that people share: leave to put one, and links to have one, each for a while and signed with our own keys."""

from functools import cache
from typing import Any

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


@cache
def _client(made_from: Session) -> Any:
    # Only the newer signature is good in every region, and only with the bucket in the host is the region in it too.
    config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    return made_from.create_client("s3", region_name=settings().region, config=config)
