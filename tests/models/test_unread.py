"""What somebody has not read: counted, as far as it is worth counting."""

import pytest

from models import amending
from models.log import append, void
from models.membership import Membership
from models.message import Message
from models.room import Room
from models.standing import Standing, changed
from models.unread import COUNTED, Unread, unread
from tests.models.entries import deed, do, say
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def room(connected: Table) -> Room:
    return Room.opened("general")


def of_ana(read: int = 0) -> Unread:
    return unread("general", "guest:ana", read)


def last(news: Unread) -> str | None:
    return news.last.text if news.last else None


def test_in_an_empty_room_there_is_nothing() -> None:
    assert of_ana() == unread("nowhere", "guest:ana", 0) == Unread(0, 0, None)


@pytest.mark.engines("local", "emulator")
def test_messages_of_others_after_what_was_read_are_unread() -> None:
    for number in range(4):
        say(f"text {number}", "guest:bo")
    say("mine")
    assert [(of_ana(read).count, last(of_ana(read))) for read in (0, 1, 4, 5, 99)] == [
        (4, "mine"),
        (3, "mine"),
        (0, "mine"),
        (0, "mine"),
        (0, "mine"),
    ]


def test_a_mention_is_of_the_user_or_of_everyone() -> None:
    say("1", "guest:bo", mentions=("guest:ana",))
    say("2", "guest:bo", mentions=("room",))
    say("3", "guest:bo", mentions=("guest:ana", "room"))
    say("4", "guest:bo", mentions=("guest:anabel", "guest:cy"))
    say("5", "guest:bo")
    say("6", mentions=("guest:ana", "room"))
    assert (of_ana().count, of_ana().mentions) == (5, 3)
    assert of_ana(2).mentions == 1


def test_what_was_erased_and_what_is_no_message_counts_for_nothing() -> None:
    say("stays", "guest:bo")
    target = say("goes", "guest:bo", mentions=("guest:ana",))
    append(deed(amending.erase(target), "erased", 2, user="guest:bo"))
    do(changed(Membership.of("guest:cy", "general"), Standing("member"), "Cy"), "member", user="guest:bo")
    void("general", 5)
    news = of_ana()
    assert (news.count, news.mentions, last(news)) == (1, 0, "stays")


def test_counting_ends_at_the_newest_hundred() -> None:
    for number in range(COUNTED + 3):
        Message(
            "ROOM#general",
            f"MSG#{number + 1:012d}",
            id=f"{number}",
            user="guest:bo",
            name="Bo",
            text=f"text {number}",
            at=1,
            expires_at=2_000_000_000,
        ).save()
    news = of_ana()
    assert (news.count, last(news)) == (COUNTED, f"text {COUNTED + 2}")


def test_what_is_past_its_retention_is_not_counted(connected: Table) -> None:
    say("old", "guest:bo")
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": "ROOM#general"}, "sk": {"S": "MSG#000000000001"}},
        UpdateExpression="SET expires_at = :past",
        ExpressionAttributeValues={":past": {"N": "1"}},
    )
    assert of_ana() == Unread(0, 0, None)
