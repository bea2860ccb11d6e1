"""Threads: every answer is in the thread that its message is in, and a thread is told in its order."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import Busy, NotFound
from models import amending, reading, thread
from models.log import append
from models.message import Message
from models.post import Post
from models.room import Room
from tests.models.entries import deed, meanwhile, say
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def root(connected: Table) -> Message:
    Room.opened("general")
    return say("who is in?")


def now(seq: int = 1) -> Message:
    return amending.find("general", seq)


def answer(target: int = 1, text: str = "me", id: str = "") -> Message:
    root, together = thread.answering(now(target))
    more = {"reply": target, "thread": root, "together": together}
    if not id:
        return say(text, "guest:bo", **more)
    return append(Post("general", id, "guest:bo", "Bo", text, target, root, together=together))


def erase(seq: int = 1) -> None:
    append(deed(amending.erase(now(seq)), "erased", seq))


def seqs(after: int = 0, limit: int = 50, root: int = 1) -> list[int]:
    """A thread page by page, as a client asks."""
    found: list[int] = []
    more = True
    while more:
        messages, more = thread.replies("general", root, after, limit)
        assert len(messages) <= limit
        found += [message.seq for message in messages]
        after = found[-1] if found else after
    return found


@pytest.mark.engines("local", "emulator")
def test_an_answer_is_in_its_thread_and_is_counted_there() -> None:
    reply = answer()
    assert (reply.seq, reply.reply, reply.thread) == (2, 1, 1)
    say("by the way")
    assert (answer(2).reply, answer(4).thread) == (2, 1)
    assert now().replies == 3
    assert now(2).replies is None
    assert [message.text for message in thread.replies("general", 1, 0, 10)[0]] == ["me", "me", "me"]
    assert seqs() == [2, 4, 5]


def test_page_by_page_every_answer_is_there_once() -> None:
    wanted = []
    for _ in range(5):
        wanted.append(answer().seq)
        say("something else")
    for limit in range(1, 7):
        assert seqs(limit=limit) == wanted
        assert seqs(wanted[1], limit) == wanted[2:]
    assert thread.replies("general", 1, wanted[-1], 5) == ([], False)
    assert seqs(root=3) == []


def test_threads_next_to_each_other_do_not_mix() -> None:
    other = say("and who is out?")
    answer(1)
    answer(other.seq)
    assert (seqs(root=1), seqs(root=2)) == ([3], [4])


@pytest.mark.engines("local", "emulator")
def test_nobody_answers_what_was_erased_and_nothing_of_the_try_is_left(connected: Table) -> None:
    stale = now()
    erase()
    before = connected.client.scan(TableName=connected.name)["Count"]
    root, together = thread.answering(stale)
    with pytest.raises(NotFound):
        say("me", reply=1, thread=root, together=together)
    assert seqs() == []
    assert now().replies is None
    # But for the number, which is closed.
    assert connected.client.scan(TableName=connected.name)["Count"] == before + 1


def test_an_answer_that_meets_the_erasure_is_not_there() -> None:
    root, together = thread.answering(now())
    with pytest.raises(NotFound):
        say("me", reply=1, thread=root, together=meanwhile(together, erase))
    assert seqs() == []
    assert now().replies is None


def test_a_thread_goes_on_without_its_beginning() -> None:
    reply = answer()
    erase()
    assert answer(reply.seq).thread == 1
    assert seqs() == [2, 4]
    assert now().text == ""


def test_an_erased_answer_is_told_as_erased() -> None:
    answer()
    erase(2)
    (message,), more = thread.replies("general", 1, 0, 10)
    assert (message.text, message.erased, more) == ("", 3, False)


def test_the_same_answer_again_is_counted_once() -> None:
    first = answer(id="a")
    assert answer(id="a").seq == first.seq
    assert now().replies == 1
    erase()
    assert answer(id="a").seq == first.seq, "also when its beginning is erased meanwhile"
    assert seqs() == [2]


def test_answers_past_their_retention_are_passed_over(connected: Table) -> None:
    for _ in range(4):
        answer()
    for item, past in ((thread.reply_key(1, 2), "1"), (thread.reply_key(1, 3), "1")):
        connected.client.update_item(
            TableName=connected.name,
            Key={"pk": {"S": "ROOM#general"}, "sk": {"S": item}},
            UpdateExpression="SET expires_at = :past",
            ExpressionAttributeValues={":past": {"N": past}},
        )
    assert seqs() == seqs(limit=1) == [4, 5]


def test_many_answer_at_once_and_all_are_counted() -> None:
    def one(number: int) -> int:
        for _ in range(20):
            try:
                return answer(id=f"a{number}").seq
            except Busy:
                continue
        raise AssertionError("always busy")

    with ThreadPoolExecutor(6) as pool:
        wanted = sorted(pool.map(one, range(12)))
    assert seqs(limit=5) == wanted
    assert now().replies == 12


def test_the_log_does_not_show_what_stands_beside_it() -> None:
    answer()
    page = reading.newest("general", 10)
    assert [entry.seq for entry in page.messages] == [1, 2]
