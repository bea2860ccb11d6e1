"""Leave to put a file, and links to have one."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from config import settings
from models import table, upload
from tests.chat.admin.conftest import Bucket, bucket  # noqa: F401  # pytest finds it by its name
from tests.parts.dynamodb import Table


@pytest.mark.parametrize(
    ("region", "host"), [("us-east-1", "files.s3.amazonaws.com"), ("eu-west-1", "files.s3.eu-west-1.amazonaws.com")]
)
def test_a_link_is_of_the_region_and_expires(
    dynamodb: Table, monkeypatch: pytest.MonkeyPatch, region: str, host: str
) -> None:
    monkeypatch.setenv("AWS_REGION", region)
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    settings.cache_clear()
    table.connect()
    parts = urlsplit(upload.link("files", "rooms/general/floor plan ü.pdf"))
    asked = parse_qs(parts.query)
    assert (parts.scheme, parts.netloc) == ("https", host)
    assert parts.path == "/rooms/general/floor%20plan%20%C3%BC.pdf"
    assert asked["X-Amz-Expires"] == ["3600"]
    assert asked["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert asked["response-content-disposition"] == ["attachment"]


def test_a_form_takes_that_file_alone(dynamodb: Table) -> None:
    form = upload.form("files", "rooms/general/a.pdf", "application/pdf", 1000)
    policy = json.loads(base64.b64decode(form["fields"]["policy"]))["conditions"]
    assert {"key": "rooms/general/a.pdf"} in policy
    assert {"Content-Type": "application/pdf"} in policy
    assert ["content-length-range", 1, 1000] in policy
    assert form["fields"]["key"] == "rooms/general/a.pdf"


def test_what_is_put_is_listed_read_and_gone(bucket: Bucket) -> None:  # noqa: F811
    for number in range(3):
        upload.put(bucket.name, f"exports/x/{number}", f"part {number}".encode(), "text/plain")
    upload.put(bucket.name, "exports/y/0", b"another", "text/plain")
    assert upload.keys(bucket.name, "exports/x/") == [f"exports/x/{number}" for number in range(3)]
    assert upload.read(bucket.name, "exports/x/1") == b"part 1"
    upload.delete_all(bucket.name, "exports/x/")
    assert list(bucket.everything()) == ["exports/y/0"]


def test_a_message_s_item_says_where_its_file_is() -> None:
    assert upload.key_in({"file": {"S": json.dumps({"key": "rooms/general/a.pdf"})}}) == "rooms/general/a.pdf"
    assert upload.key_in({}) == ""
