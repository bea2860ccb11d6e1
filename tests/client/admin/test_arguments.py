"""What can be typed, and what it asks for."""

from typing import Any

import pytest

from chat.admin.asked import decode
from chat.admin.verbs import VERBS
from parley.admin.arguments import parse, request

TYPED: dict[str, dict[str, Any]] = {
    "rooms": {"verb": "rooms"},
    "rooms --all": {"verb": "rooms", "all": True},
    "room general": {"verb": "room", "room": "general"},
    "users": {"verb": "users"},
    "users --room general": {"verb": "users", "room": "general"},
    "user guest:bo": {"verb": "user", "user": "guest:bo"},
    "connections --user guest:bo": {"verb": "connections", "user": "guest:bo"},
    "kick general guest:bo --reason loud": {
        "verb": "moderate", "act": "kick", "room": "general", "user": "guest:bo", "reason": "loud",
    },
    "mute general guest:bo --minutes 5": {
        "verb": "moderate", "act": "mute", "room": "general", "user": "guest:bo", "minutes": 5,
    },
    "ban guest:bo --minutes 5": {"verb": "ban", "user": "guest:bo", "minutes": 5},
    "ban guest:bo --room general": {"verb": "moderate", "act": "ban", "user": "guest:bo", "room": "general"},
    "unban guest:bo": {"verb": "unban", "user": "guest:bo"},
    "sign-out guest:bo": {"verb": "signOut", "user": "guest:bo"},
    "erase general 7": {"verb": "erase", "room": "general", "seq": 7},
    "link general 7": {"verb": "link", "room": "general", "seq": 7},
    "change general --title Plans --slow 0": {"verb": "change", "room": "general", "title": "Plans", "slow": 0},
    "archive general": {"verb": "change", "room": "general", "archived": True},
    "open general": {"verb": "change", "room": "general", "archived": False},
    "keep general 0": {"verb": "keep", "room": "general", "days": 0},
    "announce hello --room general": {"verb": "announce", "room": "general", "text": "hello"},
    "dead": {"verb": "dead"},
    "redrive unsaid --source logs": {"verb": "redrive", "queue": "unsaid", "source": "logs"},
    "verify general": {"verb": "verify", "room": "general"},
    "seal general": {"verb": "seal", "room": "general"},
    "export-user guest:bo --anew --into x": {"verb": "exportUser", "user": "guest:bo", "anew": True},
    "erase-user guest:bo --yes": {"verb": "eraseUser", "user": "guest:bo"},
}  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_what_the_function_takes(typed: str) -> None:
    asked = request(parse(["--stack", "parley", *typed.split()]))
    assert asked == TYPED[typed]
    assert decode({**asked, "by": "x"}, VERBS, 0).verb == asked["verb"]


def test_every_verb_can_be_typed() -> None:
    assert {asked["verb"] for asked in TYPED.values()} == set(VERBS)


@pytest.mark.parametrize("typed", ["", "dance", "erase general", "erase general seven", "erase-user guest:bo"])
def test_what_cannot_be_meant_ends_with_2(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(typed.split())
    assert ended.value.code == 2 and "parley admin" in capsys.readouterr().err
