"""Names as people type them."""

import pytest

from parley.entries import User
from parley.terminal.naming import addressed, label, mentioned, numbered

BO, BOB, ANA = User("guest:bo", "Bo"), User("guest:bob", "Bob Ö"), User("oidc:7", "Ana")
PEOPLE = [BO, BOB, ANA]


@pytest.mark.parametrize(
    ("text", "user", "rest"),
    [
        ("bo hello", BO, "hello"),
        ("@Bob ö  hello there", BOB, "hello there"),
        ("ANA", ANA, ""),
        ("oidc:7 hello", ANA, "hello"),
    ],
)
def test_who_is_addressed(text: str, user: User, rest: str) -> None:
    assert addressed(text, PEOPLE) == (user, rest)


@pytest.mark.parametrize("text", ["", "bobby", "nobody hello", "guest:b"])
def test_nobody_is_addressed(text: str) -> None:
    assert addressed(text, PEOPLE) is None


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("@bo, see @Bob Ö!", ["guest:bo", "guest:bob"]),
        ("@room: all", ["room"]),
        ("mail@bo.example, @boxes, @roommate, @ bo", []),
        ("(@ANA)@ana", ["oidc:7"]),
    ],
)
def test_who_is_mentioned(text: str, users: list[str]) -> None:
    assert mentioned(text, PEOPLE) == users


@pytest.mark.parametrize(
    ("text", "seq", "rest"),
    [("#45 yes", 45, "yes"), ("#45", 45, ""), ("45 yes", None, "45 yes"), ("#45th", None, "#45th"), ("", None, "")],
)
def test_numbers(text: str, seq: int | None, rest: str) -> None:
    assert numbered(text) == (seq, rest)


def test_a_direct_room_is_called_by_the_other() -> None:
    assert (label("direct-1", BO), label("plans", None), label("x", User("u", "\x1b"))) == ("@Bo", "plans", "@␛")
