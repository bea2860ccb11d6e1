"""A postmark tells the same post from another."""

import time

from models import log, postmark
from models.postmark import Postmark
from models.room import Room


def test_a_digest_is_the_same_for_the_same_text_only() -> None:
    assert postmark.digest("hello") == postmark.digest("hello")
    assert postmark.digest("hello") != postmark.digest("hello ")


def test_ids_are_the_senders_own() -> None:
    assert postmark.key("general", "guest:ana") != postmark.key("general", "guest:bo")
    assert postmark.key("general", "guest:ana") != postmark.key("random", "guest:ana")


def test_an_id_that_was_used_is_found_for_its_day_and_its_sender() -> None:
    Room.opened("general")
    log.append(log.Post("general", "a", "guest:ana", "Ana", "hello"))
    found = postmark.find("general", "guest:ana", "a")
    assert found is not None and (found.seq, found.digest) == (1, postmark.digest("hello"))
    for room, sender, id in (("random", "guest:ana", "a"), ("general", "guest:bo", "a"), ("general", "guest:ana", "b")):
        assert postmark.find(room, sender, id) is None


def test_an_id_is_new_again_after_its_day_before_dynamodb_deletes_it() -> None:
    mark = Postmark(postmark.key("general", "guest:ana"), "a", seq=1, digest="x", expires_at=int(time.time()))
    mark.save()
    assert postmark.find("general", "guest:ana", "a") is None
