"""Exporting a user: all that is theirs, each once, and nothing that is others'."""

import json
import time
import urllib.request
from collections import Counter
from typing import Any

import pytest

from chat.admin import exporting
from chat.admin.exporting import export
from models import upload
from tests.chat.admin import people
from tests.chat.admin.conftest import Bucket
from tests.chat.admin.people import NAME, TEXTS, USER


def done(anew: bool = False) -> dict[str, Any]:
    while not (told := export(USER, time.monotonic() + 20, anew))["done"]:
        anew = False
    return told


def read(bucket: Bucket) -> list[dict[str, Any]]:
    ((key, content),) = ((key, one) for key, one in bucket.everything().items() if key.startswith("exports/"))
    assert key.endswith("/data.jsonl")
    return [json.loads(line) for line in content.decode().splitlines()]


@pytest.fixture
def lived(bucket: Bucket, deadline: float) -> None:
    people.live(bucket, deadline)


def test_all_that_is_theirs_is_in_one_file(lived: None, bucket: Bucket) -> None:
    told = done()
    lines = read(bucket)
    kinds = Counter(line["kind"] for line in lines)
    assert {kind: kinds[kind] for kind in ("export", "message", "membership", "reaction", "mention", "file")} == {
        "export": 1, "message": 11, "membership": 3, "reaction": 1, "mention": 1, "file": 1,
    }  # fmt: skip
    assert told["counts"] == {f"{kind}s": many for kind, many in kinds.items() if kind != "export"}
    said = [line for line in lines if line["kind"] == "message"]
    assert {f"{TEXTS} in private", f"{TEXTS} in reply", f"{TEXTS} edited"} < {line["text"] for line in said}
    (shared,) = [line["file"] for line in said if "file" in line]
    assert shared == {"name": "holiday.png", "type": "image/png", "size": 9}
    assert {line["name"] for line in said} == {NAME}
    (kick,) = [line for line in lines if line.get("act") == "kick"]
    assert (kick["by"], kick["reason"]) == ("somebody else", "Zöe was loud")
    words = json.dumps(lines, ensure_ascii=False)
    assert "an answer" not in words and "everybody think" not in words


def test_the_link_leads_to_it_and_may_be_had_again(lived: None, bucket: Bucket) -> None:
    url = done()["url"]
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.read().splitlines() == bucket.everything()[answer_key(bucket)].splitlines()
    assert answer_key(bucket) in done()["url"]
    assert answer_key(bucket) in url
    first = answer_key(bucket)
    done(anew=True)
    assert len([key for key in bucket.everything() if key.startswith("exports/") and key != first]) == 1


def answer_key(bucket: Bucket) -> str:
    return next(key for key in bucket.everything() if key.startswith("exports/"))


def test_a_step_that_was_killed_puts_nothing_twice(
    lived: None, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, parts = upload.put, 0

    def dying(*arguments: Any) -> None:
        nonlocal parts
        put(*arguments)
        parts += 1
        if parts == 2:
            raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(upload, "put", dying)
        with pytest.raises(SystemExit):
            export(USER, time.monotonic() + 20)
    done()
    seqs = Counter((line["room"], line["seq"]) for line in read(bucket) if line["kind"] == "message")
    assert len(seqs) == 11 and set(seqs.values()) == {1}


def test_what_is_of_the_table_stays_there() -> None:
    item = {
        "pk": {"S": f"USER#{USER}"},
        "sk": {"S": "CONN#x="},
        "kind": {"S": "connection"},
        "expires_at": {"N": "9"},
        "name": {"S": NAME},
        "rooms": {"M": {"general": {"N": "0"}}},
        "flags": {"L": [{"BOOL": True}, {"SS": ["b", "a"]}]},
        "share": {"N": "0.5"},
    }
    assert list(exporting.lines(item, USER)) == [
        {"kind": "connection", "name": NAME, "rooms": {"general": 0}, "flags": [True, ["a", "b"]], "share": 0.5}
    ]
